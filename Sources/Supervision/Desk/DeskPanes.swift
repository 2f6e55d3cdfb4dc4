import Operations

/// The panes of a run, as tmux made them: server, session, ids and pids, never names.
public struct DeskPanes: Hashable, Sendable, Foldable {
  /// The session's first pane, for people.
  public var leader: PaneReference
  /// The worker's.
  public var worker: PaneReference
  /// The verifier's.
  public var verifier: PaneReference

  /// Names the three panes.
  public init(leader: PaneReference, worker: PaneReference, verifier: PaneReference) {
    self.leader = leader
    self.worker = worker
    self.verifier = verifier
  }

  /// Whether all three are of one session of one server.
  var areTogether: Bool {
    [worker, verifier].allSatisfy { $0.isBeside(leader) }
  }

  /// Folds all three.
  public func fold(into digest: inout Digest) {
    leader.fold(into: &digest)
    worker.fold(into: &digest)
    verifier.fold(into: &digest)
  }
}

extension PaneReference {
  /// Whether both are in one session of one incarnation of the server.
  func isBeside(_ other: PaneReference) -> Bool {
    serverPid == other.serverPid && serverStart == other.serverStart && session == other.session
  }

  /// Whether both are one pane with one process; which window it is in may change.
  func isSamePane(as other: PaneReference) -> Bool {
    isBeside(other) && pane == other.pane && panePid == other.panePid
  }
}
