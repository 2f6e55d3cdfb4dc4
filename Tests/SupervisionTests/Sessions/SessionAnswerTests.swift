import Lifecycle
import Operations
import Supervision
import SupervisionSupport
import Testing

/// What a command makes of what git, tmux and the processes answer, one answer at a time.
@Suite("What a command is answered")
struct SessionAnswerTests {
  private func tmux(_ reason: TmuxFailure.Reason) -> Outcome { .tmux(.failed(TmuxFailure(reason))) }
  private func git(_ reason: GitFailure.Reason) -> Outcome { .git(.failed(GitFailure(reason))) }

  private func count(_ verb: Verb, _ desk: SessionDesk) -> Int {
    desk.verbs.filter { $0 == verb }.count
  }

  /// Whether each call of `worktree add` was to make its branch.
  private func adds(_ desk: SessionDesk) -> [Bool] {
    desk.operations.compactMap { operation in
      if case .git(.addWorktree(_, _, _, _, newBranch: let isNew)) = operation {
        isNew
      } else {
        nil
      }
    }
  }

  // MARK: - tmux

  @Test("finds a tmux session that was made and not acknowledged")
  func madeUnanswered() {
    for outcome in [tmux(.duplicateSession), tmux(.serverExited), .limitPassed] {
      var desk = SessionDesk(.spawn)
      desk.answers = [(.tmuxNewSession, outcome)]
      #expect(desk.run() == .started, "\(outcome)")
      #expect(count(.tmuxNewSession, desk) == 1)
      #expect(count(.tmuxListAllPanes, desk) == 1)
      #expect(desk.document?.runtime.pane == SessionFixture.pane)
    }
  }

  @Test("asks again for a tmux session that was not made, and gives up one that cannot be")
  func notMade() {
    for reason in [TmuxFailure.Reason.windowForkFailed, .noSocket, .noServer] {
      var desk = SessionDesk(.spawn)
      desk.answers = [(.tmuxNewSession, tmux(reason))]
      #expect(desk.run() == .started)
      #expect(count(.tmuxNewSession, desk) == 2)
    }
    for reason in [TmuxFailure.Reason.invalidSession, .badValue] {
      var desk = SessionDesk(.spawn)
      desk.answers = [(.tmuxNewSession, tmux(reason))]
      #expect(desk.run() == .failed(.runtime))
      #expect(count(.tmuxNewSession, desk) == 1)
      // That it is taken back is written before it is.
      let closed = desk.verbs.firstIndex(of: .tmuxKillSession) ?? 0
      #expect(desk.verbs[..<closed].filter { $0 == .storePut }.count >= 2)
    }
  }

  @Test("takes no other session of the server for its own, and gives up one that never appears")
  func notListed() {
    var desk = SessionDesk(.spawn)
    let foreign = Outcome.tmux(.listing(Listing(slot: 0, count: 0)))
    for _ in 0..<9 {
      desk.answers.append((.tmuxNewSession, .limitPassed))
      desk.answers.append((.tmuxListAllPanes, foreign))
    }
    #expect(desk.run() == .failed(.runtime))
    #expect(count(.tmuxListAllPanes, desk) == 6)
    #expect(desk.document?.status == .errored)
  }

  @Test("makes the session anew when the server has died that it was made on")
  func serverDied() {
    var desk = SessionDesk(.spawn)
    desk.answers = [(.processInspect, .process(.failed(.noSuchProcess)))]
    #expect(desk.run() == .started)
    #expect(count(.tmuxNewSession, desk) == 2)
    // What was seen on the old one is not taken for what is on the new one.
    var unanswered = SessionDesk(.spawn)
    unanswered.answers = [
      (.processInspect, .process(.failed(.noSuchProcess))),
      (.tmuxNewSession, .tmux(.created(SessionFixture.pane))), (.tmuxNewSession, .limitPassed),
    ]
    #expect(unanswered.run() == .started)
    #expect(count(.tmuxListAllPanes, unanswered) == 1)
    var forGood = SessionDesk(.spawn)
    for _ in 0..<9 {
      forGood.answers.append((.processInspect, .process(.failed(.noSuchProcess))))
    }
    #expect(forGood.run() == .failed(.runtime))
    #expect(count(.tmuxNewSession, forGood) == 6)
  }

  @Test("looks at the record when the session is gone that it marks, and marks no further")
  func goneBeforeMarks() {
    for reason in [TmuxFailure.Reason.noSessionForOption, .noSuchSession, .noServer, .noSocket] {
      var desk = SessionDesk(.spawn)
      desk.answers = [(.tmuxSetOption, tmux(reason))]
      #expect(desk.run() == .started)
      #expect(count(.tmuxSetOption, desk) == 1)
    }
  }

  @Test("marks again what tmux did not mark, and takes back what it never does")
  func marks() {
    var desk = SessionDesk(.spawn)
    desk.answers = [(.tmuxSetOption, .limitPassed), (.tmuxSetOption, tmux(.clientFailed))]
    #expect(desk.run() == .started)
    #expect(count(.tmuxSetOption, desk) == 3)
    var forGood = SessionDesk(.spawn)
    for _ in 0..<6 { forGood.answers.append((.tmuxSetOption, .limitPassed)) }
    #expect(forGood.run() == .failed(.runtime))
  }

  @Test("goes on to wait when the pane cannot be looked at, and begins to count anew when it lives")
  func paneLooks() {
    let empty = Outcome.tmux(.listing(Listing(slot: 0, count: 0)))
    for between in [Outcome.limitPassed, tmux(.clientFailed)] {
      var desk = SessionDesk(.spawn) { $0.acknowledgeLooksMax = 9 }
      desk.acknowledges = false
      desk.answers = [(.tmuxListAllPanes, between), (.tmuxListAllPanes, between)]
      #expect(desk.run() == .failed(.notAcknowledged))
    }
    // Gone, there, gone, there: never twice in a row.
    var desk = SessionDesk(.spawn) { $0.acknowledgeLooksMax = 4 }
    desk.acknowledges = false
    desk.alternates = empty
    #expect(desk.run() == .failed(.notAcknowledged))
  }

  @Test("waits no longer for a runner whose record another has taken over")
  func overtakenWhileWaiting() {
    var desk = SessionDesk(.spawn)
    desk.onSession = { $0.intent = Intent(.kill, by: SessionFixture.launcher) }
    #expect(desk.run() == .unconfirmed(.overtaken))
    #expect(!desk.verbs.contains(.tmuxKillSession))
  }

  @Test("draws again when it drew nothing to tell its places by")
  func noNonce() {
    var desk = SessionDesk(.spawn)
    desk.answers = [(.drawNumber, .number(0)), (.drawNumber, .limitPassed)]
    #expect(desk.run() == .started)
    #expect(desk.document?.runtime.nonce == 0xA1)
  }

  // MARK: - git

  @Test("takes the branch and the folder that an earlier call has made")
  func earlierCall() {
    var branch = SessionDesk(.spawn)
    branch.answers = [(.gitAddWorktree, git(.branchExists))]
    #expect(branch.run() == .started)
    #expect(adds(branch) == [true, false])
    for reason in [GitFailure.Reason.pathExists, .branchInUse] {
      var folder = SessionDesk(.spawn)
      folder.answers = [(.gitAddWorktree, git(reason))]
      #expect(folder.run() == .started)
      #expect(adds(folder) == [true])
      #expect(count(.gitStatus, folder) == 1)
    }
  }

  @Test("has git forget a folder that is gone, and makes it again on its branch")
  func forgotten() {
    for removal in [Outcome.git(.done), git(.notAWorktree)] {
      var desk = SessionDesk(.spawn)
      desk.answers = [(.gitAddWorktree, git(.registeredButMissing)), (.gitRemoveWorktree, removal)]
      #expect(desk.run() == .started, "\(removal)")
      #expect(adds(desk) == [true, false])
      #expect(count(.gitRemoveWorktree, desk) == 1)
    }
  }

  @Test("begins at the base again when folder and branch are gone")
  func branchGone() {
    var desk = SessionDesk(.restore)
    desk.answers = [
      (.gitStatus, git(.noSuchDirectory)), (.gitRemoveWorktree, git(.notAWorktree)),
      (.gitAddWorktree, git(.invalidReference)),
    ]
    #expect(desk.run() == .started)
    #expect(adds(desk) == [false, true])
  }

  @Test("waits for a worktree that is being made, and takes none that is not whole")
  func notWhole() {
    let torn = Outcome.git(.changes(tracked: 3, untracked: 1))
    var desk = SessionDesk(.spawn)
    desk.answers = [(.gitAddWorktree, git(.pathExists)), (.gitStatus, torn)]
    #expect(desk.run() == .started)
    #expect(count(.gitStatus, desk) == 2)
    var forGood = SessionDesk(.spawn)
    forGood.answers = [(.gitAddWorktree, git(.pathExists))]
    for _ in 0..<9 { forGood.answers.append((.gitStatus, torn)) }
    #expect(forGood.run() == .failed(.worktree))
    #expect(forGood.document?.workspace.state == .kept)
    // What an agent has changed before is no sign of that.
    var restored = SessionDesk(.restore)
    restored.answers = [(.gitStatus, torn)]
    #expect(restored.run() == .started)
  }

  @Test("gives up at once when there is no repository")
  func noRepository() {
    for reason in [GitFailure.Reason.notARepository, .noSuchDirectory] {
      var desk = SessionDesk(.spawn)
      desk.answers = [(.gitAddWorktree, git(reason))]
      #expect(desk.run() == .failed(.worktree))
      #expect(count(.gitAddWorktree, desk) == 1)
    }
  }

  @Test("removes a worktree of which nothing is to be seen, and its branch")
  func treeGone() {
    for reason in [GitFailure.Reason.noSuchDirectory, .notARepository, .notAWorktree] {
      var desk = SessionDesk(.kill)
      desk.answers = [(.gitStatus, git(reason)), (.gitRemoveWorktree, git(.notAWorktree))]
      #expect(desk.run() == .ended(.removed))
      #expect(count(.gitDeleteBranch, desk) == 1)
    }
  }

  @Test("keeps a worktree of which git cannot tell, or that it does not remove, and its branch")
  func kept() {
    for answer: (verb: Verb, outcome: Outcome) in [
      (.gitStatus, git(.linkFileMissing)), (.gitStatus, .git(.changes(tracked: 0, untracked: 1))),
      (.gitStatus, .git(.changes(tracked: 1, untracked: 0))),
      (.gitRemoveWorktree, git(.hasChanges)), (.gitRemoveWorktree, git(.removalFailed)),
    ] {
      var desk = SessionDesk(.kill)
      desk.answers = [answer]
      #expect(desk.run() == .ended(.kept), "\(answer)")
      #expect(count(.gitDeleteBranch, desk) == 0)
      #expect(desk.document?.workspace.state == .kept)
    }
  }

  @Test("looks again at a worktree whose removal was not answered, a counted number of times")
  func removalUnanswered() {
    var desk = SessionDesk(.kill)
    desk.answers = [(.gitRemoveWorktree, .limitPassed)]
    #expect(desk.run() == .ended(.removed))
    #expect(count(.gitStatus, desk) == 2)
    var forGood = SessionDesk(.kill)
    for _ in 0..<20 { forGood.answers.append((.gitRemoveWorktree, .limitPassed)) }
    #expect(forGood.run() == .ended(.kept))
    #expect(count(.gitRemoveWorktree, forGood) == 6)
  }

  // MARK: - Processes

  @Test("has ended a tmux session that is not there, and nothing that it cannot ask for")
  func closing() {
    for reason in [TmuxFailure.Reason.noSuchSession, .noServer, .noSocket] {
      var desk = SessionDesk(.kill)
      desk.answers = [(.tmuxKillSession, tmux(reason))]
      #expect(desk.run() == .ended(.removed))
      #expect(count(.tmuxKillSession, desk) == 1)
    }
    var silent = SessionDesk(.kill)
    for _ in 0..<6 { silent.answers.append((.tmuxKillSession, .limitPassed)) }
    #expect(silent.run() == .unconfirmed(.tmux))
    #expect(silent.document?.intent?.kind == .kill)
  }

  @Test("signals what is left so many times, each but itself, and says when it is still there")
  func survivors() {
    var desk = SessionDesk(.kill)
    desk.survivors = [SessionFixture.identity(62, nonce: 0xBB), SessionDesk.me]
    #expect(desk.run() == .unconfirmed(.survivors))
    var signals: [Signal] = []
    for operation in desk.operations {
      guard case .process(.signalIdentity(let target, let signal)) = operation else { continue }
      #expect(target == SessionFixture.identity(62, nonce: 0xBB))
      signals.append(signal)
    }
    #expect(signals == [.terminate, .kill, .kill, .kill, .kill])
    var alone = SessionDesk(.kill)
    alone.survivors = [SessionDesk.me]
    #expect(alone.run() == .ended(.removed))
  }
}
