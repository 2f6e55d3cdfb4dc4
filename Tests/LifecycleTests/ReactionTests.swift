import Lifecycle
import TestSupport
import Testing

@Suite("What a record calls for")
struct ReactionTests {
  static let table = Table(
    """
    session                          pull request              reaction
    ---------------------------------------------------------------------------
    idle/awaiting_user_input         closed/closed_unmerged    pr-closed
    terminated/manually_killed       closed/closed_unmerged    pr-closed
    working/task_in_progress         open/bot_comments         bugbot-comments
    stuck/runtime_lost               open/bot_comments         bugbot-comments
    working/task_in_progress         draft/bot_comments        bugbot-comments
    working/task_in_progress         open/merge_conflicts      merge-conflicts
    needs_input/awaiting_user_input  draft/merge_conflicts     merge-conflicts
    working/task_in_progress         open/ci_failing           ci-failed
    idle                             draft/ci_failing          ci-failed
    stuck/runtime_lost               open/ci_failing           agent-stuck
    working/task_in_progress         open/changes_requested    changes-requested
    working/task_in_progress         open/approved             approved-and-green
    idle                             open/merge_ready          approved-and-green
    idle                             none/not_created          agent-idle
    idle                             open/in_progress          -
    working/task_in_progress         open/review_pending       -
    working/task_in_progress         none/not_created          -
    stuck/awaiting_user_input        none/not_created          agent-stuck
    needs_input/awaiting_user_input  none/not_created          agent-needs-input
    detecting/runtime_lost           open/ci_failing           -
    not_started/spawn_requested      open/ci_failing           -
    terminated/manually_killed       none/not_created          agent-exited
    terminated/runtime_lost          open/approved             agent-exited
    terminated/auto_cleanup          none/not_created          -
    terminated/error_in_process      none/not_created          -
    idle/merged_waiting_decision     merged/merged             all-complete
    done                             merged/merged             -
    """)

  @Test("The reaction of a record", arguments: table.rows)
  func reaction(row: [String]) {
    let record = LifecycleRecord.with(SessionAxis(short: row[0]), PullRequestAxis(short: row[1]))
    #expect(record.reaction?.text ?? "-" == row[2], "\(row)")
  }

  static let plans = Table(
    """
    reaction            action  retries  escalates after  priority
    --------------------------------------------------------------
    ci-failed           send    2        -                action
    changes-requested   send    -        1800000          action
    bugbot-comments     send    -        1800000          action
    merge-conflicts     send    -        900000           action
    agent-idle          send    2        900000           warning
    approved-and-green  notify  -        -                action
    pr-closed           notify  -        -                action
    agent-stuck         notify  -        -                urgent
    agent-needs-input   notify  -        -                urgent
    agent-exited        notify  -        -                urgent
    all-complete        notify  -        -                info
    """)

  @Test("What each reaction does", arguments: plans.rows)
  func plan(row: [String]) {
    let priority = Priority.named(row[4])
    let expected: ReactionPlan =
      row[1] == "notify"
      ? .notify(priority)
      : .send(retriesMax: Int(row[2]), escalateAfterMs: Int(row[3]), priority)
    #expect(Reaction.named(row[0]).plan == expected)
  }

  @Test("The tables have every reaction")
  func complete() {
    let all = Set(Reaction.allCases.map(\.text))
    #expect(Set(Self.plans.rows.map { $0[0] }) == all)
    #expect(Set(Self.table.rows.map { $0[2] }).subtracting(["-"]) == all)
  }

  @Test("Reactions are kept in the order of their names")
  func order() {
    let names = Reaction.allCases.map(\.text)
    #expect(names == names.sorted())
  }

  @Test("A reaction runs when the record comes to call for it, and not again while it does")
  func once() {
    var session = Rehearsed.working()
    #expect(session.see(1, .waitingInput).short == "notify agent-needs-input")
    #expect(session.see(2, .waitingInput).short == "")
    #expect(session.see(3, .active).short == "")
    let again = session.see(4, .waitingInput)
    #expect(again.short == "notify agent-needs-input")
    #expect(again.effects.first?.reaction == .agentNeedsInput)
  }

  @Test("The log goes along only if the observation brought one, and only for ci-failed")
  func log() {
    func short(_ ci: CIState, log: String) -> String {
      var session = Rehearsed.working()
      let observation = SCMObservation(
        state: .open, ci: ci, review: .changesRequested, ciFailureLogTail: log)
      return session.find(1, observation).short
    }
    #expect(short(.failing, log: "boom") == "send ci-failed+log")
    #expect(short(.failing, log: "") == "send ci-failed")
    #expect(short(.passing, log: "boom") == "send changes-requested")
  }

  @Test("The user is told by name, and of an escalation by its own")
  func notices() {
    var session = Rehearsed.working()
    guard case .notify(let notice)? = session.see(1, .blocked).effects.first else {
      Issue.record("nobody was told")
      return
    }
    #expect(notice.event == "reaction.agent-stuck")
    #expect(notice.priority == .urgent)
  }
}
