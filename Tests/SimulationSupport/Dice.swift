import Operations

/// A small stream of random numbers that a machine carries in itself (SplitMix64).
public struct Dice: Hashable, Sendable {
  private var state: UInt64

  /// Begins at a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Lets what was heard decide what comes next.
  public mutating func stir(_ word: UInt64) { state ^= word }

  /// A number below a bound.
  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// True once in so many times.
  public mutating func once(in count: Int) -> Bool { below(count) == 0 }

  /// One of these, of which there is at least one.
  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// Folds the state.
  public func fold(into digest: inout Digest) { digest.fold(state) }
}
