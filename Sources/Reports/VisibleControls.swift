extension Unicode.Scalar {
  /// Something that can be seen and stands for this, if this is a control character: the picture
  /// of a control character has the same number, counted from U+2400.
  var visible: Unicode.Scalar {
    switch value {
    case 0..<0x20: Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    case 0x80..<0xA0: "\u{FFFD}"
    default: self
    }
  }
}
