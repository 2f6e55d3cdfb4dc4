/// The side of a column at which its cells stand.
public enum ColumnAlignment: Sendable {
  /// Texts begin below one another.
  case left
  /// Numbers end below one another.
  case right
}
