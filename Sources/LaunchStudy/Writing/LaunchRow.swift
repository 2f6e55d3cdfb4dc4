/// The figures of a cell as named whole numbers: what a table for programs holds.
///
/// Times are in microseconds, shares in millionths; a number that nobody could measure is not there.
struct LaunchRow {
  /// One number.
  struct Number {
    let name: String
    let value: Int?
  }

  /// The numbers, always the same ones in the same order.
  let numbers: [Number]

  init(_ figures: LaunchFigures) {
    let (tally, times) = (figures.tally, figures.times)
    func time(_ name: String, _ nanoseconds: Int64?) -> Number {
      Number(name: "\(name)_us", value: nanoseconds.map(LaunchWords.microseconds))
    }
    var numbers = [
      Number(name: "runs", value: tally.runs), Number(name: "launches", value: tally.launches),
      Number(name: "answered", value: times.values.count),
      Number(name: "started", value: tally.started), time("p50", times.quantile(0.5)),
      time("p50_low", times.medianInterval?.lowerBound),
      time("p50_high", times.medianInterval?.upperBound), time("p90", times.quantile(0.9)),
      time("p99", times.quantile(0.99)), time("max", times.largest), time("mean", times.mean),
      time("sd", times.deviation), Number(name: "duplicates", value: tally.duplicates),
    ]
    for (name, share) in figures.outcomes {
      let name = String(name.map { $0 == " " ? "_" : $0 })
      numbers.append(Number(name: name, value: share.count))
      for (end, bound) in [
        ("low", share.interval?.lowerBound), ("high", share.interval?.upperBound),
      ] {
        numbers.append(
          Number(name: "\(name)_\(end)_ppm", value: bound.map(LaunchWords.millionths)))
      }
    }
    self.numbers = numbers
  }
}
