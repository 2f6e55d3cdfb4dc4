import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct OneAuthorityForDeathTests {
  @Test(arguments: [
    (Role.sender, true), (.runner, true), (.agent, true), (.desk, true), (.reader, true),
    (.supervisor, false), (.killer, false), (.recoverer, false), (.launcher, false),
  ])
  func endByAnybodyElseIsSeenWhenItIsWritten(role: Role, isViolation: Bool) {
    let said = watch(
      OneAuthorityForDeath(), { $0.begin("writer", role) }, { $0.write("fix", .running) },
      { $0.write("fix", .ended(.inferred), by: "writer") })
    #expect(said == (isViolation ? .violated(at: 3) : .held))
  }

  @Test func readerThatWritesIsSeen() {
    let record = watch(
      OneAuthorityForDeath(), { $0.begin("list", .reader) },
      { $0.write("fix", .running, by: "list") })
    #expect(record == .violated(at: 2))
    let store = watch(
      OneAuthorityForDeath(), { $0.begin("list", .reader) },
      { scene in
        let key = scene.text("fix")
        scene.enter(
          .performed(.store(.put(key: key, value: key, expected: 1)), nil), by: "list")
      })
    #expect(store == .violated(at: 2))
    let reads = watch(
      OneAuthorityForDeath(), { $0.begin("list", .reader) }, { $0.answer("list", .done) })
    #expect(reads == .held)
  }

  @Test func withoutAnEndNothingIsShown() {
    let said = watch(
      OneAuthorityForDeath(), { $0.begin("runner", .runner) },
      { $0.write("fix", .running, by: "runner") })
    #expect(said == .notExercised)
  }
}
