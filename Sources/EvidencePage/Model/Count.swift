/// A number that was counted, and what it was counted from.
public struct Count: Hashable, Sendable {
  /// How many.
  public var value: Int
  /// Of what, such as "sessions" or "duplicates".
  public var unit: String
  /// The numbers of the invocations of its check that it was counted from.
  public var invocations: [Int]

  /// Makes a count.
  public init(_ value: Int, _ unit: String, from invocations: [Int]) {
    self.value = value
    self.unit = unit
    self.invocations = invocations
  }
}
