/// Which safeguards are in force: all of them, unless a scenario takes some away to be seen to fail.
///
/// It is held by the policies, so that whoever decides something by a safeguard has it at hand.
public struct Safeguards: OptionSet, Hashable, Sendable {
  /// One bit a safeguard.
  public let rawValue: UInt64

  /// A set of safeguards from its bits; bits that are no safeguard's are left out.
  public init(rawValue: UInt64) { self.rawValue = rawValue & Self.known }

  /// All of them.
  public static let all = Safeguards(rawValue: known)

  private static let known = (UInt64(1) << UInt64(Safeguard.allCases.count)) - 1

  /// Whether a safeguard is in force.
  public func contains(_ safeguard: Safeguard) -> Bool { contains(safeguard.set) }

  /// These safeguards, but for the ones that are taken away.
  public func without(_ safeguards: Safeguard...) -> Safeguards {
    safeguards.reduce(self) { $0.subtracting($1.set) }
  }
}
