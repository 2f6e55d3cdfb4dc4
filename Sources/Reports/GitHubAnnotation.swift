/// A note that GitHub shows at a line of a file, once a step of a workflow has printed it.
public struct GitHubAnnotation: Hashable, Sendable {
  /// How grave it is.
  public var level: GitHubLevel
  /// What it says.
  public var message: String
  /// The file, as a path within the repository.
  public var file: String?
  /// The line of the file, counted from 1.
  public var line: Int?
  /// The last line, where it concerns several.
  public var endLine: Int?
  /// The column, counted from 1.
  public var column: Int?
  /// The last column, where it concerns several.
  public var endColumn: Int?
  /// What stands above the message.
  public var title: String?

  /// Makes an annotation.
  public init(
    _ level: GitHubLevel, _ message: String, file: String? = nil, line: Int? = nil,
    endLine: Int? = nil, column: Int? = nil, endColumn: Int? = nil, title: String? = nil
  ) {
    self.level = level
    self.message = message
    self.file = file
    self.line = line
    self.endLine = endLine
    self.column = column
    self.endColumn = endColumn
    self.title = title
  }

  /// The workflow command, without a line break; it has to begin a line of standard output.
  public var command: String {
    let properties: [(name: String, value: String?)] = [
      ("file", file), ("line", line.map { String($0) }), ("endLine", endLine.map { String($0) }),
      ("col", column.map { String($0) }), ("endColumn", endColumn.map { String($0) }),
      ("title", title),
    ]
    let written = properties.compactMap { property in
      property.value.map { "\(property.name)=\(Self.escaped($0, isProperty: true))" }
    }
    return "::\(level.rawValue)\(written.isEmpty ? "" : " ")\(written.joined(separator: ","))::"
      + Self.escaped(message, isProperty: false)
  }

  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": escaped += "%25"
      case "\r": escaped += "%0D"
      case "\n": escaped += "%0A"
      case ":" where isProperty: escaped += "%3A"
      case "," where isProperty: escaped += "%2C"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
