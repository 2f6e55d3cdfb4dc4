import Operations

/// Something that happens within tmux some time after what led to it.
public enum TmuxEvent: Hashable, Sendable {
  /// The server reads the end of a pane's output: the pane is dead from now on, or vanishes.
  case paneEnded(PaneLink)
}

extension TmuxEvent: Foldable {
  /// Folds the kind of event and what it is about.
  public func fold(into digest: inout Digest) {
    switch self {
    case .paneEnded(let pane):
      digest.fold(1, 0)
      digest.fold(UInt32(bitPattern: pane.server), UInt32(bitPattern: pane.pane))
    }
  }
}
