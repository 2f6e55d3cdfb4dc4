import Operations

extension ForgeResult: Foldable {
  /// Folds the kind of result and what it carries.
  public func fold(into digest: inout Digest) {
    switch self {
    case .created(let session, let isNew, let isRecorded, let elapsed):
      digest.fold(1, (isNew ? 1 : 0) | (isRecorded ? 2 : 0))
      session.fold(into: &digest)
      digest.fold(elapsed.nanoseconds)
    case .failedToStart(let session):
      digest.fold(2, 0)
      session.fold(into: &digest)
    case .fallBackLocally(let certainty): digest.fold(3, UInt32(certainty.rawValue))
    case .unresolved(let obstacle): fold(4, obstacle, into: &digest)
    case .resumed(let session, let elapsed):
      digest.fold(5, 0)
      session.fold(into: &digest)
      digest.fold(elapsed.nanoseconds)
    case .status(let status, let session, let leavesExecutor):
      digest.fold(6, UInt32(status.rawValue) << 1 | (leavesExecutor ? 1 : 0))
      session.fold(into: &digest)
    case .stopped(let session, let evidence):
      digest.fold(7, UInt32(evidence.rawValue))
      session.fold(into: &digest)
    case .nothingToStop(let status): digest.fold(8, UInt32(status.rawValue))
    case .endedByItself(let status): digest.fold(9, UInt32(status.rawValue))
    case .stopUnconfirmed(let obstacle): fold(10, obstacle, into: &digest)
    case .listed(let entries):
      digest.fold(11, UInt32(entries.count))
      for entry in entries { entry.fold(into: &digest) }
    case .streamed(let report):
      digest.fold(12, 0)
      report.fold(into: &digest)
    case .approvals(let approvals):
      digest.fold(13, UInt32(approvals.count))
      for approval in approvals { approval.fold(into: &digest) }
    case .text(let text):
      digest.fold(14, 0)
      digest.fold(text)
    case .done: digest.fold(15, 0)
    case .refused(let obstacle): fold(16, obstacle, into: &digest)
    }
  }

  private func fold(_ kind: UInt32, _ obstacle: ForgeObstacle, into digest: inout Digest) {
    digest.fold(kind, 0)
    obstacle.fold(into: &digest)
  }
}
