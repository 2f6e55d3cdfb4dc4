import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// How a runner learns of its agent's end, and what it does meanwhile.
@Suite("A runner")
struct RunnerTests {
  /// A session whose agent works for 30 s and then ends in a way of its own.
  private func stage(
    endsBy ending: AgentBehaviour.Ending = .exits(5), waitLimit: Interval = .seconds(3_600),
    struckBy interference: Interference? = nil
  ) -> SessionStage {
    var behaviour = AgentBehaviour()
    behaviour.workTime = .seconds(30)
    behaviour.ending = ending
    var stage = SessionStage(agent: behaviour) { $0.agentWaitLimit = waitLimit }
    stage.universe.trace.record(true)
    stage.command(stage.spawnRequest("a"), as: "one")
    if let interference {
      stage.universe.arm(
        Rule(actor: Text("runner"), verb: .processAwaitExit, interference))
    }
    return stage
  }

  private func runner(_ stage: inout SessionStage) -> SessionRunner? {
    guard let actor = stage.universe.actor(named: Text("runner")),
      case .runner(let machine) = stage.universe.machine(of: actor)
    else { return nil }
    return machine
  }

  /// What the runner did from an instant on.
  private func verbs(_ stage: borrowing SessionStage, since begin: Interval) -> [Verb] {
    stage.universe.trace.entries.compactMap { entry in
      guard case .performed(let operation, _) = entry.kind, entry.time >= .start + begin,
        stage.name(of: entry.actor) == "runner"
      else { return nil }
      return operation.verb
    }
  }

  @Test("does nothing while its agent works, and writes down how it ended when it has")
  func plain() {
    var stage = stage()
    stage.run(seconds: 29)
    #expect(verbs(stage, since: .seconds(3)) == [])
    _ = stage.universe.run(RunLimits(until: .start + .seconds(32)))
    #expect(verbs(stage, since: .seconds(3)) == [.storeGet, .storePut, .tmuxSetOption])
    let ending = stage.document("a")?.runtime.ending
    #expect(ending == .exited(5))
    let step = runner(&stage)?.step
    #expect(step == .retained)
    let runners = stage.living("runner")
    #expect(runners == 1)
  }

  @Test("asks again whenever a wait has passed its limit")
  func limit() {
    var stage = stage(waitLimit: .seconds(10))
    stage.run(seconds: 40)
    #expect(verbs(stage, since: .seconds(3)).filter { $0 == .processAwaitExit }.count == 3)
    let ending = stage.document("a")?.runtime.ending
    #expect(ending == .exited(5))
  }

  @Test(
    "writes the ending down whatever keeps the first wait from being answered",
    arguments: [
      .hang, .delay(.seconds(45)), .delay(.seconds(90)), .delayAnswer(.seconds(45)),
      .pause(.seconds(45)), .fail(.process(.failed(.interrupted))), .fail(.limitPassed),
    ] as [Interference])
  func struck(by interference: Interference) {
    var stage = stage(waitLimit: .seconds(60), struckBy: interference)
    stage.run(seconds: 200)
    let ending = stage.document("a")?.runtime.ending
    #expect(ending == .exited(5))
    let step = runner(&stage)?.step
    #expect(step == .retained)
  }

  @Test(
    "knows that its agent has ended, if not how, when the answer is lost or another's",
    arguments: [.loseAnswer, .delayAnswer(.seconds(90)), .duplicate] as [Interference])
  func lost(by interference: Interference) {
    var stage = stage(waitLimit: .seconds(60), struckBy: interference)
    stage.run(seconds: 200)
    let step = runner(&stage)?.step
    #expect(step == .retained)
    #expect(verbs(stage, since: .zero).last == .tmuxSetOption)
  }

  @Test("hands on what it is told while it waits")
  func message() {
    var stage = stage(endsBy: .stays)
    stage.run(seconds: 5)
    func prompts() -> Int? {
      guard let actor = stage.universe.actor(named: Text("agent")),
        case .agent(let agent) = stage.universe.machine(of: actor)
      else { return nil }
      return agent.promptCount
    }
    let before = prompts()
    var request = SessionRequest(.send, id: stage.universe.text("a"))
    request.prompt = Text("main")
    stage.command(request, as: "two", at: stage.universe.now)
    stage.run(seconds: 5)
    let after = prompts()
    #expect(before == 0)
    #expect(after == 1)
    let step = runner(&stage)?.step
    #expect(step == .watch)
  }

  @Test("ends its agent when its pane is closed, and leaves as soon as it is gone")
  func hangUp() {
    var stage = stage(endsBy: .stays)
    stage.run(seconds: 5)
    stage.universe.strike(.signal(Text("runner"), .hangUp))
    _ = stage.universe.run(RunLimits(until: stage.universe.now + .milliseconds(50)))
    let agents = stage.living("agent")
    #expect(agents == 0)
    let runners = stage.living("runner")
    #expect(runners == 0)
  }

  @Test("kills an agent that does not end when it is told to")
  func kill() {
    var stage = stage(endsBy: .stays)
    stage.run(seconds: 5)
    stage.universe.strike(.stop(Text("agent")))
    let begin = stage.universe.now
    stage.universe.strike(.signal(Text("runner"), .terminate))
    _ = stage.universe.run(RunLimits(until: begin + .milliseconds(950)))
    let early = stage.living("agent")
    #expect(early == 1)
    _ = stage.universe.run(RunLimits(until: begin + .milliseconds(1_100)))
    let agents = stage.living("agent")
    #expect(agents == 0)
    let runners = stage.living("runner")
    #expect(runners == 0)
  }
}
