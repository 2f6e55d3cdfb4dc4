import Operations

/// By what the next event of a run is chosen.
public enum Schedule: Hashable, Sendable {
  /// By time; what is due in one instant is ordered by the seed.
  case byTime
  /// By a draw among all that is due within a stretch of time.
  case random(within: Interval)
  /// By random priorities of the actors, some of which change on the way.
  case priorities(Priorities)
  /// By time, but these take effect in this order, each not before the one above it.
  case order([Call])

  /// What the priorities are drawn from.
  public struct Priorities: Hashable, Sendable {
    /// How often the actor that would go on falls behind all others.
    public var changes: Int
    /// Within how many events that happens.
    public var steps: Int
    /// By how much an event may overtake those that are due before it.
    public var within: Interval

    /// Makes the numbers.
    public init(changes: Int, steps: Int, within: Interval) {
      self.changes = changes
      self.steps = steps
      self.within = within
    }
  }

  /// One operation of a run by its name: somebody's nth of a kind; a timer counts when it fires.
  ///
  /// Those who have one name are counted together.
  public struct Call: Hashable, Sendable {
    /// Whose it is.
    public var actor: String
    /// Its kind.
    public var verb: Verb
    /// The how manieth of that kind by that actor.
    public var nth: Int

    /// Names an operation.
    public init(_ actor: String, _ verb: Verb, nth: Int = 1) {
      self.actor = actor
      self.verb = verb
      self.nth = nth
    }
  }
}
