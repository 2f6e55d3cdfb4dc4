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

  /// Adds all sixteen digits of a number in hexadecimal.
  public mutating func add(hexadecimal number: UInt64) {
    for place in stride(from: 60, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: number >> UInt64(place) & 0xF)
      bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
    }
  }
}
