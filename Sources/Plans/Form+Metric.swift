import Forms

extension Form<Metric> {
  static var metric: Form {
    .converting(
      .metricEntry,
      make: { entry throws(Refusal) in
        let target: Int64
        switch (entry.measure.isTime, entry.within, entry.most) {
        case (true, let time?, nil): target = time
        case (false, nil, let count?): target = Int64(count)
        case (true, _, _):
          throw Refusal("a time has a limit in time", hint: "say 'within', and not 'most'")
        case (false, _, _):
          throw Refusal("a count has a number for its limit", hint: "say 'most', and not 'within'")
        }
        return Metric(
          entry.measure, of: entry.scenario, runs: entry.runs, before: entry.before,
          target: target, seed: entry.seed)
      },
      part: { metric in
        MetricEntry(
          measure: metric.measure, scenario: metric.scenario, runs: metric.runs,
          before: metric.before, within: metric.measure.isTime ? metric.target : nil,
          most: metric.measure.isTime ? nil : Int(metric.target), seed: metric.seed)
      })
  }
}

/// A figure as it is written.
struct MetricEntry: Equatable, Sendable {
  var measure: Metric.Measure
  var scenario: String
  var runs: Int
  var before: String
  var within: Int64?
  var most: Int?
  var seed: UInt64?
}

extension Form<MetricEntry> {
  static var metricEntry: Form {
    .record(
      "metric", help: "A figure that is counted in runs of a scenario, before and after",
      .required("count", .measure, \.measure, help: "What is counted"),
      .required("scenario", .nonEmptyText, \.scenario, help: "The scenario file"),
      .required("runs", .integer(in: 1...1_000_000), \.runs, help: "How many runs on each side"),
      .required(
        "before", .nonEmptyText, \.before, help: "The historical system that it is held against"),
      .optional("within", .duration, \.within, help: "The most that a time may be"),
      .optional(
        "most", .integer(in: 0...1_000_000_000), \.most, help: "The most that a count may be"),
      .optional("seed", .seed, \.seed, help: "The first seed, if it is not that of the plan")
    ) {
      MetricEntry(
        measure: $0, scenario: $1, runs: $2, before: $3, within: $4, most: $5, seed: $6)
    }
  }
}

extension Form<Metric.Measure> {
  static var measure: Form {
    .choice(
      "measure", help: "What can be counted in a run",
      [
        .bare(
          "answer-time", .answerTime,
          help: "The longest time from a launcher's start to its answer"),
        .bare(
          "timeouts", .timeouts,
          help: "Launchers that were answered that it took too long or failed"),
        .bare(
          "duplicates", .duplicates, help: "Records beyond one for each run that was asked for"),
        .with(
          "violations", .name, make: { .violations($0) },
          part: { if case .violations(let name) = $0 { name } else { nil } },
          help: "Runs in which a property is violated"),
      ])
  }
}
