/// How far an exhaustive search may go.
public struct ProofLimits: Hashable, Sendable {
  /// How many states it may keep.
  public var states: Int
  /// How many choices a path may have; local steps that are taken at once are not counted.
  public var depth: Int
  /// How many steps it may take, all in all.
  public var transitions: Int
  /// How much memory it may use.
  public var bytes: Int

  /// The most states that a search can tell apart by their numbers.
  public static let states_max = Int(UInt32.max) - 1

  /// Limits; what is left out is as good as unlimited, but for the memory: 4 GB.
  public init(
    states: Int = Self.states_max, depth: Int = .max, transitions: Int = .max,
    bytes: Int = 4_000_000_000
  ) {
    precondition(
      (1...Self.states_max).contains(states) && depth >= 0 && transitions >= 0 && bytes > 0,
      "\(states) states, depth \(depth), \(transitions) transitions, \(bytes) bytes")
    self.states = states
    self.depth = depth
    self.transitions = transitions
    self.bytes = bytes
  }
}
