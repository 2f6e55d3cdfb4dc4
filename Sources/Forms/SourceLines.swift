/// The lines of a document, as they are shown under an error.
struct SourceLines {
  /// How wide a line may be shown; a longer one is cut around the caret.
  static let columnsMax = 100
  private static let tabColumns = 8

  private let source: [UInt8]
  /// Where each line begins.
  private let starts: [Int]

  init(_ source: [UInt8]) {
    self.source = source
    var starts = [source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    for (index, byte) in source.enumerated() {
      let isEnd =
        byte == 0x0A
        || (byte == 0x0D && !(index + 1 < source.count && source[index + 1] == 0x0A))
      if isEnd { starts.append(index + 1) }
    }
    self.starts = starts
  }

  /// A line and the line with the caret to print under it; nil if there is no such line.
  func excerpt(line: Int, column: Int) -> (line: String, caret: String)? {
    guard starts.indices.contains(line - 1), column >= 1 else { return nil }
    let rest = source[starts[line - 1]...].prefix { $0 != 0x0A && $0 != 0x0D }
    let scalars = String(decoding: rest, as: UTF8.self).unicodeScalars.map(Self.shown)
    let caret = min(column - 1, scalars.count)
    let window = Self.window(of: scalars, around: caret)
    var text = window.lowerBound > 0 ? "…" : ""
    text.unicodeScalars.append(contentsOf: scalars[window])
    if window.upperBound < scalars.count { text += "…" }
    // A tab under a tab keeps the caret in its column wherever the terminal's stops are.
    var space = window.lowerBound > 0 ? " " : ""
    for scalar in scalars[window.lowerBound..<caret] {
      space += scalar == "\t" ? "\t" : String(repeating: " ", count: Self.width(scalar))
    }
    return (text, space + "^")
  }

  /// Which scalars are shown: all if there is room, else as many on both sides of the caret.
  private static func window(of scalars: [Unicode.Scalar], around caret: Int) -> Range<Int> {
    func columns(_ scalar: Unicode.Scalar) -> Int { scalar == "\t" ? tabColumns : width(scalar) }
    var lower = caret
    var upper = caret
    var room = columnsMax - 2
    // Half of the room at most goes to the left, unless the right does not need it.
    func growLeft(_ limit: Int) {
      while lower > 0, columns(scalars[lower - 1]) <= room - limit {
        lower -= 1
        room -= columns(scalars[lower])
      }
    }
    growLeft(columnsMax / 2)
    while upper < scalars.count, columns(scalars[upper]) <= room {
      room -= columns(scalars[upper])
      upper += 1
    }
    growLeft(0)
    return lower..<upper
  }

  /// What stands for a scalar: what would move the cursor or the terminal is replaced.
  private static func shown(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar == "\t" { return scalar }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return "\u{FFFD}"
    default: return scalar
    }
  }

  /// How many columns of a terminal a scalar takes.
  private static func width(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: break
    }
    if scalar.properties.isEmojiPresentation { return 2 }
    return wide.contains { $0.contains(scalar.value) } ? 2 : 1
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
    0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
