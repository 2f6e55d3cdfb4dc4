import Operations
import SimulatedWorld

/// Keeps many timers pending, each set again for another random interval when it fires.
struct StormMachine: Machine {
  private let timers: Int
  private var stream: RandomStream

  init(timers: Int) {
    self.timers = timers
    stream = RandomStream(seed: 1, name: "storm")
  }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started:
      for number in 0..<timers { set(UInt32(number), &emit) }
    case .outcome(let tag, .fired):
      set(tag.rawValue, &emit)
    case .outcome, .message, .signal:
      break
    }
  }

  /// Up to a second ahead: the queue is as deep as there are timers, at any time.
  private mutating func set(_ number: UInt32, _ emit: inout Emitter) {
    let interval = Interval(nanoseconds: Int64(stream.next(below: 1_000_000_000)))
    emit.perform(.timer(interval), Tag(rawValue: number))
  }

  func fold(into digest: inout Digest) {
    stream.fold(into: &digest)
  }
}
