import Operations

/// One connection to a log or to a diff.
struct ForgeStream: Hashable, Sendable, Foldable {
  /// The call that it answers.
  let call: CallID
  /// The tag that the client knows it by.
  let tag: Tag
  /// The client.
  let client: ProcessIndex
  /// Whether it tells of a log or of a diff.
  let source: Source
  /// How far the connection has come.
  var phase = Phase.opening
  /// The place of the next entry to be handed over; -1 when there is none.
  var cursor: Int32 = -1
  /// How many entries wait to be handed over.
  var pending: Int32 = 0
  /// The index of the next entry, counted anew by each connection.
  var index: Int32 = 0
  /// How long an entry is under way.
  var lag: Interval

  /// What a stream tells of.
  enum Source: Hashable, Sendable {
    /// The log of a run.
    case log(run: UInt64)
    /// The changed files of an attempt.
    case diff(attempt: UInt64)
  }

  /// How far a connection has come.
  enum Phase: UInt8, Hashable, Sendable {
    /// The request is on its way.
    case opening
    /// The history has been read, and what is written now is not seen by anyone.
    case unsubscribed
    /// New entries are handed over.
    case live
    /// What waits is handed over, then it is finished.
    case finishing
  }

  /// Folds all of it but for the place of the cursor, which `pending` stands for.
  func fold(into digest: inout Digest) {
    call.fold(into: &digest)
    client.fold(into: &digest)
    switch source {
    case .log(let run): digest.fold(run)
    case .diff(let attempt): digest.fold(~attempt)
    }
    digest.fold(UInt32(phase.rawValue), UInt32(bitPattern: pending))
    digest.fold(UInt32(bitPattern: index), tag.rawValue)
    digest.fold(lag.nanoseconds)
  }
}
