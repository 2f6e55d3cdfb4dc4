/// How a command of tmux says what it means.
///
/// The forms differ in what they may hit by mistake.
public enum TmuxTarget: Hashable, Sendable, Foldable {
  /// `NAME`: exact, else a unique prefix, else a pattern. Hits a stranger when its own is gone.
  case bare(Text)
  /// `=NAME`: exact for session commands; for window commands still a prefix; for pane commands
  /// and options an error.
  case equals(Text)
  /// `=NAME:`: exact for every command.
  case exact(Text)
  /// `$N`: a session by its id, which starts again from 0 with a new server.
  case session(Int32)
  /// `@N`: a window by its id.
  case window(Int32)
  /// `%N`: a pane by its id.
  case pane(Int32)

  /// Folds the form and what it names.
  public func fold(into digest: inout Digest) {
    switch self {
    case .bare(let name):
      digest.fold(1, 0)
      digest.fold(name)
    case .equals(let name):
      digest.fold(2, 0)
      digest.fold(name)
    case .exact(let name):
      digest.fold(3, 0)
      digest.fold(name)
    case .session(let id): digest.fold(4, UInt32(bitPattern: id))
    case .window(let id): digest.fold(5, UInt32(bitPattern: id))
    case .pane(let id): digest.fold(6, UInt32(bitPattern: id))
    }
  }
}
