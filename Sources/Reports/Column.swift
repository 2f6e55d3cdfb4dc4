/// What the cells of a column have in common.
public struct Column: Hashable, Sendable {
  /// What stands above the cells.
  public var heading: String
  /// Where the cells stand.
  public var alignment: ColumnAlignment
  /// How wide the column may become; without a number, as wide as its widest cell.
  public var widthMax: Int?
  /// What becomes of a cell that is wider than the column.
  public var overflow: ColumnOverflow

  /// Makes a column.
  public init(
    _ heading: String = "", _ alignment: ColumnAlignment = .left, widthMax: Int? = nil,
    overflow: ColumnOverflow = .cutEnd
  ) {
    self.heading = heading
    self.alignment = alignment
    self.widthMax = widthMax
    self.overflow = overflow
  }
}
