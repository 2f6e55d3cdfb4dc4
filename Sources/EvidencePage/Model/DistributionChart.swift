/// How something that was measured often is distributed, for several series on one axis.
public struct DistributionChart: Hashable, Sendable {
  /// What was measured.
  public var title: String
  /// What is to be known of it, in a sentence or two.
  public var note: String
  /// The unit of all values, such as "ms".
  public var unit: String
  /// Whether the axis is logarithmic; it is where values differ by orders of magnitude.
  public var isLogarithmic: Bool
  /// The series, from top to bottom.
  public var series: [DistributionSeries]
  /// A value that should not be passed.
  public var limit: Double?

  /// Makes a chart.
  public init(
    _ title: String, note: String = "", unit: String, isLogarithmic: Bool = true,
    series: [DistributionSeries], limit: Double? = nil
  ) {
    self.title = title
    self.note = note
    self.unit = unit
    self.isLogarithmic = isLogarithmic
    self.series = series
    self.limit = limit
  }
}
