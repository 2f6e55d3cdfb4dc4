/// How far a proof goes, and what can go wrong in it.
public struct ProofBounds: Hashable, Sendable {
  /// How often a player crashes at most, at any point.
  public var crashes = 0
  /// Whether the pid of one who has crashed may become a stranger's, at any point after that.
  public var reusesPids = false
  /// The most states.
  public var states = 5_000_000
  /// The most steps of one run.
  public var depth = 1_000
  /// The most memory, in bytes.
  public var memory = 8 << 30
  /// Whether it is also gone through whether everybody is answered in the end.
  public var checksLiveness = false

  /// How many runs are drawn before all are gone through: a flaw that is not rare is found so.
  public var walks = 60
  /// Whether the first run that fails is enough, however long it is.
  public var isQuick = false

  /// Whether what only resolves a path is done at once.
  var takesQuietAtOnce = true

  /// Whether those of one name are taken for alike.
  var groupsAlike = true

  /// No crash, and as many states as fit.
  public init() {}
}
