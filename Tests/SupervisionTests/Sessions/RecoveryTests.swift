import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// What becomes of a session that somebody has left half done, and of what was kept of one.
@Suite("A session that was left half done")
struct RecoveryTests {
  /// A spawn whose command dies at its so-manieth write of the record.
  private func halfDone(
    afterWrites count: Int32, _ interference: Interference = .crashAfterAnswer
  ) -> SessionStage {
    var stage = SessionStage()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.universe.arm(
      Rule(actor: Text("one"), verb: .storePut, skip: count - 1, interference))
    stage.run(seconds: 5)
    return stage
  }

  @Test("and cannot be taken back is not cleaned up as if it were over")
  func cleanupOfUnfinished() {
    var stage = halfDone(afterWrites: 1)
    let before = stage.document("a")
    #expect(before?.isOver == false)
    // tmux does not end the session as often as it is asked to, and then it does.
    stage.universe.arm(
      Rule(
        verb: .tmuxKillSession, count: 6, .fail(.tmux(.failed(TmuxFailure(.clientFailed))))))
    let cleanup = stage.command(
      SessionRequest(.cleanup, id: stage.universe.text("a")), as: "two", at: stage.universe.now)
    stage.run(seconds: 60)
    let result = stage.result(of: cleanup)
    #expect(result == .unconfirmed(.tmux))
    let left = stage.document("a")
    #expect(left?.intent?.kind == .undoSpawn)
    // Whoever comes next brings it to an end.
    let again = stage.command(
      SessionRequest(.cleanup, id: stage.universe.text("a")), as: "three", at: stage.universe.now)
    stage.run(seconds: 60)
    let second = stage.result(of: again)
    #expect(second == .cleaned(.removed))
    let after = stage.document("a")
    #expect(after?.isOver == true)
    #expect(after?.intent == nil)
  }

  @Test("and has too many dead behind it is refused, for a person to look")
  func givenUp() {
    var stage = halfDone(afterWrites: 1)
    var document = stage.document("a")
    document?.intent?.takeovers = 20
    var emit = Emitter()
    emit.texts = stage.universe.world.moment.texts
    let value = document?.encoded(&emit) ?? .empty
    stage.universe.world.moment.texts = emit.texts
    stage.universe.world.store.put(
      stage.universe.text("a"), value, stage.universe.world.moment.texts)
    let kill = stage.command(
      SessionRequest(.kill, id: stage.universe.text("a")), as: "two", at: stage.universe.now)
    stage.run(seconds: 30)
    let result = stage.result(of: kill)
    #expect(result == .refused(.givenUp))
  }

  @Test("and was acknowledged goes on, also when tmux does not answer whoever takes it over")
  func acknowledged() {
    for failing in [Verb.tmuxSetOption, .tmuxListAllPanes] {
      // The command has seen that its runner has acknowledged, and dies before it writes that.
      var stage = halfDone(afterWrites: 2, .crashBeforeEffect)
      let agent = stage.document("a")?.runtime.agent
      #expect(agent != nil)
      stage.universe.arm(
        Rule(
          actor: Text("two"), verb: failing, count: 6,
          .fail(.tmux(.failed(TmuxFailure(.clientFailed))))))
      let recover = stage.command(
        SessionRequest(.recover, id: stage.universe.text("a")), as: "two", at: stage.universe.now)
      stage.run(seconds: 60)
      let result = stage.result(of: recover)
      #expect(result == .started, "\(failing)")
      let document = stage.document("a")
      #expect(document?.intent == nil)
      #expect(document?.runtime.agent == agent)
      let agents = stage.living("agent")
      #expect(agents == 1)
    }
  }

  @Test("by a stopped command stays that command's, and is finished when it goes on")
  func stoppedHolder() {
    var stage = SessionStage()
    stage.supervise()
    var judge = SessionJudge()
    let first = stage.command(stage.spawnRequest("a"), as: "one")
    stage.universe.arm(
      Rule(actor: Text("one"), verb: .gitAddWorktree, .pause(.seconds(180))))
    let kill = stage.command(
      SessionRequest(.kill, id: stage.universe.text("a")), as: "two", at: .start + .seconds(10))
    let restore = stage.command(
      SessionRequest(.restore, id: stage.universe.text("a")), as: "three",
      at: .start + .seconds(20))
    stage.run(seconds: 400, judge: &judge)
    #expect(judge.verdict(&stage) == [])
    var results: [SessionResult?] = []
    for actor in [first, kill, restore] { results.append(stage.result(of: actor)) }
    #expect(results[0] == .started, "\(results)")
    #expect(results[1] == .ended(.removed), "\(results)")
    let isEither = results[2] == .started || results[2] == .refused(.live)
    #expect(isEither, "\(results)")
  }

  @Test("in its worktree, with git killed, is not taken for whole")
  func halfMadeTree() {
    for stageOfDeath in [AddStage.linkFile, .checkout] {
      var stage = SessionStage()
      stage.universe.strike(.world(.git(.addKilled(stageOfDeath))))
      let actor = stage.command(stage.spawnRequest("a"), as: "one")
      stage.run(seconds: 30)
      let result = stage.result(of: actor)
      #expect(result == .failed(.worktree), "\(stageOfDeath)")
      let agents = stage.living("agent")
      #expect(agents == 0)
      let state = stage.document("a")?.workspace.state
      #expect(state == .kept)
    }
  }

  /// A session that was killed while something unsaved was in its worktree.
  private func kept() -> SessionStage {
    var stage = SessionStage()
    stage.supervise()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 5)
    let path = unsaved(&stage)
    stage.universe.world.putFile(path, stage.universe.text("work"))
    stage.command(
      SessionRequest(.kill, id: stage.universe.text("a")), as: "two", at: stage.universe.now)
    stage.run(seconds: 10)
    let state = stage.document("a")?.workspace.state
    #expect(state == .kept)
    return stage
  }

  private func unsaved(_ stage: inout SessionStage) -> Text {
    let path = stage.document("a")?.workspace.path ?? .empty
    let folder = stage.universe.world.moment.texts.string(path)
    return stage.universe.text("\(folder)/unsaved")
  }

  @Test("and kept is cleaned up on request, once nothing in it is unsaved any more")
  func cleanupOfKept() {
    var stage = kept()
    stage.universe.strike(.world(.file(.vanishes(unsaved(&stage)))))
    let cleanup = stage.command(
      SessionRequest(.cleanup, id: stage.universe.text("a")), as: "three",
      at: stage.universe.now)
    stage.run(seconds: 10)
    let result = stage.result(of: cleanup)
    #expect(result == .cleaned(.removed))
    let trees = stage.worktreeCount
    #expect(trees == 0)
  }

  @Test("and kept stays when nobody has asked, also when the supervisor clears something away")
  func sweepOfKept() {
    var stage = kept()
    stage.universe.strike(.world(.file(.vanishes(unsaved(&stage)))))
    // A tmux session under its name appears late.
    let name = stage.document("a")?.runtime.name ?? .empty
    stage.universe.strike(
      .world(
        .tmux(
          .nameTaken(
            session: name, socket: SessionStage.socket, program: stage.universe.text("vim")))))
    stage.run(seconds: 150)
    let sessions = stage.tmuxSessions
    #expect(sessions == [])
    let state = stage.document("a")?.workspace.state
    #expect(state == .kept)
    let trees = stage.worktreeCount
    #expect(trees == 1)
  }

  @Test("and whose worktree comes back after it was removed is cleared away by the supervisor")
  func lateTree() {
    var stage = kept()
    stage.universe.strike(.world(.file(.vanishes(unsaved(&stage)))))
    var emit = Emitter()
    var document = stage.document("a")
    document?.workspace.state = .removed
    emit.texts = stage.universe.world.moment.texts
    let value = document?.encoded(&emit) ?? .empty
    stage.universe.world.moment.texts = emit.texts
    stage.universe.world.store.put(
      stage.universe.text("a"), value, stage.universe.world.moment.texts)
    stage.run(seconds: 150)
    let trees = stage.worktreeCount
    #expect(trees == 0)
  }

  @Test("is not the one whose agent has ended by itself: that stays, to be read")
  func endedByItself() {
    var behaviour = AgentBehaviour()
    behaviour.workTime = .seconds(20)
    behaviour.ending = .exits(0)
    var stage = SessionStage(agent: behaviour)
    stage.supervise()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 300)
    let document = stage.document("a")
    #expect(document?.isOver == true)
    #expect(document?.wasEnded == false)
    #expect(document?.runtime.ending == .exited(0))
    let runners = stage.living("runner")
    #expect(runners == 1)
    let trees = stage.worktreeCount
    #expect(trees == 1)
  }

  @Test("is found again under an id that tmux, git and the file system would each spell otherwise")
  func hardNames() {
    for id in ["v1.2", "a:b", "feature/x", "../up", "two words", "ä", "-x", "a..b~^"] {
      var stage = SessionStage()
      let spawn = stage.command(stage.spawnRequest(id), as: "one")
      let kill = stage.command(
        SessionRequest(.kill, id: stage.universe.text(id)), as: "two", at: .start + .seconds(5))
      stage.run(seconds: 20)
      let started = stage.result(of: spawn)
      #expect(started == .started, "\(id)")
      let ended = stage.result(of: kill)
      #expect(ended == .ended(.removed), "\(id)")
      let path = stage.document(id)?.workspace.path ?? .empty
      let folder = stage.universe.world.moment.texts.string(path)
      #expect(folder.split(separator: "/").count == 2, "\(folder)")
      let runners = stage.living("runner")
      #expect(runners == 0)
    }
  }
}
