import BenchSupport
import CAllocationCount
import Operations
import Simulation

/// What one workload came to.
struct Measurement {
  /// What it is called in the files.
  var name: String
  /// How many actors took part.
  var actors: Int
  /// How many events were taken while it was measured.
  var events: Int64
  /// How many operations the world performed, and whose outcomes went back, while it was measured.
  var operations: Int64
  /// How often memory was asked for while it was measured.
  var allocations: Int64
  /// The universe's digest when it had warmed up.
  var warmDigest: String
  /// The universe's digest at the end.
  var digest: String
  /// How long a fifth of the events took: the median of the five.
  var seconds: Double

  /// Events a second.
  var eventRate: Double { Double(events) / Double(Self.slices) / seconds }
  /// Operations a second.
  var operationRate: Double { Double(operations) / Double(Self.slices) / seconds }
  /// Nanoseconds for one event.
  var eventNanoseconds: Double { 1e9 / eventRate }

  /// How many slices the time is the median of: others work on the same machine.
  static let slices = 5

  /// Warms a universe up and lets it run.
  ///
  /// Inlined, so that the kernel is compiled for the machine at hand, as it is for whoever uses it.
  @inline(__always)
  static func take<M: Machine>(
    _ name: String, _ universe: inout Universe<M>, actors: Int, warmUp: Int64, events: Int64
  ) -> Measurement {
    _ = universe.run(RunLimits(events: warmUp))
    let warmDigest = "\(universe.digest)"
    var times = [Double](repeating: 0, count: slices)
    let operations = universe.operationCount
    let before = universe.eventCount
    let allocations = allocation_count()
    for slice in 0..<slices {
      let begin = Stopwatch.seconds()
      _ = universe.run(RunLimits(events: events / Int64(slices)))
      times[slice] = Stopwatch.seconds() - begin
    }
    let allocated = allocation_count() - allocations
    times.sort()
    return Measurement(
      name: name, actors: actors, events: universe.eventCount - before,
      operations: universe.operationCount - operations, allocations: Int64(allocated),
      warmDigest: warmDigest, digest: "\(universe.digest)", seconds: times[slices / 2])
  }
}
