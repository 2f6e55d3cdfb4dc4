import Glibc

/// Logarithms for charts.
enum Logarithm {
  static func ten(_ value: Double) -> Double { log10(value) }
}
