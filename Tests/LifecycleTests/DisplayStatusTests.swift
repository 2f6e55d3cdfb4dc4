import Lifecycle
import TestSupport
import Testing

@Suite("What a user is shown")
struct DisplayStatusTests {
  static let terminated = Table(
    """
    reason                status
    ----------------------------------
    manually_killed       killed
    runtime_lost          killed
    agent_process_exited  killed
    auto_cleanup          cleanup
    pr_merged             cleanup
    error_in_process      errored
    probe_failure         errored
    """)

  static let pullRequest = Table(
    """
    reason              draft      open
    ------------------------------------------------
    in_progress         draft      pr_open
    ci_failing          ci_failed  ci_failed
    review_pending      draft      review_pending
    changes_requested   draft      changes_requested
    bot_comments        draft      changes_requested
    merge_conflicts     draft      pr_open
    approved            draft      approved
    merge_ready         draft      mergeable
    """)

  @Test("All records: done, then terminated, then attention, then the pull request, then work")
  func all() {
    for reason in SessionReason.allCases {
      for state in SessionState.allCases {
        for pullRequest in Self.pullRequests {
          let record = LifecycleRecord.with(SessionAxis(state, reason), pullRequest)
          let expected = Self.expected(state, reason, pullRequest)
          #expect(record.status.text == expected, "\(state) \(reason) \(pullRequest)")
        }
      }
    }
  }

  private static var pullRequests: [PullRequestAxis] {
    [PullRequestAxis(.absent, .notCreated), PullRequestAxis(.absent, .clearedOnRestore)]
      + [PullRequestAxis(.merged, .merged), PullRequestAxis(.closed, .closedUnmerged)]
      + pullRequest.rows.flatMap { row in
        [PullRequestAxis(.draft, .named(row[0])), PullRequestAxis(.open, .named(row[0]))]
      }
  }

  private static func expected(
    _ state: SessionState, _ reason: SessionReason, _ pullRequest: PullRequestAxis
  ) -> String? {
    switch state {
    case .done: return "done"
    case .terminated:
      return terminated.rows.first { $0[0] == reason.text }.map { $0[1] } ?? "terminated"
    case .needsInput, .stuck, .detecting: return state.text
    case .notStarted: return "spawning"
    case .working, .idle: break
    }
    switch pullRequest.state {
    case .merged: return "merged"
    case .absent, .closed: return state.text
    case .draft, .open:
      let row = Self.pullRequest.rows.first { $0[0] == pullRequest.reason.text }
      return row?[pullRequest.state == .draft ? 1 : 2]
    }
  }

  @Test("Every status has a name of its own")
  func names() {
    #expect(Set(DisplayStatus.allCases.map(\.text)).count == 19)
  }
}
