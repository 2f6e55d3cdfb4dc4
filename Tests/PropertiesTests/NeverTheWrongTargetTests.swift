import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct NeverTheWrongTargetTests {
  private static func strangers(_ scene: inout Scene) {
    let (process, name, path) = (
      ProcessIndex(slot: 50, generation: 0), scene.text("vim"), scene.text("/srv/mine")
    )
    scene.account.strangers = [
      StrangerFacts(.process(process, pid: 50, program: name)),
      StrangerFacts(.session(name, process)), StrangerFacts(.file(path, content: name)),
    ]
    scene.begin("cleaner", .cleaner, run: "fix")
    scene.begin("ann", .other)
  }

  private static func kills(_ name: String = "cleaner") -> (inout Scene) -> Void {
    { $0.enter(.performed(.process(.signal(pid: 50, .kill)), .process(.done)), by: name) }
  }

  @Test(arguments: [0, 1, 2])
  func strangerThatIsGoneByAnOperationIsSeen(place: Int) {
    let said = watch(
      NeverTheWrongTarget(), Self.strangers, Self.kills(),
      { scene in
        Self.kills()(&scene)
        scene.account.strangers[place].isThere = false
      })
    #expect(said == .violated(at: 3))
  }

  @Test func strangerThatIsGoneByAFaultItselfOrAPersonIsInOrder() {
    for gone: (inout Scene) -> Void in [{ $0.fault() }, { _ in }, Self.kills("ann")] {
      let said = watch(
        NeverTheWrongTarget(), Self.strangers, Self.kills(),
        { scene in
          gone(&scene)
          scene.account.strangers[0].isThere = false
        })
      #expect(said == .held)
    }
    #expect(watch(NeverTheWrongTarget(), Self.strangers) == .notExercised)
  }

  @Test(arguments: [("fix", Said.held), ("other", .violated(at: 3))])
  func agentOfAnotherRunIsSeenWhenItEnds(run: String, expected: Said) {
    let said = watch(
      NeverTheWrongTarget(), { $0.begin("stop", .killer, run: "fix") },
      { $0.agent(run, pid: 100) }, { $0.end(pid: 100, by: "stop") })
    #expect(said == expected)
  }

  @Test func agentThatItsSessionsNameMeansIsInOrder() {
    let said = watch(
      NeverTheWrongTarget(),
      { scene in scene.write("key-1", .running) { $0.run = $1.text("fix") } },
      { $0.begin("stop", .killer, run: "key-1") }, { $0.agent("fix", pid: 100) },
      { $0.end(pid: 100, by: "stop") })
    #expect(said == .held)
  }

  @Test func strikeIsSeenAtOnce() {
    let said = watch(
      NeverTheWrongTarget(), { $0.wait(1) },
      { scene in
        let facts = StrikeFacts(
          by: scene.id("sender"), deed: scene.text("keys"), meant: scene.text("fix-1"),
          struck: scene.text("fix-10"))
        scene.account.strikes.append(facts)
      })
    #expect(said == .violated(at: 2))
  }
}
