/// What a search came to, in numbers that repeat exactly.
public struct Tally: Hashable, Sendable {
  /// States that were kept.
  public var states = 0
  /// Steps that were taken.
  public var transitions = 0
  /// The most choices on a path, each state being reached on a shortest.
  public var depth = 0
  /// The most memory that was asked for: the table of states, and the states that wait.
  public var bytes = 0

  /// Nothing yet.
  public init() {}
}
