import BenchSupport
import Operations
import Simulation

/// What a long run takes, sampled while it goes on.
struct Samples {
  /// How many events had been taken at each sample.
  var events: [Int64] = []
  /// The resident bytes of the whole process.
  var resident: [Int] = []
  /// How many places the queue and the table of events have.
  var places: [Int] = []

  /// Runs on, and looks after each of so many equal parts.
  @inline(__always)
  static func take<M: Machine>(
    _ universe: inout Universe<M>, events: Int64, count: Int
  ) -> Samples {
    var samples = Samples()
    samples.events.reserveCapacity(count + 1)
    samples.resident.reserveCapacity(count + 1)
    samples.places.reserveCapacity(count + 1)
    let begin = universe.eventCount
    for part in 0...count {
      if part > 0 { _ = universe.run(RunLimits(events: events / Int64(count))) }
      samples.events.append(universe.eventCount - begin)
      samples.resident.append(Memory.resident())
      samples.places.append(universe.queuedCount + universe.eventPlaces)
    }
    return samples
  }

  /// By how much the most that was resident is more than what was at the first sample.
  var residentGrowth: Int { (resident.max() ?? 0) - (resident.first ?? 0) }
  /// By how much more places the second half took than the first.
  ///
  /// The most that happens to be pending at once comes by chance, and early; a leak goes on.
  var placeGrowth: Int {
    let half = places.count / 2
    return (places[half...].max() ?? 0) - (places[..<half].max() ?? 0)
  }
}
