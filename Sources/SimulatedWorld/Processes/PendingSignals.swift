import Operations

/// The signals that wait for a stopped process to be continued, of each one at most.
public struct PendingSignals: Hashable, Sendable {
  private var bits: UInt32 = 0
  /// The order in which the kernel hands them out: faults first, then by their numbers.
  private static let order: [Signal] = [.segmentationFault, .hangUp, .interrupt, .terminate]

  /// Makes an empty set.
  public init() {}

  /// Lets one more wait.
  mutating func insert(_ signal: Signal) { bits |= 1 << UInt32(signal.rawValue) }

  /// Whether none waits.
  var isEmpty: Bool { bits == 0 }

  /// Those that wait, in the order in which they are handed out.
  var inOrder: [Signal] {
    Self.order.filter { bits & 1 << UInt32($0.rawValue) != 0 }
  }

  /// A number for the digest: of one alone it is its own.
  var folded: UInt32 {
    isEmpty ? 0 : inOrder.reduce(0) { $0 << 5 ^ UInt32($1.rawValue) }
  }
}
