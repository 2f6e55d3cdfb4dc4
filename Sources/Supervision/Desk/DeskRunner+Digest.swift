import Operations

extension DeskRunner {
  /// Folds its phase, its parts, and all that they know.
  public func fold(into digest: inout Digest) {
    digest.fold(phase.code, UInt32(role.rawValue))
    ending?.fold(into: &digest)
    counts.fold(into: &digest)
    panes?.fold(into: &digest)
    digest.fold(sessionName)
    lock.fold(into: &digest)
    monitor.fold(into: &digest)
    creation.fold(into: &digest)
    clearing.fold(into: &digest)
    files.fold(into: &digest)
    asking.fold(into: &digest)
    notice.fold(into: &digest)
    grant?.fold(into: &digest)
    start?.fold(into: &digest)
    digest.fold(root)
    digest.fold(token)
    digest.fold(
      UInt32(stopSignal?.rawValue ?? 0),
      (mayHavePanes ? 1 : 0) | (claimFailed ? 2 : 0) | (claimExisted ? 4 : 0))
    digest.fold(now.milliseconds)
    digest.fold(UInt32(attempts), UInt32(unknownChecks))
    digest.fold(UInt32(polls), UInt32(extensions))
    heartbeat.fold(into: &digest)
    digest.fold(screen)
    digest.fold(UInt32(idlePolls), UInt32(nudges))
  }
}
