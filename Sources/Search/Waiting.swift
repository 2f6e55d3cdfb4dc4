/// A state that waits for its steps to be taken.
struct Waiting<M: Model> {
  var state: M
  /// Its number in the table.
  var number: UInt32
  /// Nil when it is new; else the steps, by rank, that were left out before and must not be now.
  var owed: UInt64?
}
