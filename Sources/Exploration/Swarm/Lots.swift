import Operations
import SimulatedWorld

/// The draws of one variation, out of one stream.
struct Lots {
  private var stream: RandomStream

  init(seed: UInt64) {
    stream = RandomStream(seed: seed, name: "swarm")
  }

  /// A number from 0 up to the bound, which is left out.
  mutating func below(_ bound: Int) -> Int {
    Int(stream.next(below: UInt64(max(1, bound))))
  }

  /// A number out of a range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// Whether something happens that happens so many times in a hundred.
  mutating func happens(percent: Int) -> Bool { below(100) < percent }

  /// One of them.
  mutating func pick<Choice>(_ choices: [Choice]) -> Choice {
    precondition(!choices.isEmpty, "nothing to pick from")
    return choices[below(choices.count)]
  }

  /// The place of a weight, as often as it weighs.
  mutating func place(by weights: [Int]) -> Int {
    var rest = below(weights.reduce(0, +))
    for (place, weight) in weights.enumerated() {
      if rest < weight { return place }
      rest -= weight
    }
    return weights.count - 1
  }

  /// A stretch of time in whole milliseconds, up to a length.
  mutating func interval(upTo length: Interval) -> Interval {
    .milliseconds(Int64(below(Int(length.nanoseconds / 1_000_000) + 1)))
  }

  /// A stretch of time in whole milliseconds, out of a range.
  mutating func interval(_ range: ClosedRange<Interval>) -> Interval {
    range.lowerBound
      + interval(
        upTo: Interval(
          nanoseconds: range.upperBound.nanoseconds - range.lowerBound.nanoseconds))
  }
}
