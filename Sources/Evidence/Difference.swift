/// What is different between two releases, from their results.
public struct Difference: Hashable, Sendable {
  /// One thing that is different.
  public struct Change: Hashable, Sendable {
    /// What kind of difference.
    public var kind: Kind
    /// Of what.
    public var what: String
    /// What it was; empty when it was not there.
    public var before: String
    /// What it is; empty when it is not there any more.
    public var after: String
  }

  /// The kinds of differences.
  public enum Kind: String, Hashable, Sendable {
    /// A verdict is another.
    case verdict
    /// A figure is another.
    case metric
    /// A check came.
    case came
    /// A check went.
    case went
    /// An approval is another.
    case approval
  }

  /// All changes, in the order of the later results.
  public private(set) var changes: [Change] = []

  /// Whether something that passed does not any more, or went.
  public var isWorse: Bool {
    changes.contains { change in
      switch change.kind {
      case .verdict: change.before == Verdict.passed.rawValue
      case .went: true
      case .metric, .came, .approval: false
      }
    }
  }

  /// Holds two results against each other.
  public init(from before: Results, to after: Results) {
    for check in after.checks {
      guard let old = before.checks.first(where: { $0.name == check.name }) else {
        changes.append(
          Change(kind: .came, what: check.name, before: "", after: check.verdict.rawValue))
        continue
      }
      if old.verdict != check.verdict {
        changes.append(
          Change(
            kind: .verdict, what: check.name, before: old.verdict.rawValue,
            after: check.verdict.rawValue))
      }
      if let new = check.metric, let past = old.metric, new.after != past.after {
        changes.append(
          Change(
            kind: .metric, what: check.name, before: past.words(past.after),
            after: new.words(new.after)))
      }
    }
    for check in before.checks where !after.checks.contains(where: { $0.name == check.name }) {
      changes.append(
        Change(kind: .went, what: check.name, before: check.verdict.rawValue, after: ""))
    }
    for approval in after.approvals {
      let old = before.approvals.first { $0.name == approval.name }
      if let old, old.verdict != approval.verdict {
        changes.append(
          Change(
            kind: .approval, what: approval.name, before: old.verdict.rawValue,
            after: approval.verdict.rawValue))
      }
    }
  }

  /// The changes as JSON.
  public var text: String {
    JSONValue.members([
      ("worse", .boolean(isWorse)),
      (
        "changes",
        .array(
          changes.map {
            .members([
              ("kind", .string($0.kind.rawValue)), ("what", .string($0.what)),
              ("before", .string($0.before)), ("after", .string($0.after)),
            ])
          })
      ),
    ]).line
  }
}
