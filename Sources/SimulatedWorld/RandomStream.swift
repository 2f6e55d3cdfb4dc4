import Operations

/// One stream of random bits, the same everywhere for the same seed and name.
///
/// xoshiro256** by Blackman and Vigna, begun by SplitMix64. Bounded draws take the high half of a
/// widening product, so that no result depends on how a standard library happens to do it.
public struct RandomStream: Hashable, Sendable, Foldable {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  /// Begins the stream of a name under a seed; each name's stream is independent of the others.
  public init(seed: UInt64, name: StaticString) {
    var state = seed ^ Text(name).fingerprint
    func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return word ^ (word >> 31)
    }
    a = next()
    b = next()
    c = next()
    d = next()
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    let product = b &* 5
    let result = (product << 7 | product >> 57) &* 9
    let shifted = b << 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = d << 45 | d >> 19
    return result
  }

  /// A number from 0 up to the bound, which is left out.
  ///
  /// The bias of at most bound / 2^64 is accepted for the sake of exactly one draw a call.
  public mutating func next(below bound: UInt64) -> UInt64 {
    next().multipliedFullWidth(by: bound).high
  }

  /// Whether something happens that happens so many times in a million.
  public mutating func happens(perMillion chance: UInt32) -> Bool {
    next(below: 1_000_000) < UInt64(chance)
  }

  /// Folds the stream's state.
  public func fold(into digest: inout Digest) {
    digest.fold(a)
    digest.fold(b)
    digest.fold(c)
    digest.fold(d)
  }
}
