/// What is kept of a state that was reached.
struct StateNode {
  /// Its fingerprint.
  var high: UInt64
  var low: UInt64
  /// The state from which it was first reached; the initial state is its own.
  var parent: UInt32
  /// Which of the steps that were enabled there led to it.
  var rank: UInt16
  /// Whether its own steps have been taken.
  var isExpanded = false
}
