import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct FailedProbeIsNotDeathTests {
  private static func runs(_ scene: inout Scene) {
    scene.begin("supervisor", .supervisor)
    scene.agent("fix", pid: 100)
    let identity = scene.identity(100)
    scene.write("fix", .running) { facts, _ in facts.agent = identity }
  }

  @Test func deathOfALivingAgentIsSeenWhenItIsWritten() {
    let said = watch(
      FailedProbeIsNotDeath(), Self.runs, { $0.write("fix", .doubtful, by: "supervisor") },
      { $0.write("fix", .ended(.inferred), by: "supervisor") })
    #expect(said == .violated(at: 3))
  }

  @Test func numberOfALivingAgentOfTheRunCountsWhereNoMoreIsKept() {
    let said = watch(
      FailedProbeIsNotDeath(), { $0.agent("fix", pid: 100) },
      { scene in scene.write("fix", .running) { facts, _ in facts.agentPid = 100 } },
      { $0.write("fix", .ended(.inferred)) })
    #expect(said == .violated(at: 3))
  }

  @Test func deathAfterTheEndIsInOrder() {
    let said = watch(
      FailedProbeIsNotDeath(), Self.runs, { $0.end(pid: 100) },
      // Another process has the number now.
      { $0.agent("other", pid: 101) }, { $0.write("fix", .ended(.inferred), by: "supervisor") })
    #expect(said == .held)
  }

  @Test func probeThatFailsPutsItToTheTest() {
    let said = watch(
      FailedProbeIsNotDeath(), Self.runs,
      { $0.enter(.answered(Tag(rawValue: 1), .limitPassed), by: "supervisor") })
    #expect(said == .held)
    let kill = watch(FailedProbeIsNotDeath(), Self.runs, { $0.write("fix", .ended(.killed)) })
    #expect(kill == .notExercised)
  }
}
