/// Why a client of tmux exited with status 1.
public struct TmuxFailure: Hashable, Sendable, Foldable {
  /// What went wrong.
  public var reason: Reason
  /// What the message names: the target, the socket, the option.
  public var subject: Text

  /// Makes a failure.
  public init(_ reason: Reason, _ subject: Text = .empty) {
    self.reason = reason
    self.subject = subject
  }

  /// The kinds of failure, each with a message of its own.
  public enum Reason: UInt8, Hashable, Sendable {
    /// The socket file is not there.
    case noSocket
    /// The socket file is there and nobody listens.
    case noServer
    /// The server ended while it served the request.
    case serverExited
    /// No session of that name.
    case noSuchSession
    /// No window of that name.
    case noSuchWindow
    /// No pane of that id.
    case noSuchPane
    /// Options have a message of their own for a missing session.
    case noSessionForOption
    /// Options have a message of their own for a missing pane.
    case noPaneForOption
    /// The option is not set, or not known.
    case invalidOption
    /// The name is taken.
    case duplicateSession
    /// The name is empty.
    case invalidSession
    /// A terminal was needed.
    case notATerminal
    /// `respawn-pane` without `-k` on a pane that lives.
    case paneStillActive
    /// `pipe-pane` on a pane that is dead.
    case paneHasExited
    /// A fault of the client: it could not be started, or spoke another protocol.
    case clientFailed
  }

  /// The line on standard error, as tmux 3.3a prints it, without its line feed.
  public func message(in texts: borrowing Texts) -> String {
    let subject = texts.string(subject)
    return switch reason {
    case .noSocket: "error connecting to \(subject) (No such file or directory)"
    case .noServer: "no server running on \(subject)"
    case .serverExited: "server exited unexpectedly"
    case .noSuchSession: "can't find session: \(subject)"
    case .noSuchWindow: "can't find window: \(subject)"
    case .noSuchPane: "can't find pane: \(subject)"
    case .noSessionForOption: "no such session: \(subject)"
    case .noPaneForOption: "no such pane: \(subject)"
    case .invalidOption: "invalid option: \(subject)"
    case .duplicateSession: "duplicate session: \(subject)"
    case .invalidSession: "invalid session: \(subject)"
    case .notATerminal: "open terminal failed: not a terminal"
    case .paneStillActive: "respawn pane failed: pane \(subject) still active"
    case .paneHasExited: "target pane has exited"
    case .clientFailed: "lost server"
    }
  }

  /// Folds the reason and the subject.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(reason.rawValue))
    digest.fold(subject)
  }
}
