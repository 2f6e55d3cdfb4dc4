import Operations

/// A stop that is under way: the runs of an attempt, one after the other.
struct ForgeStop: Hashable, Sendable, Foldable {
  /// The call that waits for it.
  let call: CallID
  /// The attempt.
  let attempt: UInt64
  /// The run that is being stopped; 0 when there is none left.
  var run: UInt64
  /// The last run that there was when the stop began.
  let last: UInt64
  /// How many signals that run has got.
  var signals: UInt8 = 0
  /// What the client gets to hear.
  let reply: ForgeReply

  /// Folds all of it.
  func fold(into digest: inout Digest) {
    call.fold(into: &digest)
    digest.fold(attempt)
    digest.fold(run)
    digest.fold(last)
    digest.fold(UInt32(signals), 0)
    reply.fold(into: &digest)
  }
}
