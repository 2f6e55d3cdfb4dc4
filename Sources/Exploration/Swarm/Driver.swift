import Lifecycle
import Operations
import Scenarios
import SimulatedWorld

/// Who decides how the runs of a campaign differ.
public enum Driver: UInt8, Word {
  /// The scenario as it is, with latencies and times drawn by the seed.
  case time
  /// A variation of the scenario for each seed.
  case swarm
  /// The scenario as it is, and what comes next is drawn among what is due at about the same time.
  case random
  /// The scenario as it is, and the actor with the highest priority goes on (PCT).
  case priorities
  /// All of them: each seed draws one, and variations are scheduled in all three ways.
  case mixed

  /// The word for it.
  public var word: StaticString {
    switch self {
    case .time: "time"
    case .swarm: "swarm"
    case .random: "random"
    case .priorities: "priorities"
    case .mixed: "mixed"
    }
  }

  /// By how much events may overtake those that are due before them.
  static let reach = Interval.milliseconds(20)
  /// How many orderings a flaw may need to be found by priorities with the guarantee of the paper,
  /// less one.
  static let changes = 2

  /// What a seed is run by: whether the scenario is varied, and by what its events are chosen.
  func choice(seed: UInt64, steps: Int) -> (isVaried: Bool, schedule: Schedule) {
    let priorities = Schedule.priorities(
      Schedule.Priorities(changes: Self.changes, steps: steps, within: Self.reach))
    switch self {
    case .time: return (false, .byTime)
    case .swarm: return (true, .byTime)
    case .random: return (false, .random(within: Self.reach))
    case .priorities: return (false, priorities)
    case .mixed:
      var draws = RandomStream(seed: seed, name: "driver")
      let isVaried = draws.happens(perMillion: 600_000)
      let schedules = [.byTime, .byTime, .random(within: Self.reach), priorities]
      return (isVaried, schedules[Int(draws.next(below: UInt64(schedules.count)))])
    }
  }
}
