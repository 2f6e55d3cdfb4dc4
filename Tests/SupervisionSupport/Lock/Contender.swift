import Operations
import Scenarios
import Supervision

/// Somebody who claims a root, holds it for a while, gives it back and ends, by whatever lock.
package protocol Contender: Machine {
  /// Whether it is inside: between its claim and its release.
  var holds: Bool { get }
  /// How often it got in.
  var acquiredCount: Int { get }
  /// Whether it got in and out again.
  var hasHadItsTurn: Bool { get }
}

extension LockContender: Contender {
  /// How often it got in.
  package var acquiredCount: Int {
    results.count { if case .acquired = $0 { true } else { false } }
  }

  /// Whether it got in and out again.
  package var hasHadItsTurn: Bool {
    guard case .acquired? = results.first else { return false }
    return results.last == .released
  }
}
