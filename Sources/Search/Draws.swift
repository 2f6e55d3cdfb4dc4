/// The random draws of one schedule: SplitMix64 (Steele, Lea, Flood 2014).
///
/// It begins in no time, which counts where a schedule is ten steps long, and neighbouring seeds
/// give unrelated draws.
public struct Draws: Sendable {
  private var state: UInt64

  /// Begins the draws of a seed.
  public init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }

  /// A number from 0 up to the bound, which is left out.
  public mutating func next(below bound: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(bound)).high)
  }
}
