/// Which run of a scene is wanted.
package struct Probe: Sendable {
  /// What it is drawn from.
  package let seed: UInt64
  /// Whether its trace is kept.
  package let isTraced: Bool

  package init(seed: UInt64, isTraced: Bool = false) {
    self.seed = seed
    self.isTraced = isTraced
  }
}
