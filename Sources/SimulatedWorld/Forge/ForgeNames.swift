import Operations

/// The names that Forge makes up.
enum ForgeNames {
  /// The last part of a branch and of a worktree's path.
  ///
  /// The real backend takes four hexadecimal digits of the attempt and sixteen characters of the
  /// title, which meet again soon: 65,536 names a title. The documents take the whole id.
  static func leaf(
    _ dialect: ForgeDialect, attempt: UInt64, title: Text, _ texts: inout Texts
  ) -> Text {
    var bytes: [UInt8] = []
    switch dialect {
    case .documented:
      addHexadecimal(attempt, digits: 16, to: &bytes)
    case .actual:
      addHexadecimal(attempt >> 48, digits: 4, to: &bytes)
      bytes.append(UInt8(ascii: "-"))
      texts.withBytes(title) { addSlug($0, to: &bytes) }
    }
    return bytes.withUnsafeBufferPointer { texts.text($0) }
  }

  /// The name that an executor gives to the conversation of a run.
  static func conversation(of run: UInt64, _ texts: inout Texts) -> Text {
    var bytes: [UInt8] = []
    addHexadecimal(run &* 0x9E37_79B9_7F4A_7C15, digits: 16, to: &bytes)
    return bytes.withUnsafeBufferPointer { texts.text($0) }
  }

  private static func addHexadecimal(_ word: UInt64, digits: Int, to bytes: inout [UInt8]) {
    for digit in (0..<digits).reversed() {
      let nibble = UInt8(truncatingIfNeeded: word >> UInt64(digit * 4)) & 15
      bytes.append(nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10)
    }
  }

  /// Lower case, one hyphen for any run of other characters, none at the ends, sixteen at most.
  private static func addSlug(_ title: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
    let start = bytes.count
    for byte in title where bytes.count < start + 16 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        bytes.append(byte | 32)
      default:
        if bytes.count > start, bytes.last != UInt8(ascii: "-") {
          bytes.append(UInt8(ascii: "-"))
        }
      }
    }
    while bytes.last == UInt8(ascii: "-"), bytes.count > start { bytes.removeLast() }
  }
}
