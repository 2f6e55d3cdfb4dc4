import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// What is claimed of a spawn and its end, each by one run that would break it.
@Suite("A spawn that goes wrong in one way")
struct SpawnFaultTests {
  @Test(
    "whose runner is slower than its launcher is patient ends as a failure, and comes to nothing")
  func slowRunner() {
    var stage = SessionStage { $0.acknowledgeLooksMax = 3 }
    stage.universe.strike(.slowStart(Text("runner"), by: .zero))
    stage.universe.arm(Rule(verb: .tmuxNewSession, .delayAnswer(.milliseconds(1))))
    var latencies = Latencies.measured
    latencies.setBoot(.constant(.seconds(10)))
    stage = SessionStage(latencies: latencies) { $0.acknowledgeLooksMax = 3 }
    var judge = SessionJudge()
    let actor = stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 60, judge: &judge)
    #expect(judge.verdict(&stage) == [])
    let result = stage.result(of: actor)
    #expect(result == .failed(.notAcknowledged))
    let agents = stage.living("agent")
    #expect(agents == 0)
    let runners = stage.living("runner")
    #expect(runners == 0)
  }

  @Test("whose runner is slow is waited for, and reported when it has begun")
  func patience() {
    var latencies = Latencies.measured
    latencies.setBoot(.constant(.seconds(25)))
    var stage = SessionStage(latencies: latencies)
    let actor = stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 120)
    let result = stage.result(of: actor)
    #expect(result == .started)
    let elapsed = stage.command(of: actor)?.elapsed ?? .zero
    // The runner takes 25 s, and nothing is waited for beyond that.
    #expect(elapsed > .seconds(25) && elapsed < .milliseconds(25_200), "\(elapsed)")
  }

  @Test("whose tmux answers late, after it was taken back, leaves no runner")
  func lateRuntime() {
    var stage = SessionStage()
    stage.supervise()
    stage.universe.arm(
      Rule(verb: .tmuxNewSession, count: 6, .delay(.seconds(40))))
    let actor = stage.command(stage.spawnRequest("a"), as: "one")
    var judge = SessionJudge()
    stage.run(seconds: 300, judge: &judge)
    #expect(judge.verdict(&stage) == [])
    let result = stage.result(of: actor)
    #expect(result == .failed(.runtime))
    let sessions = stage.tmuxSessions
    #expect(sessions == [])
  }

  @Test("is taken back whole when git will not make the worktree")
  func worktree() {
    var stage = SessionStage()
    let request = stage.spawnRequest("a")
    var wrong = request
    wrong.base = stage.universe.text("nowhere")
    let actor = stage.command(wrong, as: "one")
    stage.run(seconds: 30)
    let result = stage.result(of: actor)
    #expect(result == .failed(.worktree))
    let status = stage.document("a")?.status
    #expect(status == .errored)
    // The key may be tried again: it has never had an agent.
    let again = stage.command(request, as: "two", at: stage.universe.now)
    stage.run(seconds: 30)
    let second = stage.result(of: again)
    #expect(second == .failed(.worktree))
  }

  @Test("of an id that belongs to another run is refused, and touches nothing")
  func takenId() {
    var stage = SessionStage()
    stage.command(stage.spawnRequest("a"), as: "one")
    var other = stage.spawnRequest("b")
    other.id = stage.universe.text("a")
    let actor = stage.command(other, as: "two", at: .start + .seconds(5))
    stage.run(seconds: 30)
    let result = stage.result(of: actor)
    #expect(result == .refused(.exists))
    let count = stage.documents().count
    #expect(count == 1)
  }

  @Test("killed ends children that have left the terminal and ignore its end")
  func children() {
    var behaviour = AgentBehaviour()
    behaviour.children = 2
    behaviour.childProgram = Text("child")
    var stage = SessionStage(agent: behaviour)
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 5)
    let before = stage.living("child")
    #expect(before == 2)
    let kill = stage.command(
      SessionRequest(.kill, id: stage.universe.text("a")), as: "two", at: stage.universe.now)
    stage.run(seconds: 30)
    let result = stage.result(of: kill)
    #expect(result == .ended(.removed))
    let after = stage.living("child")
    #expect(after == 0)
  }

  @Test("killed with unsaved work in its worktree keeps it, and says so")
  func unsavedWork() {
    var stage = SessionStage()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 5)
    let document = stage.document("a")
    let folder = stage.universe.world.moment.texts.string(document?.workspace.path ?? .empty)
    let path = stage.universe.text("\(folder)/unsaved")
    stage.universe.world.putFile(path, stage.universe.text("work"))
    let id = stage.universe.text("a")
    let kill = stage.command(SessionRequest(.kill, id: id), as: "two", at: stage.universe.now)
    stage.run(seconds: 30)
    let cleanup = stage.command(
      SessionRequest(.cleanup, id: id), as: "three", at: stage.universe.now)
    stage.run(seconds: 30)
    let killed = stage.result(of: kill)
    #expect(killed == .ended(.kept))
    let cleaned = stage.result(of: cleanup)
    #expect(cleaned == .cleaned(.kept))
    let content = stage.universe.world.content(of: path)
    #expect(content == Text("work"))
  }

  @Test("of an unknown session: kill, restore and cleanup are refused; recover finds nothing")
  func unknown() {
    for (verb, expected) in [
      (SessionRequest.Verb.kill, SessionResult.refused(.unknown)),
      (.restore, .refused(.unknown)), (.cleanup, .refused(.unknown)), (.recover, .nothingToDo),
    ] {
      var stage = SessionStage()
      let actor = stage.command(
        SessionRequest(verb, id: stage.universe.text("nobody")), as: "one")
      stage.run(seconds: 10)
      let result = stage.result(of: actor)
      #expect(result == expected, "\(verb)")
      let count = stage.universe.world.store.count
      #expect(count == 0)
    }
  }

  @Test("whose record cannot be read is refused, and the record is left as it is")
  func unreadable() {
    var stage = SessionStage()
    let id = stage.universe.text("a")
    let value = stage.universe.text("{\"schema\":9}")
    stage.universe.world.store.put(id, value, stage.universe.world.moment.texts)
    let spawn = stage.command(stage.spawnRequest("a"), as: "one")
    let kill = stage.command(SessionRequest(.kill, id: id), as: "two")
    stage.run(seconds: 10)
    for actor in [spawn, kill] {
      let result = stage.result(of: actor)
      #expect(result == .refused(.unreadable))
    }
    let kept = stage.universe.world.store.record(of: id)?.value
    #expect(kept == value)
  }

  @Test("reading and listing write nothing")
  func readsWriteNothing() {
    var stage = SessionStage()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 5)
    let before = stage.universe.world.store.commitCount
    let id = stage.universe.text("a")
    let get = stage.command(SessionRequest(.get, id: id), as: "two", at: stage.universe.now)
    let list = stage.command(SessionRequest(.list), as: "three", at: stage.universe.now)
    let send = stage.command(
      SessionRequest(.send, id: id, prompt: Text("main")), as: "four", at: stage.universe.now)
    stage.run(seconds: 5)
    let shown = stage.command(of: get)?.reading
    #expect(shown == .status(.spawning))
    let listed = stage.command(of: list)?.reading
    #expect(listed == .listed(1))
    let told = stage.command(of: send)?.reading
    #expect(told == .delivered)
    let after = stage.universe.world.store.commitCount
    #expect(after == before)
  }
}

extension SpawnFaultTests {
  @Test("says every five seconds that it still works, as long as it does")
  func progress() {
    var latencies = Latencies.measured
    latencies.setBoot(.constant(.seconds(12)))
    var stage = SessionStage(latencies: latencies)
    stage.universe.trace.record(true)
    let actor = stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 60)
    var lines: [String] = []
    for entry in stage.universe.trace.entries where entry.actor == actor {
      guard case .performed(.process(.writeLine(let line)), _) = entry.kind else { continue }
      lines.append(stage.universe.world.moment.texts.string(line))
    }
    #expect(
      lines.prefix(4) == [
        "▸ Launching agent in the background...", "▸ Still at it... (5s elapsed)",
        "▸ Still at it... (10s elapsed)", "▸ Session ID: a (12.0s)",
      ], "\(lines)")
  }
}
