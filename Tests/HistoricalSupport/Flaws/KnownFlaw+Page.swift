extension KnownFlaw {
  /// Its row in `docs/twins.md`.
  package var pageRow: String {
    func words<Number>(_ range: ClosedRange<Number>) -> String {
      range.lowerBound == range.upperBound
        ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
    }
    let measured = measure.map { "\(words($0.range)) \($0.unit)" } ?? ""
    return "| `\(name)` | \(system) | \(self.words) | \(words(percent)) % | \(measured) |"
  }
}
