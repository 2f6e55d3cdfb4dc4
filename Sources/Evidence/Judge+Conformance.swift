import Plans

extension Judge {
  /// Conformance: each area that was asked for went through so many scripts without a difference.
  func look(
    at work: ConformanceWork, _ invocations: [Invocation], seed: UInt64,
    _ opinion: inout Opinion
  ) {
    var comparisons: [Comparison] = []
    for case .comparison(let comparison) in invocations { comparisons.append(comparison) }
    opinion.count("areas", comparisons.count, mark: #""area":"#)
    for area in work.areas {
      guard let found = comparisons.first(where: { $0.area == area }) else {
        opinion.gaps.append("\(area): it was not compared")
        continue
      }
      if let difference = found.differences.first {
        opinion.failures.append("\(area): the worlds part: \(Self.firstLine(of: difference))")
      }
      if !found.skipped.isEmpty {
        opinion.gaps.append("\(area): it could not be compared: \(found.skipped)")
      } else if found.scriptCount != work.scripts && found.differences.isEmpty {
        opinion.gaps.append(
          "\(area): \(work.scripts) scripts were asked for, and \(found.scriptCount) were run")
      } else if found.operationCount == 0 || found.seed != seed {
        opinion.gaps.append("\(area): nothing was compared from seed \(seed) on")
      }
    }
    let scripts = comparisons.reduce(0) { $0 + $1.scriptCount }
    let operations = comparisons.reduce(0) { $0 + $1.operationCount }
    opinion.praise = "\(scripts) scripts, \(operations) operations, no difference"
  }

  static func firstLine(of text: String) -> String {
    String(text.prefix { $0 != "\n" })
  }
}
