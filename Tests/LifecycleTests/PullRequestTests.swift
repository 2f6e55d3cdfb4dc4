import TestSupport
import Testing

@testable import Lifecycle

@Suite("What a look at the pull request changes")
struct PullRequestTests {
  /// From top to bottom, each fact is added to all those below it and wins over them.
  @Test("The first fact that applies is the reason")
  func cascade() {
    var observation = SCMObservation(state: .open, number: 7, url: "u")
    var reasons = [reason(observation)]
    observation.review = .pending
    reasons.append(reason(observation))
    observation.review = .approved
    reasons.append(reason(observation))
    observation.mergeability = .mergeable
    reasons.append(reason(observation))
    observation.mergeability = .blockers
    reasons.append(reason(observation))
    observation.comments = .bot
    reasons.append(reason(observation))
    observation.comments = [.bot, .human]
    reasons.append(reason(observation))
    observation.comments = .bot
    observation.review = .changesRequested
    reasons.append(reason(observation))
    observation.draft = true
    reasons.append(reason(observation))
    observation.ci = .failing
    reasons.append(reason(observation))
    #expect(
      reasons == [
        .inProgress, .reviewPending, .approved, .mergeReady, .mergeConflicts, .botComments,
        .changesRequested, .changesRequested, .inProgress, .ciFailing,
      ])
  }

  @Test("Checks that do not fail say nothing", arguments: [CIState.absent, .pending, .passing])
  func checks(ci: CIState) {
    #expect(reason(SCMObservation(state: .open, ci: ci)) == .inProgress)
  }

  @Test("Conflicts are believed only if the host says something else as well")
  func conflicts() {
    for bits in 0..<UInt8(32) {
      let facts = Mergeability(rawValue: bits)
      let saysMore =
        facts.contains(.ciPassing) || facts.contains(.approved) || facts.contains(.blockers)
      let expected = !facts.contains(.mergeable) && !facts.contains(.noConflicts) && saysMore
      let observation = SCMObservation(state: .open, mergeability: facts)
      #expect((reason(observation) == .mergeConflicts) == expected, "\(bits)")
      #expect((reason(observation) == .mergeReady) == facts.contains(.mergeable))
    }
  }

  static let states = Table(
    """
    observed  draft  state    reason
    ----------------------------------------
    open      no     open     in_progress
    open      yes    draft    in_progress
    draft     no     draft    in_progress
    draft     yes    draft    in_progress
    merged    no     merged   merged
    merged    yes    merged   merged
    closed    no     closed   closed_unmerged
    closed    yes    closed   closed_unmerged
    """)

  @Test("The state is what was observed, and a marked draft is a draft", arguments: states.rows)
  func state(row: [String]) {
    var session = Rehearsed.working()
    session.find(
      1, SCMObservation(state: .named(row[0]), draft: row[1] == "yes", number: 7, url: "u"))
    let expected = PullRequestAxis(.named(row[2]), .named(row[3]), number: 7, url: "u")
    #expect(session.state.record?.pullRequest == expected)
  }

  @Test("What was not fetched, or is not there, is ignored")
  func nothing() {
    for observation in [
      SCMObservation(fetched: false, state: .merged), SCMObservation(state: .absent),
    ] {
      var session = Rehearsed.working()
      let before = session.state
      #expect(!session.find(1, observation).changed)
      #expect(session.state == before)
    }
  }

  static let ends = Table(
    """
    session                   merged                        closed
    -----------------------------------------------------------------------------------
    working/task_in_progress  idle/merged_waiting_decision  idle/awaiting_user_input
    detecting/runtime_lost    idle/merged_waiting_decision  idle/awaiting_user_input
    stuck/probe_failure       idle/merged_waiting_decision  idle/awaiting_user_input
    done                      done                          done
    terminated/auto_cleanup   terminated/auto_cleanup       terminated/auto_cleanup
    """)

  @Test("Its end sends the session to wait, out of any doubt", arguments: ends.rows)
  func end(row: [String]) {
    for (state, expected) in zip([PullRequestState.merged, .closed], row[1...]) {
      var session = Rehearsed(.with(SessionAxis(short: row[0])))
      session.find(1, SCMObservation(state: state))
      #expect(session.session == expected)
      #expect(session.quarantine == nil)
      #expect(session.state.record?.pullRequest.state == state)
    }
  }

  @Test("An active one leaves the session where it is", arguments: SessionState.allCases)
  func active(state: SessionState) {
    let before = LifecycleRecord.with(SessionAxis(state, .runtimeLost))
    for observed in [PullRequestState.open, .draft] {
      var session = Rehearsed(before)
      session.find(1, SCMObservation(state: observed, ci: .failing))
      #expect(session.state.record?.session == before.session)
      #expect(session.quarantine == before.quarantine)
    }
  }

  private func reason(_ observation: SCMObservation) -> PullRequestReason? {
    var session = Rehearsed.working()
    session.find(1, observation)
    return session.state.record?.pullRequest.reason
  }
}
