/// Text as it may stand on a page: what nobody could see, or what would make other text look
/// different, is replaced by something that can be seen.
enum Visible {
  /// Appends the text in one line, with every control character as its picture and every mark that
  /// turns the direction of writing, or takes no room, by its number.
  static func append(_ text: String, to scalars: inout String.UnicodeScalarView) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: scalars.append(" ")
      case 0..<0x20: scalars.append(picture(0x2400 + scalar.value))
      case 0x7F: scalars.append("\u{2421}")
      case 0x80..<0xA0, 0xFFFE, 0xFFFF: scalars.append("\u{FFFD}")
      case 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF:
        scalars.append(
          contentsOf: "<U+\(String(scalar.value, radix: 16, uppercase: true))>".unicodeScalars)
      default: scalars.append(scalar)
      }
    }
  }

  /// The text with nothing hidden in it.
  static func text(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    append(text, to: &scalars)
    return String(scalars)
  }

  private static func picture(_ value: UInt32) -> Unicode.Scalar {
    Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}
