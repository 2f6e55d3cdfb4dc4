/// How often, and since when, a reaction has been sent to the agent.
struct Tracker: Hashable, Sendable {
  /// How many attempts count.
  var attempts: UInt8 = 0
  /// Whether the user was told; the reaction is silent from then on.
  var escalated = false
  /// When the first attempt that counts was made.
  var firstAttemptAt: Int?
  /// The attempt that set that time; 0 while there is none.
  var firstAttemptTurn: UInt64 = 0
  /// The newest attempt that counts; 0 while there is none.
  var latestTurn: UInt64 = 0
  /// The one before it; 0 while there is none.
  ///
  /// No tracker has more than two: reactions with retries have two, and the others lose their
  /// tracker before they run again.
  var previousTurn: UInt64 = 0

  /// Counts an attempt.
  mutating func count(turn: UInt64, at: Int) {
    if firstAttemptAt == nil {
      firstAttemptAt = at
      firstAttemptTurn = turn
    }
    attempts = attempts.incremented
    previousTurn = latestTurn
    latestTurn = turn
  }

  /// Takes an attempt back that was not delivered, if it counts here.
  mutating func giveBack(turn: UInt64) {
    if turn == latestTurn {
      latestTurn = previousTurn
    } else if turn != previousTurn {
      return
    }
    previousTurn = 0
    attempts = attempts == 0 ? 0 : attempts - 1
    if turn == firstAttemptTurn {
      firstAttemptAt = nil
      firstAttemptTurn = 0
    }
  }

  /// Whether the time that the agent was given has passed.
  func isOverdue(at: Int, afterMs limitMs: Int?) -> Bool {
    guard let limitMs, let firstAttemptAt else { return false }
    return elapsed(from: firstAttemptAt, to: at) >= limitMs
  }
}
