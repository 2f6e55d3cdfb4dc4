/// A running 128-bit fingerprint, the same in every build, process and year.
///
/// Each fold is one widening multiplication, so that every bit of a word reaches both halves. It
/// is a fingerprint for comparing runs and states, not a defence against someone who picks words.
public struct Digest: Hashable, Sendable {
  /// The first half.
  public private(set) var high: UInt64
  /// The second half.
  public private(set) var low: UInt64

  /// Starts a digest; different seeds give unrelated digests.
  public init(seed: UInt64 = 0) {
    self.init(high: 0x9E37_79B9_7F4A_7C15 ^ seed, low: 0xD1B5_4A32_D192_ED03)
  }

  /// Restores a digest from its halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Folds in one word.
  public mutating func fold(_ word: UInt64) {
    let product = (high ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
    high = product.high &+ low
    low = product.low ^ (word &+ 0xE703_7ED1_A0B4_28DB)
  }

  /// Folds in a signed number.
  public mutating func fold(_ number: Int64) {
    fold(UInt64(bitPattern: number))
  }

  /// Folds in a count.
  public mutating func fold(_ number: Int) {
    fold(UInt64(bitPattern: Int64(number)))
  }

  /// Folds in several small values as one word.
  public mutating func fold(_ first: UInt32, _ second: UInt32) {
    fold(UInt64(first) << 32 | UInt64(second))
  }

  /// Folds in a text by its fingerprint.
  public mutating func fold(_ text: Text) {
    fold(text.fingerprint)
  }

  /// Folds in another digest.
  public mutating func fold(_ other: Digest) {
    fold(other.high)
    fold(other.low)
  }
}

extension Digest: CustomStringConvertible {
  /// The digest as 32 hexadecimal digits.
  public var description: String {
    Self.hexadecimal(high) + Self.hexadecimal(low)
  }

  private static func hexadecimal(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }
}

/// A value that can be folded into a digest by its meaning, never by its memory.
public protocol Foldable {
  /// Folds everything that tells this value from another into the digest.
  func fold(into digest: inout Digest)
}
