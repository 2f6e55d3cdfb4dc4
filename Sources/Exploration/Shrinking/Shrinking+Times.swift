import Operations
import Scenarios
import Simulation

extension Shrinking {
  // MARK: - Times

  /// The grains to which times are rounded, the coarsest first.
  private static let grains: [Int64] = [
    60_000_000_000, 10_000_000_000, 1_000_000_000, 100_000_000, 10_000_000, 1_000_000, 1_000,
  ]

  /// What is tried in the place of a stretch of time, the simplest first.
  static func rounder(than interval: Interval) -> [Interval] {
    guard interval != .zero else { return [] }
    var found = [Interval.zero]
    for grain in grains {
      let down = interval.nanoseconds / grain * grain
      // What is round already is not made longer.
      if interval.nanoseconds == down { break }
      for time in [down, down + grain] where time > 0 {
        let rounded = Interval(nanoseconds: time)
        let isShorter = ScenarioSize.digits(rounded) < ScenarioSize.digits(interval)
        if isShorter, !found.contains(rounded) { found.append(rounded) }
      }
    }
    return found
  }

  /// Makes ranges instants, and instants round.
  mutating func shrinkTimes() {
    for place in suspect.scenario.actors.indices {
      round({ $0.actors[place].start }) { $0.actors[place].start = $1 }
    }
    for place in suspect.scenario.timeline.indices {
      if suspect.scenario.timeline[place].times > 1 {
        attempt {
          $0.timeline[place].times = 1
          $0.timeline[place].every = .zero
        }
      }
      round({ $0.timeline[place].delay }) { $0.timeline[place].delay = $1 }
      guard case .at = suspect.scenario.timeline[place].trigger else { continue }
      round({ Self.instants(of: $0.timeline[place]) }) { $0.timeline[place].trigger = .at($1) }
    }
    attempt {
      $0.timeline.sort { Self.instants(of: $0).lowerBound < Self.instants(of: $1).lowerBound }
    }
  }

  private static func instants(of happening: Happening) -> ClosedRange<Interval> {
    if case .at(let range) = happening.trigger { range } else { .zero ... .zero }
  }

  /// Tries rounder times in the place of a range.
  private mutating func round(
    _ read: (Scenario) -> ClosedRange<Interval>,
    _ write: (inout Scenario, ClosedRange<Interval>) -> Void
  ) {
    let range = read(suspect.scenario)
    if range.lowerBound != range.upperBound {
      let width = range.upperBound.nanoseconds - range.lowerBound.nanoseconds
      for part in [Int64(0), 4, 2, 1, 3] {
        let instant = Interval(nanoseconds: range.lowerBound.nanoseconds + width / 4 * part)
        if attempt({ write(&$0, instant...instant) }) { break }
      }
    }
    let found = read(suspect.scenario)
    guard found.lowerBound == found.upperBound else { return }
    for time in Self.rounder(than: found.lowerBound) where attempt({ write(&$0, time...time) }) {
      return
    }
  }

  // MARK: - What happens

  /// Makes the numbers of what happens simple.
  mutating func shrinkActions() {
    for place in suspect.scenario.timeline.indices {
      if case .interfere(var interfering) = suspect.scenario.timeline[place].action {
        interfering.skip = 0
        attempt { $0.timeline[place].action = .interfere(interfering) }
        if case .interfere(var other) = suspect.scenario.timeline[place].action {
          other.count = 1
          attempt { $0.timeline[place].action = .interfere(other) }
        }
      }
      guard let interval = suspect.scenario.timeline[place].action.interval else { continue }
      for rounder in Self.rounder(than: interval)
      where attempt({ $0.timeline[place].action.interval = rounder }) {
        break
      }
    }
  }

  /// Ends the run soon after it has failed.
  mutating func shrinkLength() {
    attempt { $0.calm = .zero }
    let seen = suspect.instant - .start
    for grain in Self.grains where grain >= 1_000_000_000 {
      let rounded = Interval(nanoseconds: (seen.nanoseconds / grain + 1) * grain)
      if rounded < suspect.scenario.length { attempt { $0.length = rounded } }
    }
  }
}

extension Action {
  /// How long it lasts, or by how much, where it is about that.
  var interval: Interval? {
    get {
      switch self {
      case .stop(_, let time), .suspend(_, let time), .serverStopped(let time),
        .storeTrouble(_, let time):
        time
      case .slowStart(_, let time), .statusesLate(let time), .addSlow(let time),
        .storeBusy(let time), .storeSlow(let time), .streamsLag(_, let time),
        .factsStale(let time), .flapping(_, let time), .stepClock(let time), .sleep(let time):
        time
      case .interfere(let interfering): interfering.how.interval
      default: nil
      }
    }
    set {
      guard let time = newValue else { return }
      switch self {
      case .stop(let name, _): self = .stop(name, for: time)
      case .suspend(let target, _): self = .suspend(target, for: time)
      case .serverStopped: self = .serverStopped(for: time)
      case .storeTrouble(let trouble, _): self = .storeTrouble(trouble, for: time)
      case .slowStart(let name, _): self = .slowStart(name, by: time)
      case .statusesLate: self = .statusesLate(time)
      case .addSlow: self = .addSlow(time)
      case .storeBusy: self = .storeBusy(time)
      case .storeSlow: self = .storeSlow(time)
      case .streamsLag(let name, _): self = .streamsLag(name, by: time)
      case .factsStale: self = .factsStale(time)
      case .flapping(let run, _): self = .flapping(run: run, every: time)
      case .stepClock: self = .stepClock(time)
      case .sleep: self = .sleep(time)
      case .interfere(var interfering):
        interfering.how.interval = time
        self = .interfere(interfering)
      default: break
      }
    }
  }
}

extension Action.Interfering.How {
  /// By how much, where it is about time.
  fileprivate var interval: Interval? {
    get {
      switch self {
      case .delay(let time), .delayAnswer(let time), .pause(let time): time
      default: nil
      }
    }
    set {
      guard let time = newValue else { return }
      switch self {
      case .delay: self = .delay(time)
      case .delayAnswer: self = .delayAnswer(time)
      case .pause: self = .pause(time)
      default: break
      }
    }
  }
}
