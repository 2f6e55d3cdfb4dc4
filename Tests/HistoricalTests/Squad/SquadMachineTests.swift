import Historical
import Operations
import SupervisionSupport
import Testing

/// Every operation of claude-squad's board and reset.
@Suite("claude-squad's machines")
struct SquadMachineTests {
  private static let list = """
    [{"title":"fix","branch":"squad/fix","worktree":"/worktrees/fix","status":2}]
    """

  private func board(_ command: SquadBoard.Command) -> Rig<SquadBoard> {
    var rig = Rig(SquadBoard([.init(afterMs: 10, command)]))
    rig.start()
    rig.step(.fileRead, .file(.content(rig.text(Self.list))))
    #expect(rig.step(.timer, .fired) == .timer(.milliseconds(10)))
    return rig
  }

  @Test("creates in the order worktree, session, list")
  func creates() {
    var rig = board(.create("docs"))
    let add = rig.step(.gitAddWorktree, .git(.done))
    #expect(
      add
        == .git(
          .addWorktree(
            repository: rig.text("/repo"), path: rig.text("/worktrees/docs"),
            branch: rig.text("squad/docs"), base: rig.text("main"), newBranch: true)))
    let session = rig.step(.tmuxNewSession, .tmux(.done))
    #expect(
      session
        == .tmux(
          .newSession(
            name: rig.text("claudesquad_docs"), Launch(program: rig.text("claude"))),
          socket: rig.text("sock")))
    #expect(
      rig.written(rig.step(.fileWrite, .file(.done)))
        == "[{\"title\":\"fix\",\"branch\":\"squad/fix\",\"worktree\":\"/worktrees/fix\"},"
        + "{\"title\":\"docs\",\"branch\":\"squad/docs\",\"worktree\":\"/worktrees/docs\"}]")
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
    #expect(rig.machine.saveCount == 1)
  }

  @Test("leaves what it has made when the rest fails")
  func createFails() {
    var first = board(.create("docs"))
    first.step(.gitAddWorktree, .limitPassed)
    #expect(first.next()?.verb == .processExit && first.machine.instances.list.count == 1)
    var second = board(.create("docs"))
    second.step(.gitAddWorktree, .git(.done))
    second.step(.tmuxNewSession, .tmux(.failed(TmuxFailure(.duplicateSession))))
    #expect(second.next()?.verb == .processExit && second.machine.refusals.count == 1)
    #expect(second.isAtRest)
  }

  @Test("kills by the bare name, and goes on whatever comes of it")
  func kills() {
    var rig = board(.kill("fix"))
    #expect(
      rig.step(.tmuxKillSession, .tmux(.failed(TmuxFailure(.noSuchSession))))
        == .tmux(.killSession(.bare(rig.text("claudesquad_fix"))), socket: rig.text("sock")))
    rig.step(.gitRemoveWorktree, .git(.failed(GitFailure(.notAWorktree))))
    rig.step(.gitDeleteBranch, .git(.failed(GitFailure(.branchNotFound))))
    #expect(rig.written(rig.step(.fileWrite, .file(.failed(.noSpace)))) == "[]")
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
    #expect(rig.machine.refusals.count == 4 && rig.machine.saveCount == 0)
    var unknown = board(.kill("docs"))
    #expect(unknown.next() == .process(.exit(status: 0)) && unknown.isAtRest)
  }

  @Test("quits with a save, and does not begin with a list that it cannot read")
  func quits() {
    var rig = board(.quit)
    #expect(rig.written(rig.step(.fileWrite, .file(.done))).contains("fix"))
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
    for (outcome, status) in [
      (Outcome.file(.failed(.inputOutput)), UInt8(1)), (.limitPassed, 1),
      (.file(.content(rig.text("[{"))), 1), (.file(.failed(.noSuchFile)), 0),
    ] {
      var rig = Rig(SquadBoard([]))
      _ = rig.text("[{")
      rig.start()
      rig.step(.fileRead, outcome)
      #expect(rig.next() == .process(.exit(status: status)) && rig.isAtRest)
    }
  }

  @Test("reset kills by what follows from the prefix on, until the first failure")
  func reset() {
    var rig = Rig(SquadReset())
    rig.start()
    #expect(rig.written(rig.step(.fileWrite, .file(.done))) == "[]")
    let rows = ["claudesquad_a", "work", "my-claudesquad_b", "claudesquad_c"].map { name in
      Row.session(
        SessionFacts(id: 0, name: rig.text(name), windows: 1, created: 0, attached: 0))
    }
    rig.step(.tmuxListSessions, rows: rows) { .tmux(.listing($0)) }
    let kills = [Outcome.tmux(.done), .tmux(.failed(TmuxFailure(.noSuchSession)))].map {
      rig.step(.tmuxKillSession, $0)
    }
    let expected = ["claudesquad_a", "claudesquad_b"].map { name in
      Operation.tmux(.killSession(.bare(rig.text(name))), socket: rig.text("sock"))
    }
    #expect(kills == expected)
    #expect(rig.next() == .process(.exit(status: 1)) && rig.isAtRest)
    #expect(rig.machine.killCount == 1 && rig.machine.failure != nil)
  }
}
