import Operations

/// A process that blocks until a child has ended.
struct ChildWait: Hashable, Sendable {
  /// The child.
  var child: ProcessIndex
  /// Its parent, which waits.
  var caller: ProcessIndex
  /// What is answered.
  var call: CallID
  /// When the caller gives it up: whatever ends then or later is left alone.
  var deadline: Instant
  /// How far it is.
  var state = State.blocked

  /// How far a wait is.
  enum State: UInt8, Hashable, Sendable {
    /// The child has not ended.
    case blocked
    /// The child has ended, and the caller is about to run again.
    case woken
    /// The child has ended, and the caller is stopped: it reaps nothing until it is continued.
    case frozen
  }

  /// Whether somebody still waits for its answer.
  func isInForce(_ now: Instant) -> Bool { now < deadline }

  /// Folds all of it, its deadline by how far away it is.
  func fold(into digest: inout Digest, now: Instant) {
    child.fold(into: &digest)
    caller.fold(into: &digest)
    call.fold(into: &digest)
    digest.fold(deadline == .never ? Int64.max : (deadline - now).nanoseconds)
    digest.fold(UInt64(state.rawValue))
  }
}
