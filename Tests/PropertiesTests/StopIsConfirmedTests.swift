import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct StopIsConfirmedTests {
  private static func runs(_ scene: inout Scene) {
    scene.write("fix", .running)
    scene.agent("fix", pid: 100)
  }

  @Test func livingAgentOfAStoppedSessionIsSeenWhenItIsWritten() {
    let said = watch(
      StopIsConfirmed(), Self.runs, { $0.begin("stop", .killer, run: "fix") },
      { $0.write("fix", .ended(.killed), by: "stop") })
    #expect(said == .violated(at: 3))
  }

  @Test func livingAgentIsSeenWhenNothingIsLeftToBeDone() {
    let said = watch(
      StopIsConfirmed(), Self.runs, { $0.begin("stop", .killer, run: "fix") },
      { scene in
        scene.write("fix", .ended(.killed), by: "stop") { facts, _ in facts.hasIntent = true }
      },
      { scene in
        scene.write("fix", .ended(.killed), by: "stop") { facts, _ in facts.hasIntent = false }
      })
    #expect(said == .violated(at: 4))
  }

  @Test func livingAgentIsSeenWhenAStopIsAnswered() {
    let said = watch(
      StopIsConfirmed(), Self.runs, { $0.begin("stop", .killer, run: "fix") },
      { $0.answer("stop", .done) })
    #expect(said == .violated(at: 3))
  }

  @Test func sessionThatWasOverByItselfIsSeenWhenItIsCalledStopped() {
    let said = watch(
      StopIsConfirmed(), Self.runs, { $0.end(pid: 100) }, { $0.wait(61_000) },
      { $0.begin("stop", .killer, run: "fix") }, { $0.write("fix", .ended(.killed), by: "stop") })
    #expect(said == .violated(at: 5))
    let unasked = watch(
      StopIsConfirmed(), { $0.begin("list", .reader, run: "fix") }, Self.runs, { $0.end(pid: 100) },
      { $0.write("fix", .ended(.killed), by: "list") })
    #expect(unasked == .violated(at: 4))
    let inferred = watch(
      StopIsConfirmed(), { $0.begin("supervisor", .supervisor) }, Self.runs, { $0.end(pid: 100) },
      { $0.write("fix", .ended(.killed), by: "supervisor") })
    #expect(inferred == .violated(at: 4))
  }

  @Test func stopThatEndsTheAgentIsInOrder() {
    let said = watch(
      StopIsConfirmed(), Self.runs, { $0.begin("stop", .killer, run: "fix") },
      { $0.end(pid: 100, by: "stop") }, { $0.write("fix", .ended(.killed), by: "stop") },
      { $0.answer("stop", .done) })
    #expect(said == .held)
    let atOnce = watch(
      StopIsConfirmed(), Self.runs, { $0.end(pid: 100) }, { $0.begin("stop", .killer, run: "fix") },
      { $0.write("fix", .ended(.killed), by: "stop") })
    #expect(atOnce == .held)
    #expect(watch(StopIsConfirmed(), Self.runs, { $0.end(pid: 100) }) == .notExercised)
  }
}
