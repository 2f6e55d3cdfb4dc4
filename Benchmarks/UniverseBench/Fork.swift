import BenchSupport
import CAllocationCount
import Operations
import Simulation

/// What copies of a universe cost.
struct Fork {
  /// How many copies were made.
  var count: Int
  /// Nanoseconds to copy and drop.
  var copyNanoseconds: Double
  /// Allocations of one copy.
  var copyAllocations: Double
  /// Nanoseconds to copy, take one step, and drop.
  var stepNanoseconds: Double
  /// Allocations of that.
  var stepAllocations: Double
  /// Bytes allocated for that.
  var stepBytes: Double

  /// From each of many states of a busy universe, makes many copies.
  static func take(_ universe: inout Universe<MixMachine>, states: Int, copies: Int) -> Fork {
    var checks: Int64 = 0
    var times: [(copy: Double, step: Double)] = []
    var counts: (copy: UInt64, step: UInt64, bytes: UInt64) = (0, 0, 0)
    times.reserveCapacity(states)
    for _ in 0..<states {
      _ = universe.run(RunLimits(events: 7))
      let first = (Stopwatch.seconds(), allocation_count())
      for _ in 0..<copies {
        let twin = universe.copy()
        checks &+= twin.eventCount
      }
      let second = (Stopwatch.seconds(), allocation_count(), allocation_bytes())
      for _ in 0..<copies {
        var twin = universe.copy()
        twin.step()
        checks &-= twin.eventCount &- 1
      }
      let third = (Stopwatch.seconds(), allocation_count(), allocation_bytes())
      times.append((second.0 - first.0, third.0 - second.0))
      counts.copy += second.1 - first.1
      counts.step += third.1 - second.1
      counts.bytes += third.2 - second.2
    }
    precondition(checks == 0, "a copy took another number of steps: \(checks)")
    let all = Double(states * copies)
    return Fork(
      count: states * copies,
      copyNanoseconds: Comparison.median(times.map(\.copy)) / Double(copies) * 1e9,
      copyAllocations: Double(counts.copy) / all,
      stepNanoseconds: Comparison.median(times.map(\.step)) / Double(copies) * 1e9,
      stepAllocations: Double(counts.step) / all, stepBytes: Double(counts.bytes) / all)
  }
}
