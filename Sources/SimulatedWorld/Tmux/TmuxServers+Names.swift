import Operations

extension TmuxServers {
  /// A name as tmux keeps it: `.` and `:` would be parts of a target, and what no terminal shows is
  /// written as `vis` writes it.
  static func normalised(_ name: Text, _ moment: inout Moment) -> Text {
    let bytes: [UInt8]? = moment.texts.withBytes(name) { bytes in
      guard bytes.contains(where: { isChanged($0) }) else { return nil }
      var kept: [UInt8] = []
      var place = 0
      while place < bytes.count {
        let length = characterLength(bytes, at: place)
        if length > 1 {
          kept += bytes[place..<place + length]
        } else {
          write(bytes[place], before: place + 1 < bytes.count ? bytes[place + 1] : 0, to: &kept)
        }
        place += length
      }
      return kept
    }
    guard let bytes else { return name }
    return bytes.withUnsafeBufferPointer { moment.texts.text($0) }
  }

  /// Whether a byte may not stay as it is.
  private static func isChanged(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte >= 0x7F || ".:\\$".utf8.contains(byte)
  }

  private static func write(_ byte: UInt8, before next: UInt8, to kept: inout [UInt8]) {
    let backslash = UInt8(ascii: "\\")
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ":"): kept.append(UInt8(ascii: "_"))
    case backslash: kept += [backslash, backslash]
    case UInt8(ascii: "$"): kept += startsVariable(next) ? [backslash, byte] : [byte]
    case 0x20..<0x7F: kept.append(byte)
    default:
      kept.append(backslash)
      if (0x07...0x0D).contains(byte) {
        // abtnvfr, in the order of their codes.
        kept.append(Array("abtnvfr".utf8)[Int(byte) - 0x07])
      } else {
        for shift in [6, 3, 0] { kept.append(UInt8(ascii: "0") + (byte >> UInt8(shift)) % 8) }
      }
    }
  }

  private static func startsVariable(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), UInt8(ascii: "{"):
      true
    default: false
    }
  }

  /// How many bytes the character at a place has; 1 for what is no UTF-8.
  private static func characterLength(_ bytes: UnsafeBufferPointer<UInt8>, at place: Int) -> Int {
    let length =
      switch bytes[place] {
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 1
      }
    guard place + length <= bytes.count else { return 1 }
    let rest = bytes[(place + 1)..<(place + length)]
    return rest.allSatisfy { $0 & 0xC0 == 0x80 } ? length : 1
  }
}
