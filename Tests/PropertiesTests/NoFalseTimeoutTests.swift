import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct NoFalseTimeoutTests {
  @Test(arguments: [Answer.timedOut, .failed])
  func failureOfASessionThatRunsIsSeenWhenItIsSaid(answer: Answer) {
    let said = watch(
      NoFalseTimeout(), { $0.begin("launcher", .launcher, run: "fix") },
      { $0.agent("fix", pid: 100) }, { $0.answer("launcher", answer) })
    #expect(said == .violated(at: 3))
  }

  @Test func successWithoutAnAgentIsSeenWhenItIsSaid() {
    let said = watch(
      NoFalseTimeout(), { $0.begin("launcher", .launcher, run: "fix") },
      { $0.answer("launcher", .done) })
    #expect(said == .violated(at: 2))
  }

  @Test func agentThatBeginsAfterTheFailureAndLivesOnIsSeen() {
    let said = watch(
      NoFalseTimeout(), { $0.begin("launcher", .launcher, run: "fix") },
      { $0.answer("launcher", .timedOut) }, { $0.agent("fix", pid: 100) }, { $0.wait(900) },
      { $0.wait(200) }, { $0.wait(200) })
    #expect(said == .violated(at: 5))
    let inTheEnd = watch(
      NoFalseTimeout(), { $0.begin("launcher", .launcher, run: "fix") },
      { $0.answer("launcher", .timedOut) }, { $0.agent("fix", pid: 100) })
    #expect(inTheEnd == .violated(at: 4))
  }

  @Test func agentThatIsFencedOrAskedForAgainIsInOrder() {
    let fenced = watch(
      NoFalseTimeout(), { $0.begin("launcher", .launcher, run: "fix") },
      { $0.answer("launcher", .timedOut) }, { $0.agent("fix", pid: 100) }, { $0.end(pid: 100) },
      { $0.wait(5_000) })
    #expect(fenced == .held)
    let again = watch(
      NoFalseTimeout(), { $0.begin("launcher", .launcher, run: "fix") },
      { $0.answer("launcher", .timedOut) }, { $0.begin("again", .launcher, run: "fix") },
      { $0.agent("fix", pid: 100) }, { $0.wait(5_000) }, { $0.answer("again", .done) })
    #expect(again == .held)
  }

  @Test func withoutAnAnswerNothingIsShown() {
    let said = watch(
      NoFalseTimeout(), { $0.begin("launcher", .launcher, run: "fix") },
      { $0.agent("fix", pid: 100) })
    #expect(said == .notExercised)
  }
}
