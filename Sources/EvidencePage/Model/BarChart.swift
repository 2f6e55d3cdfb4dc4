/// How often something happened to each of those that are compared.
public struct BarChart: Hashable, Sendable {
  /// What happened, such as "Duplicate sessions".
  public var title: String
  /// What is to be known of it, in a sentence or two; it says of which confidence the intervals are.
  public var note: String
  /// The bars, from top to bottom.
  public var bars: [Bar]

  /// Makes a chart.
  public init(_ title: String, note: String = "", bars: [Bar]) {
    self.title = title
    self.note = note
    self.bars = bars
  }
}
