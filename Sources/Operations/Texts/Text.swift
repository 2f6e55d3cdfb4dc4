/// A name, a path, a message or a file's content, known by the fingerprint of its bytes.
///
/// Operations and outcomes carry texts, not strings, so that they stay trivial values. The bytes
/// stand in a `Texts` table. The fingerprint depends on the bytes alone: the same text is the same
/// value in every universe, whatever was said before it.
public struct Text: Hashable, Sendable {
  /// 64 bits that stand for the bytes; 0 is the empty text.
  public let fingerprint: UInt64

  /// Names a text by a fingerprint that was taken from one before.
  public init(fingerprint: UInt64) {
    self.fingerprint = fingerprint
  }

  /// Names a text by its literal, without putting its bytes into any table.
  public init(_ literal: StaticString) {
    self = literal.withUTF8Buffer { Text(bytes: $0) }
  }

  /// Names a text by its bytes.
  public init(bytes: UnsafeBufferPointer<UInt8>) {
    guard !bytes.isEmpty else {
      self = .empty
      return
    }
    var state: UInt64 = 0x2545_F491_4F6C_DD1D ^ UInt64(bytes.count)
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while raw.count &- index >= 16 {
      // One product takes in two words.
      let first = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      let second = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: index &+ 8, as: UInt64.self))
      let product = (state ^ first).multipliedFullWidth(by: second ^ 0xA076_1D64_78BD_642F)
      state = product.high ^ product.low &+ 0x8EBC_6AF0_9C88_C6E3
      index &+= 16
    }
    while index < raw.count {
      var word: UInt64 = 0
      if raw.count &- index >= 8 {
        word = UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        index &+= 8
      } else {
        while index < raw.count {
          word = word << 8 | UInt64(raw[index])
          index &+= 1
        }
      }
      let product = (state ^ word).multipliedFullWidth(by: 0xA076_1D64_78BD_642F)
      state = product.high ^ product.low &+ 0x8EBC_6AF0_9C88_C6E3
    }
    // 0 is kept for the empty text.
    fingerprint = state == 0 ? 1 : state
  }

  /// The text without any bytes.
  public static let empty = Text(fingerprint: 0)

  /// Whether there are no bytes.
  public var isEmpty: Bool { fingerprint == 0 }
}
