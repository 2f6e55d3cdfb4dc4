import Lifecycle
import Operations

extension SCMObservation {
  /// What the host of pull requests has said, in the words of the lifecycle.
  init(_ facts: PullRequestFacts, generation: Int) {
    var mergeability: Mergeability = []
    if facts.isMergeable { mergeability.formUnion([.mergeable, .noConflicts]) }
    if !facts.hasConflicts { mergeability.insert(.noConflicts) }
    if facts.checks == .passing { mergeability.insert(.ciPassing) }
    if facts.review == .approved { mergeability.insert(.approved) }
    var comments: Comments = []
    if facts.hasHumanComment { comments.insert(.human) }
    if facts.hasBotComment { comments.insert(.bot) }
    self.init(
      state: Self.state(facts.state), draft: facts.state == .draft, number: Int(facts.number),
      ci: Self.checks(facts.checks), review: Self.review(facts.review),
      mergeability: mergeability, comments: comments, generation: generation)
  }

  private static func state(
    _ state: Operations.PullRequestState
  ) -> Lifecycle.PullRequestState {
    switch state {
    case .none: .absent
    case .draft: .draft
    case .open: .open
    case .merged: .merged
    case .closed: .closed
    }
  }

  private static func checks(_ checks: CheckState) -> CIState {
    switch checks {
    case .none: .absent
    case .pending: .pending
    case .passing: .passing
    case .failing: .failing
    }
  }

  private static func review(_ review: Operations.ReviewState) -> Lifecycle.ReviewState {
    switch review {
    case .none: .absent
    case .pending: .pending
    case .approved: .approved
    case .changesRequested: .changesRequested
    }
  }
}
