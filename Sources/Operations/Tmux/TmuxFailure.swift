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
    /// Options have a message of their own for a missing window.
    case noWindowForOption
    /// Options have a message of their own for a missing pane.
    case noPaneForOption
    /// The option is not set, or not known.
    case invalidOption
    /// A switch was set to something that is neither on nor off.
    case badValue
    /// A choice was set to none of its values.
    case unknownValue
    /// The name is taken.
    case duplicateSession
    /// The name is empty.
    case invalidSession
    /// A terminal was needed.
    case notATerminal
    /// `attach-session` in a pane of the same server.
    case nestedSession
    /// A server without sessions has nothing to attach to.
    case noSessions
    /// A server without sessions has no current one either.
    case noCurrentTarget
    /// A plain `=` means the mouse, and there is none.
    case noMouseTarget
    /// `detach-client` while no client is attached to any session.
    case noCurrentClient
    /// `new-window` was given a pane.
    case paneNotAllowed
    /// `new-window` was given a window that exists; the subject is its index.
    case windowIndexInUse
    /// `new-session` or `new-window` could not start the program.
    case windowForkFailed
    /// `split-window` could not start the program.
    case paneForkFailed
    /// `respawn-pane` could not start the program.
    case respawnForkFailed
    /// The pane is too small to be split.
    case noSpaceForPane
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
    case .noWindowForOption: "no such window: \(subject)"
    case .noPaneForOption: "no such pane: \(subject)"
    case .invalidOption: "invalid option: \(subject)"
    case .badValue: "bad value: \(subject)"
    case .unknownValue: "unknown value: \(subject)"
    case .duplicateSession: "duplicate session: \(subject)"
    case .invalidSession: "invalid session: \(subject)"
    case .notATerminal: "open terminal failed: not a terminal"
    case .nestedSession: "sessions should be nested with care, unset $TMUX to force"
    case .noSessions: "no sessions"
    case .noCurrentTarget: "no current target"
    case .noMouseTarget: "no mouse target"
    case .noCurrentClient: "no current client"
    case .paneNotAllowed: "can't specify pane here"
    case .windowIndexInUse: "create window failed: index \(subject) in use"
    case .windowForkFailed: "create window failed: fork failed: \(Self.tableFull)"
    case .paneForkFailed: "create pane failed: fork failed: \(Self.tableFull)"
    case .respawnForkFailed: "respawn pane failed: fork failed: \(Self.tableFull)"
    case .noSpaceForPane: "no space for new pane"
    case .paneStillActive: "respawn pane failed: pane \(subject) still active"
    case .paneHasExited: "target pane has exited"
    case .clientFailed: "lost server"
    }
  }

  /// What the C library says of EAGAIN.
  private static var tableFull: String { "Resource temporarily unavailable" }

  /// Folds the reason and the subject.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(reason.rawValue))
    digest.fold(subject)
  }
}
