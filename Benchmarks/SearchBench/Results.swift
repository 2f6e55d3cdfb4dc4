/// Everything that one run of the benchmark came to.
struct Results {
  /// Schedules a second, by driver and form of the lock.
  var rates: [(name: String, rate: Double)] = []
  /// How many schedules, or states, until the flaw was found: the median of many tries.
  var efforts: [(name: String, count: Int)] = []
  /// The rule model: our seconds, and those of Hypothesis with its step count.
  var ruleSeconds = 0.0
  var ruleStepCount = 0
  var hypothesis: (seconds: Double, stepCount: Int)?
  /// Exhaustive searches: what each came to, and its seconds.
  var searches: [Search] = []
  /// The seconds of complete proofs of the folder lock, by turns.
  var ours: [Double] = []
  var spins: [Double] = []
  /// The peers that are not there, or failed.
  var missing: [String] = []
  /// What repeats exactly.
  var counters: [Counter] = []
  /// What is not as it should be.
  var complaints: [String] = []

  /// The ratios of Spin's seconds to ours, pair by pair, in order of size.
  var ratios: [Double] { zip(ours, spins).map { $1 / $0 }.sorted() }

  /// The median of a list.
  static func median<Value: Comparable>(_ list: [Value]) -> Value { list.sorted()[list.count / 2] }

  /// One exhaustive search, ours or Spin's.
  struct Search {
    var name: String
    var states: Int
    var transitions: Int
    var bytes: Int?
    var seconds: Double
    var answer: String
  }
}
