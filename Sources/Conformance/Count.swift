import Synchronization

/// A number that comparisons add to as they go.
public final class Count: Sendable {
  private let number = Atomic<Int>(0)

  /// Begins with nothing.
  public init() {}

  /// How many it is by now.
  public var value: Int { number.load(ordering: .relaxed) }

  func add(_ more: Int) { number.add(more, ordering: .relaxed) }
}
