import Operations

/// Something that happens within tmux some time after what led to it.
public enum TmuxEvent: Hashable, Sendable {
  /// The server reads the end of the output of a pane's process: the pane is dead, or vanishes.
  case paneEnded(PaneLink, ProcessIndex)
  /// The server learns how the process of a dead pane ended.
  case statusRead(PaneLink, ProcessIndex)
  /// The terminal of a pane's process was closed: the kernel sends it a hang-up.
  case terminalClosed(ProcessIndex)
  /// A server that was continued gets to the next call that waited for it.
  case nextWaitingCall(server: Int32)
}

extension TmuxEvent: Foldable {
  /// Folds the kind of event and what it is about.
  public func fold(into digest: inout Digest) {
    switch self {
    case .paneEnded(let pane, let process):
      digest.fold(1, 0)
      digest.fold(UInt32(bitPattern: pane.server), UInt32(bitPattern: pane.pane))
      process.fold(into: &digest)
    case .statusRead(let pane, let process):
      digest.fold(2, 0)
      digest.fold(UInt32(bitPattern: pane.server), UInt32(bitPattern: pane.pane))
      process.fold(into: &digest)
    case .terminalClosed(let process):
      digest.fold(3, 0)
      process.fold(into: &digest)
    case .nextWaitingCall(let server):
      digest.fold(4, UInt32(bitPattern: server))
    }
  }
}
