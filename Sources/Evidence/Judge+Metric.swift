import Plans

extension Judge {
  /// A figure: it was counted in as many runs as were asked for, it is as it should be, and what it is
  /// held against was not.
  func look(
    at work: Metric, _ invocations: [Invocation], seed: UInt64, _ opinion: inout Opinion
  ) {
    let before = invocations.runs(.before)
    let after = invocations.runs(.after)
    opinion.count("runs before", before.count, mark: #""run":"before""#)
    opinion.count("runs after", after.count, mark: #""run":"after""#)
    let result = MetricResult(
      work.measure.word, system: work.before, before: Self.sum(before, work.measure),
      after: Self.sum(after, work.measure), target: Int(work.target),
      isTime: work.measure.isTime, runCount: work.runs)
    opinion.metric = result
    let seeds = (0..<UInt64(work.runs)).map { seed + $0 }
    if after.map(\.seed) != seeds || before.map(\.seed) != seeds {
      opinion.gaps.append(
        "\(work.runs) runs from seed \(seed) on were asked for on each side, and there are "
          + "\(before.count) before and \(after.count) after")
    }
    if before.contains(where: { $0.system != work.before }) {
      opinion.gaps.append("what stands for before was not run with \(work.before)")
    }
    guard let now = result.after, let then = result.before else {
      opinion.gaps.append("there was nothing to count")
      return
    }
    if now > result.target {
      opinion.failures.append("it is \(result.words(now)), and \(result.wanted) is the target")
    }
    if then <= result.target {
      opinion.gaps.append(
        "\(work.before) comes to \(result.words(then)) and meets the target as well, so that it "
          + "tells nothing apart")
    }
    opinion.praise = "from \(result.words(then)) to \(result.words(now))"
  }

  /// The largest time, or the sum of what was counted; nil when nothing was.
  private static func sum(_ runs: [SimulatedRun], _ measure: Metric.Measure) -> Int? {
    let values = runs.compactMap(\.value)
    guard !values.isEmpty else { return nil }
    return measure.isTime ? values.max() : values.reduce(0, +)
  }
}
