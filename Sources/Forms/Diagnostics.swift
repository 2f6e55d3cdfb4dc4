import YAML

/// Everything that is wrong with one document, found in one pass over it.
public struct Diagnostics: Error, Sendable {
  /// How many errors are shown; the others are counted.
  public static let shownMax = 20

  /// The file, as it is named in messages.
  public let file: String
  /// How many errors there are.
  public private(set) var count = 0
  private var found: [Diagnostic] = []
  private let source: [UInt8]

  /// No errors yet, in a document with these bytes.
  public init(file: String, source: [UInt8]) {
    self.file = file
    self.source = source
  }

  /// Whether nothing is wrong.
  public var isEmpty: Bool { count == 0 }

  /// The errors that are shown, in the order of the document.
  public var shown: [Diagnostic] {
    found.enumerated().sorted { left, right in
      (left.element.line, left.element.column, left.offset)
        < (right.element.line, right.element.column, right.offset)
    }.map(\.element)
  }

  /// Adds an error at a place.
  ///
  /// Message and hint are put together only if they will be shown.
  public mutating func add(
    _ message: @autoclosure () -> String, at mark: Mark, hint: @autoclosure () -> String? = nil
  ) {
    count += 1
    guard count <= Self.shownMax else { return }
    found.append(
      Diagnostic(
        file: file, line: mark.line, column: mark.column, message: message(), hint: hint()))
  }

  /// The errors with the lines that they stand in, each with a caret under its place.
  public var text: String {
    let lines = SourceLines(source)
    var text = ""
    for diagnostic in shown {
      text += diagnostic.headline + "\n"
      if let excerpt = lines.excerpt(line: diagnostic.line, column: diagnostic.column) {
        text += excerpt.line + "\n" + excerpt.caret + "\n"
      }
      if let hint = diagnostic.hint { text += "hint: \(hint)\n" }
    }
    if count > Self.shownMax {
      let more = count - Self.shownMax
      text += "\(file): \(more) more error\(more == 1 ? " is" : "s are") not shown\n"
    }
    return text
  }
}
