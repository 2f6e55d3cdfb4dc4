import Operations
import SimulatedWorld

/// The same universe and seed give the same digest every time.
///
/// It is violated when two runs of one scenario and seed were compared and differ. Whoever runs it
/// compares them; a single run cannot show it.
///
/// Systems: harness.
public struct Deterministic: Property {
  /// What must hold.
  public static let sentence = "The same universe and seed give the same digest every time."
  /// What it is called in files and reports.
  public let name = PropertyName.deterministic
  /// What it has found so far.
  public var finding = Finding()

  /// Has compared nothing yet.
  public init() {}

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {}

  /// Compares the digests of two runs of the same seed.
  public mutating func compare(first: Digest, second: Digest) {
    exercise()
    guard first != second, finding.violation == nil else { return }
    finding.violation = Violation(
      "two runs of the same seed differ: \(first) and \(second)",
      state: [.init("first", "\(first)"), .init("second", "\(second)")])
  }
}
