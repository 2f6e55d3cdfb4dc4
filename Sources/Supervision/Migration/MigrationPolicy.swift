import Operations

/// The numbers of a migration.
public struct MigrationPolicy: Hashable, Sendable {
  /// How long ago a finished session may have been used last to be taken along, in days.
  public var recentDays: Int64 = 7
  /// How long one operation on a file may take.
  public var fileLimit = Interval.seconds(30)
  /// How long the backend may take to say that it is there.
  public var healthLimit = Interval.seconds(5)
  /// How long a look at a process may take.
  public var processLimit = Interval.seconds(5)
  /// Whether what a creation starts is stopped at once.
  ///
  /// Forge has no task without a run. A session that had ended is not to work again by itself.
  public var stopsWhatItStarts = true
  /// The safeguards in force; those of its creations and stops are Forge's.
  public var safeguards = Safeguards.all
  /// How its creations and stops are made.
  public var forge: ForgePolicy = {
    var policy = ForgePolicy()
    policy.givesUp = false
    return policy
  }()

  /// Makes the policy that is meant for use.
  public init() {}
}
