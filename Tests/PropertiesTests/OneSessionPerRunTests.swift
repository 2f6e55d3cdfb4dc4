import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct OneSessionPerRunTests {
  @Test func secondRecordOfOneRunIsSeenWhenItIsWritten() {
    let said = watch(
      OneSessionPerRun(), { $0.write("fix", .starting) },
      { scene in scene.write("fix-2", .starting) { $0.run = $1.text("fix") } })
    #expect(said == .violated(at: 2))
  }

  @Test func secondAgentBesideALivingOneIsSeenWhenItBegins() {
    let said = watch(
      OneSessionPerRun(), { $0.agent("fix", pid: 100) }, { $0.agent("fix", pid: 101) })
    #expect(said == .violated(at: 2))
  }

  @Test func runWithoutARecordIsSeenInTheEnd() {
    let said = watch(
      OneSessionPerRun(),
      { scene in
        scene.request("fix")
        scene.begin("launcher", .launcher, run: "fix")
      }, { $0.answer("launcher", .done) })
    #expect(said == .violated(at: 3))
  }

  @Test func agentAfterAnotherAndRecordsOfOthersAreInOrder() {
    let said = watch(
      OneSessionPerRun(), { $0.write("fix", .starting) }, { $0.agent("fix", pid: 100) },
      { $0.end(pid: 100) }, { $0.agent("fix", pid: 101) }, { $0.write("other", .starting) })
    #expect(said == .held)
    #expect(watch(OneSessionPerRun(), { $0.wait(5) }) == .notExercised)
  }
}
