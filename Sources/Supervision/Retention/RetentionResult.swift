/// How the work on one session ended.
public enum RetentionResult: Hashable, Sendable {
  /// It was classified, and nothing was touched.
  case told
  /// It is marked as completed, on the tmux session and in the record.
  case marked
  /// Its tmux session and all its processes are gone, and the record says so.
  case closed
  /// It was closed before, or nothing of it was left; nothing was done.
  case alreadyClosed
  /// It was refused, and the session was not ended.
  case refused(RetentionRefusal)
  /// It could not be brought to an end; the record says what was begun, and a rerun goes on.
  case unconfirmed(RetentionDoubt)
}

/// Why a session is not closed.
public enum RetentionRefusal: UInt8, Hashable, Sendable, CaseIterable {
  /// There is no record of that id.
  case noSession
  /// The record cannot be read; it is left as it is.
  case unreadable
  /// Somebody works in it.
  case active
  /// Somebody is attached to it.
  case attached
  /// Its work is not complete; ending it is the business of a kill.
  case stale
  /// It is kept to be read, and its time is not over.
  case retained
  /// It is not the one that the record means.
  case foreign
  /// It cannot be told what it is.
  case unknown
  /// It was judged safe to close, and is something else now.
  case changed
  /// Another is closing it.
  case busy
  /// Its text could not be saved.
  case unsaved

  /// The refusal in words.
  public var words: StaticString {
    switch self {
    case .noSession: "no such session"
    case .unreadable: "unreadable"
    case .active: "active"
    case .attached: "attached"
    case .stale: "stale"
    case .retained: "retained"
    case .foreign: "foreign"
    case .unknown: "unknown"
    case .changed: "changed since it was judged"
    case .busy: "another is closing it"
    case .unsaved: "its text could not be saved"
    }
  }
}

/// What could not be confirmed.
public enum RetentionDoubt: UInt8, Hashable, Sendable, CaseIterable {
  /// The store did not answer, or would not write.
  case store
  /// tmux did not answer, or has the session still.
  case tmux
  /// Processes of the session are still there.
  case survivors
  /// It was judged as often as it may be, and has changed each time.
  case unsettled

  /// The doubt in words.
  public var words: StaticString {
    switch self {
    case .store: "the store could not be read or written"
    case .tmux: "tmux could not be asked"
    case .survivors: "processes are left"
    case .unsettled: "it has changed each time"
    }
  }
}
