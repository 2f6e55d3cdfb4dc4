/// Whoever follows a comparison while it runs.
public struct Follower: Sendable {
  /// Is told how many scripts both worlds went through, and how many moves that were.
  let hears: @Sendable (_ scripts: Int, _ moves: Int) -> Void
  /// Says whether it is to be given up: then nothing more is begun, and what was begun is cleared
  /// away.
  let hasEnough: @Sendable () -> Bool

  /// Makes one; who is not told otherwise hears nothing and never has enough.
  public init(
    hears: @escaping @Sendable (_ scripts: Int, _ moves: Int) -> Void = { _, _ in },
    hasEnough: @escaping @Sendable () -> Bool = { false }
  ) {
    self.hears = hears
    self.hasEnough = hasEnough
  }
}
