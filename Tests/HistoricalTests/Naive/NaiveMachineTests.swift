import Historical
import Operations
import SupervisionSupport
import Testing

/// Every operation of the naive reaper and the naive cleanup.
@Suite("The naive machines")
struct NaiveMachineTests {
  private func record(_ rig: inout Rig<NaiveReaper>, _ key: String, _ value: String) -> Row {
    .record(StoredRecord(key: rig.text(key), value: rig.text(value), revision: 7))
  }

  /// A reaper at its first look at `one`, the first of two that are live.
  private func probing() -> Rig<NaiveReaper> {
    var policy = NaiveReaper.Policy()
    policy.tickCountMax = 1
    var rig = Rig(NaiveReaper(policy))
    rig.start()
    #expect(rig.step(.timer, .fired) == .timer(.milliseconds(3_000)))
    let rows = [
      record(&rig, "one", "live"), record(&rig, "old", "terminated"), record(&rig, "two", "live"),
    ]
    rig.step(.storeList, rows: rows) { .store(.listing($0)) }
    return rig
  }

  @Test("a reaper asks for each live record, and no more than that when all answer")
  func answers() {
    var rig = probing()
    for name in ["one", "two"] {
      #expect(
        rig.step(.tmuxHasSession, .tmux(.done))
          == .tmux(.hasSession(.equals(rig.text(name))), socket: rig.text("sock")))
    }
    #expect(rig.machine.buried.isEmpty && rig.isAtRest)
  }

  @Test(
    "a reaper takes any failure of one probe for a death",
    arguments: [
      Outcome.limitPassed, .tmux(.failed(TmuxFailure(.noSuchSession))),
      .tmux(.failed(TmuxFailure(.clientFailed))), .tmux(.failed(TmuxFailure(.noServer))),
    ])
  func deaths(outcome: Outcome) {
    var rig = probing()
    let probe = rig.nextEmission()
    #expect(probe?.limit == .seconds(2))
    rig.answer(outcome)
    #expect(
      rig.step(.storePut, .store(.written(revision: 8)))
        == .store(.put(key: rig.text("one"), value: rig.text("terminated"), expected: 7)))
    #expect(
      rig.step(.tmuxKillSession, .tmux(.done))
        == .tmux(.killSession(.equals(rig.text("one"))), socket: rig.text("sock")))
    rig.step(.tmuxHasSession, .tmux(.done))
    #expect(rig.machine.buried == [rig.text("one")] && rig.isAtRest)
  }

  @Test(
    "a reaper passes over a record that it cannot write",
    arguments: [Outcome.store(.conflict(revision: 9)), .store(.failed(.busy)), .limitPassed])
  func conflict(outcome: Outcome) {
    var rig = probing()
    rig.step(.tmuxHasSession, .limitPassed)
    rig.step(.storePut, outcome)
    rig.step(.tmuxHasSession, .tmux(.done))
    #expect(rig.machine.buried.isEmpty && rig.isAtRest)
  }

  @Test("a reaper waits for the next tick when the store does not answer")
  func noStore() {
    for outcome in [Outcome.store(.failed(.busy)), .limitPassed] {
      var rig = Rig(NaiveReaper())
      rig.start()
      rig.step(.timer, .fired)
      rig.step(.storeList, outcome)
      #expect(rig.next()?.verb == .timer && rig.isAtRest)
    }
  }

  @Test("a cleanup goes through pid, sessions, worktrees and branches by the beginning of a name")
  func cleanup() {
    var rig = Rig(NaiveCleanup())
    rig.start(argument: "job-1")
    #expect(
      rig.step(.fileRead, .file(.content(rig.text("4711\n"))))
        == .file(.read(rig.text("/pids/job-1"))))
    #expect(
      rig.step(.processSignal, .process(.done)) == .process(.signal(pid: 4_711, .terminate)))
    let sessions = ["job-1", "job-10", "job-2"].map { name in
      Row.session(SessionFacts(id: 0, name: rig.text(name), windows: 1, created: 0, attached: 0))
    }
    rig.step(.tmuxListSessions, rows: sessions) { .tmux(.listing($0)) }
    rig.step(.tmuxKillSession, .tmux(.done))
    #expect(
      rig.step(.tmuxKillSession, .tmux(.failed(TmuxFailure(.noSuchSession))))
        == .tmux(.killSession(.bare(rig.text("job-10"))), socket: rig.text("sock")))
    let trees = ["/repo", "/worktrees/job-1", "/worktrees/job-10"].map { path in
      Row.worktree(
        WorktreeFacts(
          path: rig.text(path), branch: .empty, isLocked: false, isPrunable: false))
    }
    rig.step(.gitListWorktrees, rows: trees) { .git(.listing($0)) }
    #expect(
      rig.step(.gitRemoveWorktree, .git(.failed(GitFailure(.isLocked))))
        == .git(
          .removeWorktree(
            repository: rig.text("/repo"), path: rig.text("/worktrees/job-1"), force: true)))
    rig.step(.gitRemoveWorktree, .git(.done))
    let branches = ["job-1", "main"].map { Row.name(rig.text($0)) }
    rig.step(.gitListBranches, rows: branches) { .git(.listing($0)) }
    #expect(
      rig.step(.gitDeleteBranch, .git(.done))
        == .git(
          .deleteBranch(repository: rig.text("/repo"), name: rig.text("job-1"), force: true)))
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
    #expect(
      rig.machine.removed
        == [rig.text("job-1"), rig.text("/worktrees/job-10"), rig.text("job-1")])
  }

  @Test("a cleanup passes over whatever fails")
  func cleanupFails() {
    var rig = Rig(NaiveCleanup())
    rig.start(argument: "job-1")
    rig.step(.fileRead, .file(.failed(.noSuchFile)))
    rig.step(.tmuxListSessions, .limitPassed)
    rig.step(.gitListWorktrees, .git(.failed(GitFailure(.notARepository))))
    rig.step(.gitListBranches, .limitPassed)
    #expect(rig.next() == .process(.exit(status: 0)) && rig.isAtRest)
    for content in ["", "0", "-3", "nobody"] {
      var rig = Rig(NaiveCleanup())
      rig.start(argument: "job-1")
      rig.step(.fileRead, .file(.content(rig.text(content))))
      #expect(rig.next()?.verb == .tmuxListSessions && rig.machine.signalledPid == nil)
    }
    var nameless = Rig(NaiveCleanup())
    nameless.start()
    #expect(nameless.next() == .process(.exit(status: 1)) && nameless.isAtRest)
  }
}
