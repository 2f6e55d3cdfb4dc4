import Operations

/// What the name of a program means to the panes of this machine.
public struct TmuxProgram: Hashable, Sendable {
  /// The file that is run.
  public var path: String
  /// What it is given before the one argument of its launch.
  public var arguments: [String]

  /// Names a file and its first arguments.
  public init(_ path: String, _ arguments: [String] = []) {
    self.path = path
    self.arguments = arguments
  }

  /// The variable that carries a launch's nonce, in hexadecimal digits.
  static let nonceName = "REHEARSAL_NONCE"

  /// The words that tmux runs for a launch; two at least, so that no shell reads them.
  ///
  /// A pane's process leads a session and a group already, so a new group is nothing to it. A new
  /// session takes a process more: the pane's waits for the other, which the terminal cannot reach.
  func words(for launch: Launch, argument: String) -> [String] {
    var words = [path] + arguments
    if !argument.isEmpty { words.append(argument) }
    if launch.newNamespace {
      words = ["/usr/bin/unshare", "--pid", "--fork", "--mount-proc", "--kill-child"] + words
    }
    if launch.newSession { words = ["/usr/bin/setsid", "--wait"] + words }
    // A shell that stands aside: it is the same process, and what follows are its arguments.
    if launch.ignoresHangUp { return Self.shell("trap '' HUP; exec \"$@\"") + words }
    return words.count > 1 ? words : Self.shell("exec \"$@\"") + words
  }

  private static func shell(_ script: String) -> [String] { ["/bin/sh", "-c", script, "sh"] }
}
