/// Figures as a picture.
public enum Chart: Hashable, Sendable {
  /// How something is distributed.
  case distribution(DistributionChart)
  /// How often something happened.
  case bars(BarChart)
}
