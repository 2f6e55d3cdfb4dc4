/// A new value of a part of the state.
public struct StateChange: Hashable, Sendable {
  /// The place of the cell among those of the story.
  public var cell: Int
  /// What it is from now on; nil when it is gone.
  public var value: String?

  /// Makes a change.
  public init(cell: Int, value: String?) {
    self.cell = cell
    self.value = value
  }
}
