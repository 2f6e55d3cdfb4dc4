import Operations

/// What an executor does for one order: one operation after the other until there is a result.
protocol ForgeFlow: Foldable {
  /// The numbers that it goes by.
  var policy: ForgePolicy { get }
  /// Its operations.
  var calls: ForgeCalls { get set }
  /// Asks for the first operation.
  mutating func begin(_ emit: inout Emitter)
  /// Goes on with an awaited outcome; nil while there is more to come.
  mutating func handle(_ outcome: Outcome, _ emit: inout Emitter) -> ForgeResult?
}

extension ForgeFlow {
  /// The reading of the monotonic clock, which is all that such a question can be answered by.
  func instant(_ outcome: Outcome) -> Instant {
    guard case .instant(let instant) = outcome else {
      preconditionFailure("\(outcome) is no reading of the monotonic clock: \(self)")
    }
    return instant
  }

  /// Holds that a pause has ended, which is all that can become of one.
  func expectFired(_ outcome: Outcome) {
    precondition(outcome == .fired, "\(outcome) is no end of a pause: \(self)")
  }
}
