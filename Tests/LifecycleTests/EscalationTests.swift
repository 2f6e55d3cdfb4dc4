import TestSupport
import Testing

@testable import Lifecycle

@Suite("When sending to the agent is not enough")
struct EscalationTests {
  static let failing = SCMObservation(state: .open, ci: .failing)
  static let pending = SCMObservation(state: .open, ci: .pending)
  static let conflicts = SCMObservation(state: .open, mergeability: .blockers)
  static let changes = SCMObservation(state: .open, review: .changesRequested)
  static let ready = SCMObservation(state: .open, mergeability: .mergeable)

  @Test("The third failing check in a row of fixes is for the user, and the rest is silence")
  func retries() {
    var session = Rehearsed.working()
    var said: [String] = []
    for at in 1...4 {
      said.append(session.find(at, Self.failing).short)
      session.find(at, Self.pending)
    }
    #expect(said == ["send ci-failed", "send ci-failed", "escalate ci-failed", ""])
  }

  @Test("ci-failed never escalates by time")
  func noTime() {
    var session = Rehearsed.working()
    session.find(1, Self.failing)
    #expect(session.take(.max, .escalationTick).short == "")
  }

  static let durations = Table(
    """
    reaction           after
    --------------------------
    merge-conflicts    900000
    agent-idle         900000
    changes-requested  1800000
    bugbot-comments    1800000
    """)

  @Test("Time escalates once, and not a millisecond too soon", arguments: durations.rows)
  func time(row: [String]) throws {
    let limit = try #require(Int(row[1]))
    var session = Rehearsed.working()
    let first = begin(.named(row[0]), &session, at: 1000)
    #expect(first.short == "send \(row[0])")
    #expect(session.take(1000 + limit - 1, .escalationTick).short == "")
    let step = session.take(1000 + limit, .escalationTick)
    #expect(step.short == "escalate \(row[0])")
    #expect(!step.changed)
    #expect(session.take(1001 + limit, .escalationTick).short == "")
  }

  private func begin(_ reaction: Reaction, _ session: inout Rehearsed, at: Int) -> Step {
    switch reaction {
    case .mergeConflicts: session.find(at, Self.conflicts)
    case .changesRequested: session.find(at, Self.changes)
    case .bugbotComments: session.find(at, SCMObservation(state: .open, comments: .bot))
    default: session.see(at, .idle)
    }
  }

  @Test("An escalation says which reaction it is about, urgently")
  func notice() {
    var session = Rehearsed.working()
    session.find(0, Self.conflicts)
    guard
      case .notify(let notice)? = session.take(900_000, .escalationTick).effects.first
    else {
      Issue.record("nobody was told")
      return
    }
    #expect(notice.event == "reaction.escalated")
    #expect(notice.priority == .urgent)
    #expect(notice.reaction == .mergeConflicts)
  }

  @Test("Several that are due at once fire in the order of their names")
  func order() {
    var session = Rehearsed.working()
    for reaction in [Reaction.mergeConflicts, .agentIdle, .changesRequested, .bugbotComments] {
      session.state.trackers[reaction] = Tracker(attempts: 1, firstAttemptAt: 0)
    }
    #expect(
      session.take(.max, .escalationTick).short
        == "escalate agent-idle, escalate bugbot-comments, escalate changes-requested, "
        + "escalate merge-conflicts")
  }

  @Test("A reaction that can only notify never has a tracker")
  func noTracker() {
    var trackers = Trackers()
    for reaction in Reaction.allCases {
      trackers[reaction] = Tracker(attempts: 1)
      #expect((trackers[reaction] != nil) == Trackers.escalatable.contains(reaction))
    }
  }

  static let settled = Table(
    """
    what happens                  ci-failed  changes-requested
    ----------------------------------------------------------
    nothing                       kept       kept
    the check is pending again    kept       dropped
    the pull request is ready     dropped    dropped
    it is approved                dropped    dropped
    it is merged                  dropped    dropped
    it is closed                  dropped    dropped
    the agent needs input         kept       dropped
    the session is killed         dropped    dropped
    """)

  @Test("What settles a tracker", arguments: settled.rows)
  func settle(row: [String]) {
    for (first, reaction, expected) in [
      (Self.failing, Reaction.ciFailed, row[1]), (Self.changes, .changesRequested, row[2]),
    ] {
      var session = Rehearsed.working()
      session.find(1, first)
      switch row[0] {
      case "nothing": break
      case "the check is pending again": session.find(2, Self.pending)
      case "the pull request is ready": session.find(2, Self.ready)
      case "it is approved": session.find(2, SCMObservation(state: .open, review: .approved))
      case "it is merged": session.find(2, SCMObservation(state: .merged))
      case "it is closed": session.find(2, SCMObservation(state: .closed))
      case "the agent needs input": session.see(2, .waitingInput)
      default: session.take(2, .killRequested(.manual))
      }
      let isKept = session.state.trackers[reaction] != nil
      #expect((isKept ? "kept" : "dropped") == expected, "\(row[0]), \(reaction)")
    }
  }

  @Test("An unknown session has nothing to escalate")
  func unknown() {
    var session = Rehearsed()
    #expect(session.take(0, .escalationTick).decision == .ignored(.unknownSession))
  }
}
