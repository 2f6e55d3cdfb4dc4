/// What becomes of a cell that is wider than its column.
public enum ColumnOverflow: Sendable {
  /// Its end is replaced by an ellipsis.
  case cutEnd
  /// Its middle is replaced by an ellipsis: of paths and names both ends say something.
  case cutMiddle
  /// It is continued below, in its own column. Only the last column can do that.
  case wrap
}
