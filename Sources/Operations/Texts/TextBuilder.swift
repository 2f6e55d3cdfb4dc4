/// Puts a text together from pieces, in a buffer that is used again for the next one.
public struct TextBuilder: Sendable {
  /// What has been put together so far.
  public private(set) var bytes: [UInt8] = []

  /// Makes an empty builder.
  public init() {}

  /// Begins anew and keeps the room that it had.
  public mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Adds a literal.
  public mutating func add(_ literal: StaticString) {
    literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  /// Adds a text out of a table.
  public mutating func add(_ text: Text, from texts: borrowing Texts) {
    texts.withBytes(text) { bytes.append(contentsOf: $0) }
  }

  /// Adds a number in decimal.
  public mutating func add(_ number: some FixedWidthInteger) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let first = bytes.count
    var rest = UInt64(number.magnitude)
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
  }
}
