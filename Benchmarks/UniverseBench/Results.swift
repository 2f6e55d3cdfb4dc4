/// Everything that one run of the benchmark came to.
struct Results {
  /// The timer ping.
  var pings: [Measurement] = []
  /// Operations, light and mixed, and messages.
  var steps: [Measurement] = []
  /// Ever more pending timers.
  var storms: [Measurement] = []
  /// The long runs.
  var longPing: Samples?
  var longMix: Samples?
  /// The copies.
  var fork: Fork?
  /// The comparisons; nil when SimPy is not there.
  var comparisons: [Comparison]? = []
  /// What the counter of allocations counted of a known number.
  var counted: Int64 = 0
  /// The outcomes that no mix of operations on existing things should have met.
  var surprises: UInt64 = 0
  /// The first of them, in words.
  var firstSurprise: String?

  /// All that was measured with a digest.
  var measurements: [Measurement] { pings + steps + storms }
}
