/// How a scenario is run on this machine, beside the simulated world.
public struct LiveTerms: Hashable, Sendable {
  /// How much faster the times of the file pass there.
  public var scale = 1
  /// Why it must not be run there; empty when it may.
  public var never = ""

  /// In its own time.
  public init() {}
}
