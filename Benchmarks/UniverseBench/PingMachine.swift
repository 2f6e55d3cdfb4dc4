import Operations

/// Sleeps a little, again and again: the work of the timer ping.
struct PingMachine: Machine {
  private let interval: Interval
  private(set) var count: UInt64 = 0

  init(interval: Interval) {
    self.interval = interval
  }

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started, .outcome(_, .fired):
      count += 1
      emit.perform(.timer(interval), Tag(rawValue: 1))
    case .outcome, .message, .signal:
      break
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(count)
    digest.fold(interval.nanoseconds)
  }
}
