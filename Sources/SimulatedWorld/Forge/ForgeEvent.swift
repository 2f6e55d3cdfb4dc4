import Operations

/// Something that happens within Forge some time after what led to it.
public enum ForgeEvent: Hashable, Sendable {
  /// A slow request reaches the backend.
  case requestArrives(call: CallID)
  /// The next step of a creation.
  case creationGoesOn(attempt: UInt64, call: CallID)
  /// The next signal of a stop, or the next run to be stopped.
  case stopGoesOn(attempt: UInt64, call: CallID)
  /// The backend looks whether an executor has ended.
  case exitPolled(executor: ProcessIndex)
  /// An executor's conversation was read out of its log.
  case conversationKnown(executor: ProcessIndex)
  /// The log of a run that has ended is closed.
  case logCloses(run: UInt64)
  /// A stream reads the history and hands it over.
  case streamOpens(call: CallID)
  /// A stream begins to see what is new.
  case streamSubscribes(call: CallID)
  /// An entry reaches the client of a stream.
  case entryArrives(call: CallID)
  /// Nobody answered a question in time.
  case approvalTimesOut(UInt64)
  /// A backend that was started is ready.
  case serverListens(ProcessIndex)
  /// The worktrees of an attempt that was deleted are removed.
  case worktreesRemoved(attempt: UInt64)
}

extension ForgeEvent: Foldable {
  /// Folds the kind of event and what it is about.
  public func fold(into digest: inout Digest) {
    switch self {
    case .requestArrives(let call): Self.fold(1, 0, call, into: &digest)
    case .creationGoesOn(let attempt, let call): Self.fold(2, attempt, call, into: &digest)
    case .stopGoesOn(let attempt, let call): Self.fold(3, attempt, call, into: &digest)
    case .exitPolled(let executor):
      digest.fold(4, 0)
      executor.fold(into: &digest)
    case .conversationKnown(let executor):
      digest.fold(5, 0)
      executor.fold(into: &digest)
    case .logCloses(let run):
      digest.fold(6, 0)
      digest.fold(run)
    case .streamOpens(let call): Self.fold(7, 0, call, into: &digest)
    case .streamSubscribes(let call): Self.fold(8, 0, call, into: &digest)
    case .entryArrives(let call): Self.fold(9, 0, call, into: &digest)
    case .approvalTimesOut(let id):
      digest.fold(10, 0)
      digest.fold(id)
    case .serverListens(let server):
      digest.fold(11, 0)
      server.fold(into: &digest)
    case .worktreesRemoved(let attempt):
      digest.fold(12, 0)
      digest.fold(attempt)
    }
  }

  private static func fold(
    _ kind: UInt32, _ id: UInt64, _ call: CallID, into digest: inout Digest
  ) {
    digest.fold(kind, 0)
    digest.fold(id)
    call.fold(into: &digest)
  }
}
