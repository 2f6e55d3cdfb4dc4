import Operations

extension ForgeBackend: Foldable {
  /// Folds all that later answers depend on, but for the set-up, which never changes.
  public func fold(into digest: inout Digest) {
    server.fold(into: &digest)
    digest.fold(UInt32(phase.rawValue), UInt32(bitPattern: sweepsToSkip))
    digest.fold(UInt32(bitPattern: spawnFailures), UInt32(bitPattern: worktreeFailures))
    digest.fold(forcedAttempt ?? 0)
    digest.fold(projects.count)
    for project in projects { digest.fold(project) }
    checkouts.fold(into: &digest)
    tasks.fold(into: &digest)
    attempts.fold(into: &digest)
    runs.fold(into: &digest)
    digest.fold(children.count)
    for child in children {
      child.executor.fold(into: &digest)
      digest.fold(child.run)
    }
    Self.fold(creations, into: &digest)
    Self.fold(stops, into: &digest)
    Self.fold(waiting, into: &digest)
    Self.fold(streams, into: &digest)
    Self.fold(approvals, into: &digest)
    digest.fold(openedPullRequests.count)
    for opened in openedPullRequests {
      digest.fold(opened.branch)
      digest.fold(opened.title)
    }
    digest.fold(faults.count)
    for planned in faults {
      digest.fold(UInt64(planned.verb.rawValue))
      planned.fault.fold(into: &digest)
    }
  }

  private static func fold(_ values: [some Foldable], into digest: inout Digest) {
    digest.fold(values.count)
    for value in values { value.fold(into: &digest) }
  }
}
