import Operations

/// One way in which runs of a campaign fail: the same property, for the same reason, seen at the same
/// kind of operation.
public struct FailureGroup: Hashable, Sendable {
  /// The property and the reason.
  public let kind: FailureClass
  /// The operation with which it came about; nil where it was none.
  public let call: Verb?
  /// The lowest seed that fails so.
  public private(set) var seed: UInt64
  /// How many runs fail so.
  public private(set) var count: Int64

  init(kind: FailureClass, call: Verb?, seed: UInt64, count: Int64) {
    self.kind = kind
    self.call = call
    self.seed = seed
    self.count = count
  }

  /// By what groups are told apart and ordered.
  var key: String { "\(kind.text) @ \(call.map { "\($0.name)" } ?? "")" }

  mutating func merge(_ other: FailureGroup) {
    seed = min(seed, other.seed)
    count += other.count
  }
}
