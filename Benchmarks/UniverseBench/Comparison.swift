import BenchSupport
import Operations
import Simulation

/// The timer ping here and in SimPy, by turns.
struct Comparison {
  /// How many actors, or processes of SimPy.
  var actors: Int
  /// How many events each run took.
  var events: Int64
  /// Seconds of ours for so many events, in order.
  var ours: [Double] = []
  /// Seconds of each run of SimPy, in order.
  var theirs: [Double] = []

  /// How many times as fast, pair by pair.
  var ratios: [Double] { zip(ours, theirs).map { $1 / $0 } }
  /// The median of a list.
  static func median(_ list: [Double]) -> Double { list.sorted()[list.count / 2] }

  /// How many runs of each.
  static let pairs = 5
  /// How many times as many events ours takes in a run, so that both runs last about as long.
  ///
  /// The seconds are those of the peer's number of events. A run of a few hundredths of a second
  /// would be measured by how busy the machine happens to be then.
  static let longer: Int64 = 16

  /// Runs them; nil when SimPy fails.
  static func run(_ peer: Peer, actors: Int, events: Int64) -> Comparison? {
    var comparison = Comparison(actors: actors, events: events)
    for _ in 0..<pairs {
      var universe = Scene.actors(actors, PingMachine(interval: .milliseconds(1)))
      _ = universe.run(RunLimits(events: events / 10))
      let begin = Stopwatch.seconds()
      _ = universe.run(RunLimits(events: events * longer))
      comparison.ours.append((Stopwatch.seconds() - begin) / Double(longer))
      guard let theirs = peer.seconds(processes: actors, events: events) else { return nil }
      comparison.theirs.append(theirs)
    }
    return comparison
  }
}
