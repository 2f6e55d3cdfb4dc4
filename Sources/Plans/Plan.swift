/// The checks that a release has to pass.
///
/// A plan only says what is to be done and what has to come out of it. Whoever carries it out leaves
/// raw material, and what that comes to is judged by `Evidence`, which does nothing itself.
public struct Plan: Hashable, Sendable {
  /// The name, which folders and other plans call it by.
  public var name: String
  /// What is released, in a few words.
  public var title: String
  /// The version that the tested program has to say that it is.
  public var release: String
  /// The seed of everything that does not name one of its own.
  public var seed: UInt64
  /// The files of plans whose groups belong to this one, relative to its own file.
  public var includes: [String]
  /// The checks.
  public var groups: [PlanGroup]
  /// What a person has to agree to.
  public var approvals: [Approval]
  /// What is not exercised by any of it, and why.
  public var untested: [Untested]

  /// Makes a plan without checks.
  public init(name: String, title: String, release: String, seed: UInt64 = 1) {
    self.name = name
    self.title = title
    self.release = release
    self.seed = seed
    includes = []
    groups = []
    approvals = []
    untested = []
  }

  /// All checks with their groups, in the order of the plan.
  public var checks: [(group: PlanGroup, number: Int, check: Check)] {
    groups.flatMap { group in
      group.checks.enumerated().map { (group, $0.offset + 1, $0.element) }
    }
  }

  /// Takes in what other plans say: their groups under their names.
  ///
  /// They are run with their own seeds, so that a group comes to the same in either plan.
  public func including(_ others: [Plan]) -> Plan {
    var plan = self
    for other in others {
      plan.groups += other.groups.map { group in
        var group = group
        group.name = "\(other.name)-\(group.name)"
        group.seed = group.seed ?? other.seed
        return group
      }
      plan.approvals += other.approvals.map { approval in
        var approval = approval
        approval.name = "\(other.name)-\(approval.name)"
        return approval
      }
      plan.untested += other.untested
    }
    plan.includes = []
    return plan
  }
}
