/// What a shrinker made of a list of steps.
public struct Shrunk<Step: Hashable & Sendable>: Hashable, Sendable {
  /// The class of the failure, the same as before.
  public var violation: String
  /// The steps that are left; each is enabled when it comes.
  public var steps: [Step]
  /// How many candidates were replayed.
  public var attemptCount: Int
  /// Whether an exhaustive search found nothing shorter that fails in the same way; false when its
  /// limits came first.
  public var isProvenShortest: Bool
}
