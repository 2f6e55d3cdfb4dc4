/// A place in a document: line and column, both counted from 1.
///
/// Columns count Unicode scalars. A node that was not read has the place 0:0.
public struct Mark: Hashable, Sendable {
  /// The line, the first being 1.
  public var line: Int
  /// The column, the first being 1.
  public var column: Int

  /// A place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place of what was made and not read.
  public static let nowhere = Mark(line: 0, column: 0)
}

extension Mark: Comparable {
  /// Whether a place comes before another.
  public static func < (left: Mark, right: Mark) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
