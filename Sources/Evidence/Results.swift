import Plans

/// What a plan has come to: a function of the plan and its raw material, and of nothing else.
public struct Results: Hashable, Sendable {
  /// The plan, by its name.
  public var plan: String
  /// What is released.
  public var title: String
  /// The version that was to be tested.
  public var release: String
  /// The seed of the plan.
  public var seed: UInt64
  /// The historical system that stood in the place of what is tested; empty for none.
  public var twin: String
  /// What was tested.
  public var build: Build
  /// The groups, in their order.
  public var groups: [Group]
  /// The checks, in the order of the plan.
  public var checks: [CheckResult]
  /// What a person has to agree to.
  public var approvals: [ApprovalResult]
  /// What was not exercised.
  public var untested: [Untested]
  /// The sum of the raw material.
  public var evidence: String

  /// What there is to be said of a group.
  public struct Group: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// What it is about.
    public var title: String
    /// What it is to show.
    public var goal: String
  }

  /// Whether a person has agreed to something.
  public struct ApprovalResult: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// What is agreed to.
    public var title: String
    /// Who agreed; empty for nobody.
    public var person: String

    /// Waiting, until somebody has agreed.
    public var verdict: Verdict { person.isEmpty ? .waiting : .passed }
  }

  /// What the checks have come to, without what people have to agree to.
  ///
  /// With a twin in its place something has to fail: if nothing does, the plan can tell nothing apart.
  public var checked: Verdict {
    let verdict = Verdict.over(checks.map(\.verdict))
    return verdict == .passed && !twin.isEmpty ? .vacuous : verdict
  }

  /// What all of it has come to.
  public var verdict: Verdict { Verdict.over([checked] + approvals.map(\.verdict)) }

  /// Why, in one sentence.
  public var reason: String {
    if checked == .vacuous, !twin.isEmpty, !checks.contains(where: { $0.verdict == .vacuous }) {
      return "\(twin) went unnoticed"
    }
    let bad = checks.filter { $0.verdict == .failed || $0.verdict == .vacuous }
    if !bad.isEmpty {
      let failed = bad.count { $0.verdict == .failed }
      let parts = [(failed, "failed"), (bad.count - failed, "vacuous")]
      return "of \(checks.count) checks "
        + parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    }
    if checks.isEmpty { return "nothing was checked" }
    let waiting = approvals.filter { $0.verdict == .waiting }
    if !waiting.isEmpty {
      return
        "all that is checked passed; it waits for \(waiting.map(\.name).joined(separator: ", "))"
    }
    return "all of \(checks.count) checks passed"
  }

  /// The checks of a group.
  public func checks(of group: String) -> [CheckResult] { checks.filter { $0.group == group } }
}
