import Operations
import SimulatedWorld
import Simulation
import Testing

@testable import Properties

@Suite struct NoLostUpdateTests {
  /// Two launchers with a session each.
  private static func two(_ scene: inout Scene) {
    scene.begin("one", .launcher, run: "a")
    scene.begin("two", .launcher, run: "b")
    scene.write("a", .running, by: "one")
  }

  @Test func recordThatVanishesByAnothersWriteIsSeen() {
    let said = watch(
      NoLostUpdate(), Self.two,
      { scene in
        scene.write("b", .running, by: "two")
        scene.remove("a", by: "two")
      })
    #expect(said == .violated(at: 2))
  }

  @Test func recordThatAnotherSessionTakesIsSeen() {
    let said = watch(
      NoLostUpdate(), Self.two,
      { scene in scene.write("a", .starting, by: "two") { $0.id = $1.text("a-2") } })
    #expect(said == .violated(at: 2))
  }

  @Test func recordThatGoesBackIsSeen() {
    let life = watch(
      NoLostUpdate(), Self.two, { $0.write("b", .starting, by: "two") },
      { $0.write("a", .starting, by: "two") })
    #expect(life == .violated(at: 3))
    let runtime = watch(
      NoLostUpdate(), Self.two,
      { $0.write("a", .running, by: "one") { facts, _ in facts.generation = 2 } },
      { $0.write("a", .running, by: "two") { facts, _ in facts.generation = 1 } })
    #expect(runtime == .violated(at: 3))
  }

  @Test func recordThatIsLostToATornFileIsSeen() {
    let said = watch(NoLostUpdate(), Self.two, { $0.remove("a") })
    #expect(said == .violated(at: 2))
  }

  @Test func fileThatIsEmptyInTheMiddleOfAWriteHasLostNothing() {
    func begins(_ scene: inout Scene) {
      let (path, content) = (scene.text("/state"), scene.text("{}"))
      scene.enter(.performed(.file(.write(path, content: content)), nil), by: "two")
      scene.remove("a", by: "two")
    }
    let whole = watch(
      NoLostUpdate(), Self.two, begins, { $0.write("a", .running) },
      { $0.enter(.answered(Tag(rawValue: 1), .file(.done)), by: "two") },
      { $0.write("a", .ended(.inferred), by: "one") })
    #expect(whole == .held)
    let later = watch(
      NoLostUpdate(), Self.two, begins, { $0.write("a", .running) }, { $0.remove("a", by: "two") })
    #expect(later == .violated(at: 4))
    let torn = watch(
      NoLostUpdate(), Self.two, begins, { scene in scene.actor("two") { $0.lives = false } })
    #expect(torn == .violated(at: 3))
    let without = watch(
      NoLostUpdate(), Self.two, begins, { $0.write("b", .running) },
      { $0.enter(.answered(Tag(rawValue: 1), .file(.done)), by: "two") })
    #expect(without == .violated(at: 4))
    let arrived = watch(
      NoLostUpdate(), Self.two, begins,
      { scene in
        let call = CallID(slot: 0, generation: 0)
        let event = FileEvent.writeArrives(inode: 1, content: .empty, by: .initial, call: call)
        scene.enter(.world(.file(event)))
        scene.write("b", .running)
      })
    #expect(arrived == .violated(at: 3))
    #expect(watch(NoLostUpdate(), Self.two, begins) == .violated(at: 3))
  }

  @Test func whatIsEndedRemovedOnPurposeOrRestoredIsInOrder() {
    let said = watch(
      NoLostUpdate(), Self.two, { $0.begin("back", .restorer, run: "a") },
      { $0.write("a", .ended(.killed), by: "two") }, { $0.write("a", .starting, by: "back") },
      { $0.begin("cleaner", .cleaner, run: "a") }, { $0.remove("a", by: "cleaner") })
    #expect(said == .held)
    #expect(watch(NoLostUpdate(), Self.two, { $0.remove("a", by: "one") }) == .notExercised)
  }

  @Test func commitThatTheStoreLacksIsSeen() {
    func put(_ scene: inout Scene) {
      let (key, value) = (scene.text("a"), scene.text("1"))
      _ = scene.world.perform(.store(.put(key: key, value: value, expected: 0)), by: .initial)
    }
    #expect(watch(NoLostUpdate(), put, { $0.fault() }) == .notExercised)
    var scene = Scene()
    put(&scene)
    let writes = scene.world.store.acknowledged
    let records = scene.world.store.allRecords
    #expect(!NoLostUpdate.isLost(writes[0], from: records))
    #expect(NoLostUpdate.isLost(writes[0], from: []))
  }
}
