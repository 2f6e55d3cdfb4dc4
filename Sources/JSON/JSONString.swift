/// A string in a text: the bytes between its quotes, already found to be valid.
///
/// It points into the text and must not outlive it.
public struct JSONString {
  /// Where the string begins: the offset of its opening quote.
  public let offset: Int
  /// The bytes between the quotes, escapes and all.
  public let bytes: UnsafeBufferPointer<UInt8>
  /// Whether the bytes hold escapes, and so are not yet the string's own.
  public let hasEscapes: Bool

  @usableFromInline
  init(offset: Int, bytes: UnsafeBufferPointer<UInt8>, hasEscapes: Bool) {
    self.offset = offset
    self.bytes = bytes
    self.hasEscapes = hasEscapes
  }

  /// Whether this is that word.
  @inlinable
  public func equals(_ word: StaticString) -> Bool {
    if hasEscapes { return text == "\(word)" }
    guard let base = bytes.baseAddress, word.utf8CodeUnitCount == bytes.count else {
      return bytes.isEmpty && word.utf8CodeUnitCount == 0
    }
    return haveEqualBytes(base, word.utf8Start, count: bytes.count)
  }

  /// The string itself.
  public var text: String {
    hasEscapes
      ? String(decoding: unescaped(), as: UTF8.self) : String(decoding: bytes, as: UTF8.self)
  }

  /// The string's own bytes.
  ///
  /// The scanner has seen that every escape is complete and well paired.
  private func unescaped() -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte != UInt8(ascii: "\\") {
        result.append(byte)
        index += 1
        continue
      }
      let escape = bytes[index + 1]
      index += 2
      if escape != UInt8(ascii: "u") {
        result.append(JSONScanner.meaning(ofEscape: escape) ?? escape)
        continue
      }
      var scalar = hexadecimal(at: index)
      index += 4
      if scalar & 0xFC00 == 0xD800 {
        scalar = 0x10000 + (scalar & 0x3FF) << 10 + hexadecimal(at: index + 2) & 0x3FF
        index += 6
      }
      result.append(contentsOf: Self.utf8(scalar))
    }
    return result
  }

  private func hexadecimal(at index: Int) -> UInt32 {
    (index..<index + 4).reduce(0) { $0 << 4 | (JSONScanner.digit(bytes[$1]) ?? 0) }
  }

  private static func utf8(_ scalar: UInt32) -> [UInt8] {
    Unicode.Scalar(scalar).map { Array(String($0).utf8) } ?? []
  }
}

/// Whether two runs of bytes are the same, eight at a time.
@inlinable
@inline(__always)
public func haveEqualBytes(
  _ left: UnsafePointer<UInt8>, _ right: UnsafePointer<UInt8>, count: Int
) -> Bool {
  let left = UnsafeRawPointer(left)
  let right = UnsafeRawPointer(right)
  var index = 0
  while index &+ 8 <= count {
    let same =
      left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      == right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    if !same { return false }
    index &+= 8
  }
  while index < count {
    if left.load(fromByteOffset: index, as: UInt8.self)
      != right.load(fromByteOffset: index, as: UInt8.self)
    {
      return false
    }
    index &+= 1
  }
  return true
}
