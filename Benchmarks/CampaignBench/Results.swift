import BenchSupport
import JSON

/// Everything that the benchmark came to.
struct Results {
  /// How many pairs of measurements there are.
  static let pairs = 3
  /// How many runs a second one core has to make.
  static let rateMin = 20_000.0
  /// How many times as many two cores have to make.
  static let ratioMin = 1.8
  /// How much memory may grow from the first tenth of a measurement to its end.
  static let growthMax = 2 << 20

  /// How many allocations a run may take.
  static let allocationsMax: Int64 = 300

  var exact: Exact
  /// Runs that came out otherwise when they were prepared.
  var differences = 0
  var ones: [Measurement] = []
  var twos: [Measurement] = []
  var long: Measurement?

  init(exact: Exact) { self.exact = exact }

  /// The median of the ratios of each pair.
  var ratio: Double {
    let ratios = zip(ones, twos).map { $1.rate / $0.rate }.sorted()
    return ratios.isEmpty ? 0 : ratios[ratios.count / 2]
  }

  /// The best rate on one core: whoever else uses the machine only takes away from it.
  var rate: Double { ones.map(\.rate).max() ?? 0 }

  /// What is not as it should be, in words.
  var complaints: [String] {
    var complaints: [String] = []
    if differences > 0 {
      complaints.append("\(differences) prepared runs differ from ordinary ones")
    }
    if exact.allocations > Self.allocationsMax * exact.tally.runs {
      complaints.append(
        "a run takes more than \(Self.allocationsMax) allocations: "
          + "\(Figures.grouped(exact.allocations)) in \(Figures.grouped(exact.tally.runs)) runs")
    }
    if exact.tally.violated > 0 { complaints.append("\(exact.tally.violated) runs are violated") }
    for measurement in ones + twos + [long].compactMap({ $0 }) {
      guard measurement.growth > Self.growthMax else { continue }
      complaints.append(
        "memory has grown by \(Figures.grouped(measurement.growth)) bytes in "
          + "\(Figures.grouped(measurement.tally.runs)) runs")
    }
    guard !ones.isEmpty else { return complaints }
    if rate < Self.rateMin {
      complaints.append(
        "\(Figures.fixed(rate, 0)) runs/s on one core, and \(Figures.fixed(Self.rateMin, 0)) are "
          + "the target")
    }
    if ratio < Self.ratioMin {
      complaints.append(
        "two cores make \(Figures.fixed(ratio, 2)) times as many runs as one, and "
          + "\(Figures.fixed(Self.ratioMin, 2)) is the target")
    }
    return complaints
  }
}

/// What repeats exactly.
struct Exact {
  var tally = Tally()
  /// Allocations of all these runs, when they had warmed up; they differ by a few in ten thousand
  /// from process to process.
  var allocations: Int64 = 0

  /// The counters as JSON.
  var text: [UInt8] {
    var output = JSONWriter()
    output.raw("{\"runs\": ")
    output.integer(Int(tally.runs))
    output.raw(", \"events\": ")
    output.integer(Int(tally.events))
    output.raw(", \"digest\": ")
    output.string("\(tally.digest)")
    output.raw("}\n")
    return output.withBytes { Array($0) }
  }
}

/// One measurement by the clock.
struct Measurement {
  var threads: Int
  var tally = Tally()
  var seconds = 0.0
  /// Seconds that the threads had a processor for, together.
  var processorSeconds = 0.0
  /// Resident bytes, about a hundred times along the way.
  var resident: [Int] = []

  init(threads: Int) { self.threads = threads }

  /// Runs a second.
  var rate: Double { Double(tally.runs) / seconds }

  /// Runs a second of a processor: what others take of the machine is not in it, what threads take
  /// from each other is.
  var processorRate: Double { Double(tally.runs) / processorSeconds }

  /// How much memory has grown since the first tenth: by then all that is kept has its room.
  var growth: Int {
    guard resident.count >= 20 else { return 0 }
    return resident[resident.count - 1] - resident[resident.count / 10]
  }
}
