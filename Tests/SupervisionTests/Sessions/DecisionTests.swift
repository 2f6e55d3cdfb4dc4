import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// What a request is answered with before anything is touched, by what the record says.
@Suite("A request about a session")
struct DecisionTests {
  /// Puts a record into the store as it stands after a change.
  private func change(
    _ stage: inout SessionStage, _ change: (inout SessionDocument) -> Void
  ) {
    guard var document = stage.document("a") else {
      Issue.record("there is no session")
      return
    }
    change(&document)
    var emit = Emitter()
    emit.texts = stage.universe.world.moment.texts
    let value = document.encoded(&emit)
    stage.universe.world.moment.texts = emit.texts
    stage.universe.world.store.put(
      stage.universe.text("a"), value, stage.universe.world.moment.texts)
  }

  /// A stage on which a session runs, or has been killed.
  private func stage(killed: Bool = false) -> SessionStage {
    var stage = SessionStage()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 5)
    if killed { _ = answer(.kill, &stage) }
    return stage
  }

  private func answer(
    _ verb: SessionRequest.Verb, _ stage: inout SessionStage
  ) -> SessionResult? {
    let number = stage.universe.actorCount
    let actor = stage.command(
      SessionRequest(verb, id: stage.universe.text("a")), as: "asks-\(number)",
      at: stage.universe.now)
    stage.run(seconds: 30)
    return stage.result(of: actor)
  }

  @Test("that says too little is refused")
  func incomplete() {
    var stage = SessionStage()
    var actors: [ActorID] = []
    for member in 0..<3 {
      var request = stage.spawnRequest("a")
      switch member {
      case 0: request.agent = .empty
      case 1: request.repository = .empty
      default: request.base = .empty
      }
      actors.append(stage.command(request, as: "one-\(member)"))
    }
    stage.run(seconds: 10)
    for actor in actors {
      let result = stage.result(of: actor)
      #expect(result == .refused(.incomplete))
      let status = stage.command(of: actor)?.exitStatus
      #expect(status == 64)
    }
    let count = stage.universe.world.store.count
    #expect(count == 0)
  }

  @Test("to clear away one that runs is refused")
  func cleanupOfLive() {
    var stage = stage()
    let result = answer(.cleanup, &stage)
    #expect(result == .refused(.live))
    let agents = stage.living("agent")
    #expect(agents == 1)
  }

  @Test("to end one whose record does not name its places is refused", arguments: 0..<5)
  func handlesMissing(member: Int) {
    for verb in [SessionRequest.Verb.kill, .cleanup] {
      var stage = stage(killed: verb == .cleanup)
      change(&stage) { document in
        switch member {
        case 0: document.runtime.nonce = 0
        case 1: document.runtime.name = .empty
        case 2: document.workspace.path = .empty
        case 3: document.workspace.branch = .empty
        default: document.workspace.repository = .empty
        }
      }
      let before = stage.universe.world.store.commitCount
      let result = answer(verb, &stage)
      #expect(result == .refused(.handlesMissing), "\(verb)")
      let after = stage.universe.world.store.commitCount
      #expect(after == before)
    }
  }

  @Test("to bring one back ends nothing that carries no nonce")
  func noNonce() {
    var stage = stage(killed: true)
    change(&stage) {
      $0.runtime.nonce = 0
      $0.runtime.name = .empty
    }
    stage.universe.trace.record(true)
    let result = answer(.restore, &stage)
    #expect(result == .started)
    for entry in stage.universe.trace.entries {
      if case .performed(let operation, _) = entry.kind {
        let isHarmless = operation.verb != .processFind && operation.verb != .tmuxKillSession
        #expect(isHarmless, "\(operation)")
      }
    }
  }

  @Test("to bring one back that comes to nothing takes its new worktree away, after a crash too")
  func undoOfNewTree() {
    for interference in [Interference.crashBeforeAnswer, .loseAnswer] {
      var stage = stage(killed: true)
      stage.supervise(at: stage.universe.now)
      let before = stage.worktreeCount
      #expect(before == 0)
      stage.universe.arm(Rule(verb: .gitAddWorktree, interference))
      if interference == .loseAnswer {
        // The launch comes to nothing later, and its command is there to see it.
        stage.universe.arm(
          Rule(
            verb: .tmuxNewSession, count: 40,
            .fail(.tmux(.failed(TmuxFailure(.windowForkFailed))))))
      }
      _ = answer(.restore, &stage)
      stage.run(seconds: 150)
      let document = stage.document("a")
      #expect(document?.intent == nil)
      #expect(document?.status == .errored)
      #expect(document?.workspace.state == .removed)
      let trees = stage.worktreeCount
      #expect(trees == 0)
    }
  }

  @Test("to bring one back that comes to nothing before it began leaves it as it had ended")
  func undoBeforeRenewal() {
    var stage = stage(killed: true)
    stage.supervise(at: stage.universe.now)
    let before = stage.document("a")?.lifecycle
    let number = stage.universe.actorCount
    stage.universe.arm(
      Rule(actor: stage.universe.text("asks-\(number)"), verb: .storePut, .crashBeforeAnswer))
    _ = answer(.restore, &stage)
    stage.run(seconds: 30)
    let document = stage.document("a")
    #expect(document?.intent == nil)
    #expect(document?.status == .killed)
    #expect(document?.lifecycle == before)
  }

  @Test("to bring one back that comes to nothing leaves the worktree that was there")
  func undoOfOldTree() {
    var stage = stage()
    let document = stage.document("a")
    let folder = stage.universe.world.moment.texts.string(document?.workspace.path ?? .empty)
    let path = stage.universe.text("\(folder)/work")
    stage.universe.world.putFile(path, stage.universe.text("x"))
    _ = answer(.kill, &stage)
    stage.universe.strike(.world(.file(.vanishes(path))))
    stage.universe.arm(
      Rule(
        verb: .tmuxNewSession, count: 40,
        .fail(.tmux(.failed(TmuxFailure(.windowForkFailed))))))
    let result = answer(.restore, &stage)
    #expect(result == .failed(.runtime))
    let state = stage.document("a")?.workspace.state
    #expect(state == .kept)
    let trees = stage.worktreeCount
    #expect(trees == 1)
  }

  @Test("to read waits for a store that is busy, and gives up one that stays so")
  func busyStore() {
    for (count, expected) in [
      (Int32(3), SessionCommand.Reading.status(.spawning)), (1_000, .unreadable),
    ] {
      var stage = stage()
      stage.universe.arm(Rule(verb: .storeGet, count: count, .fail(.store(.failed(.busy)))))
      let actor = stage.command(
        SessionRequest(.get, id: stage.universe.text("a")), as: "two", at: stage.universe.now)
      stage.run(seconds: 30)
      let reading = stage.command(of: actor)?.reading
      #expect(reading == expected)
    }
  }

  @Test("to tell an agent something finds nobody when the session or its agent has ended")
  func sendToNobody() {
    for isKilled in [true, false] {
      var stage = stage(killed: isKilled)
      if !isKilled { change(&stage) { $0.runtime.ending = .exited(0) } }
      let actor = stage.command(
        SessionRequest(.send, id: stage.universe.text("a"), prompt: Text("main")), as: "tells",
        at: stage.universe.now)
      stage.run(seconds: 10)
      let reading = stage.command(of: actor)?.reading
      #expect(reading == .noSession)
    }
  }
}
