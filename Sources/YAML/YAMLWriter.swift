/// Writes a tree as a person would: one entry a line, what is short in brackets or braces, and
/// quotes only where a scalar would be read as something else or could not be read at all.
///
/// Reading the text gives the same tree (`YAMLNode.isSame`), if the tree keeps to `YAMLLimits`.
public struct YAMLWriter {
  /// How long a line with brackets or braces may become.
  public static let flowColumnsMax = 88
  /// How many entries of a mapping, or items of a list, are put on one line unasked.
  public static let flowEntriesMax = 4

  /// A key that is longer is written with a question mark, as parsers do not look further.
  private static let simpleKeyMax = 128

  private var text = ""

  private init() {}

  /// The text of a document, with a line feed at its end.
  public static func text(of root: YAMLNode) -> String {
    var writer = YAMLWriter()
    switch root.content {
    case .scalar(let scalar):
      let written = ScalarText.inLine(scalar, isInFlow: false)
      writer.text = written.isEmpty ? "---" : written
    case .sequence(let items):
      if items.isEmpty {
        writer.text = "[]"
      } else {
        writer.block(items, indent: 0, isStarted: true)
      }
    case .mapping(let entries):
      if entries.isEmpty {
        writer.text = "{}"
      } else {
        writer.block(entries, indent: 0, isStarted: true)
      }
    }
    if writer.text.utf8.last != 0x0A { writer.text += "\n" }
    return writer.text
  }

  // MARK: One entry a line

  private mutating func newLine(_ indent: Int) {
    if text.utf8.last != 0x0A { text += "\n" }
    text += String(repeating: " ", count: indent)
  }

  /// Writes items; the first on the line that was begun, if one was.
  private mutating func block(_ items: [YAMLNode], indent: Int, isStarted: Bool) {
    for (index, item) in items.enumerated() {
      if index > 0 || !isStarted { newLine(indent) }
      text += "-"
      switch item.content {
      case .sequence(let inner) where flow(item, isValue: false, at: indent + 2) == nil:
        text += " "
        block(inner, indent: indent + 2, isStarted: true)
      case .mapping(let inner) where flow(item, isValue: false, at: indent + 2) == nil:
        text += " "
        block(inner, indent: indent + 2, isStarted: true)
      default:
        value(item, isValue: false, column: indent + 1, indent: indent)
      }
    }
  }

  private mutating func block(_ entries: [YAMLEntry], indent: Int, isStarted: Bool) {
    for (index, entry) in entries.enumerated() {
      if index > 0 || !isStarted { newLine(indent) }
      let key = ScalarText.key(entry.key, isInFlow: false)
      var column = indent + 1
      if key.unicodeScalars.count > Self.simpleKeyMax {
        text += "? " + key
        newLine(indent)
      } else {
        text += key
        column += key.unicodeScalars.count
      }
      text += ":"
      value(entry.value, isValue: true, column: column, indent: indent)
    }
  }

  /// Writes what follows a dash or colon, with the space before it.
  private mutating func value(_ node: YAMLNode, isValue: Bool, column: Int, indent: Int) {
    if let line = flow(node, isValue: isValue, at: column + 1) {
      text += " " + line
      return
    }
    switch node.content {
    case .scalar(let scalar):
      if let lines = ScalarText.lines(scalar) {
        text += lines.hasEnd ? " |" : " |-"
        for line in lines.lines {
          text += "\n"
          if !line.isEmpty { text += String(repeating: " ", count: indent + 2) + line }
        }
        return
      }
      let written = ScalarText.inLine(scalar, isInFlow: false)
      if !written.isEmpty { text += " " + written }
    case .sequence(let items):
      block(items, indent: indent + 2, isStarted: false)
    case .mapping(let entries):
      block(entries, indent: indent + 2, isStarted: false)
    }
  }

  // MARK: On one line

  /// The text of a list or mapping on one line, if it is to stand there and has room.
  private func flow(_ node: YAMLNode, isValue: Bool, at column: Int) -> String? {
    switch node.content {
    case .scalar: return nil
    case .sequence(let items):
      if items.isEmpty { return "[]" }
      if node.layout == .block { return nil }
      if node.layout == .automatic {
        guard items.count <= Self.flowEntriesMax, items.allSatisfy(\.isScalar) else { return nil }
      }
    case .mapping(let entries):
      if entries.isEmpty { return "{}" }
      if node.layout == .block { return nil }
      if node.layout == .automatic {
        guard isValue, entries.count <= Self.flowEntriesMax, entries.allSatisfy(\.value.isScalar)
        else { return nil }
      }
    }
    var room = Self.flowColumnsMax - column
    return line(node, room: &room)
  }

  /// The text of a node within brackets or braces; nil when the room is used up, so that little
  /// is written in vain.
  private func line(_ node: YAMLNode, room: inout Int) -> String? {
    var parts: [String] = []
    switch node.content {
    case .scalar(let scalar):
      // Nothing at all cannot stand between commas.
      guard scalar.text.utf8.count <= 4 * Self.flowColumnsMax else { return nil }
      let written = ScalarText.inLine(scalar, isInFlow: true)
      room -= written.unicodeScalars.count
      return written.isEmpty || room < 0 ? nil : written
    case .sequence(let items):
      room -= 2
      for item in items {
        guard let part = line(item, room: &room) else { return nil }
        room -= 2
        parts.append(part)
      }
      return "[" + parts.joined(separator: ", ") + "]"
    case .mapping(let entries):
      if entries.isEmpty { return "{}" }
      room -= 4
      for entry in entries {
        guard entry.key.text.utf8.count <= 4 * Self.flowColumnsMax else { return nil }
        let key = ScalarText.key(entry.key, isInFlow: true)
        room -= key.unicodeScalars.count + 2
        guard let part = line(entry.value, room: &room) else { return nil }
        room -= 2
        parts.append(key + ": " + part)
      }
      return "{ " + parts.joined(separator: ", ") + " }"
    }
  }
}

extension YAMLNode {
  fileprivate var isScalar: Bool { if case .scalar = content { true } else { false } }
}
