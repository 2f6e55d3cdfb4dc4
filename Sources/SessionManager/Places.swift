import Glibc

/// Where the session manager keeps what it has to keep: all of it below one folder, which nobody
/// else may look into.
///
///     sessions.sqlite   the records of all sessions, with -wal and -shm beside it
///     worktrees/        a worktree for each session, named by its id and its nonce
///     logs/             what the supervisor prints when it runs in the background
///     mail/             a socket for each program of the manager that runs
///     notices/          what each person was told, a line a message
///     supervisor.lock   held by the supervisor that watches
///     agents.json       how agents are started, if somebody has said it
///     tmux              the socket of the tmux server, unless its path would be too long
public struct Places: Hashable, Sendable {
  /// The folder, by its one path.
  public let root: String

  /// What is wrong with a folder.
  public struct Trouble: Error, Hashable {
    /// What a person is told.
    public let message: String
  }

  /// Makes the folder and those in it, where they are not there yet.
  public init(at path: String) throws(Trouble) {
    try Self.make(path)
    guard let whole = realpath(path, nil) else { throw Self.trouble("find", path) }
    root = String(cString: whole)
    free(whole)
    var facts = stat()
    guard stat(root, &facts) == 0 else { throw Self.trouble("look at", root) }
    guard facts.st_uid == geteuid() else {
      throw Trouble(message: "'\(root)' belongs to another user.")
    }
    guard facts.st_mode & 0o077 == 0 else {
      throw Trouble(
        message: "Others may look into '\(root)': it must be 0700. Try 'chmod 700'.")
    }
    for folder in [worktrees, logs, mail, notices] { try Self.make(folder) }
  }

  /// The records.
  public var store: String { root + "/sessions.sqlite" }
  /// The worktrees.
  public var worktrees: String { root + "/worktrees" }
  /// What programs in the background print.
  public var logs: String { root + "/logs" }
  /// The sockets of the programs that run.
  public var mail: String { root + "/mail" }
  /// What people were told.
  public var notices: String { root + "/notices" }
  /// The lock of the supervisor.
  public var supervisorLock: String { root + "/supervisor.lock" }
  /// How agents are started.
  public var agents: String { root + "/agents.json" }

  /// How long the path of a socket may be: `sun_path` has 108 bytes, the last one a zero.
  public static var socketLengthMax: Int { 107 }

  /// The socket of the tmux server; nil when its path would be too long for one.
  public var socket: String? {
    let path = root + "/tmux"
    return path.utf8.count <= Self.socketLengthMax ? path : nil
  }

  private static func make(_ path: String) throws(Trouble) {
    if mkdir(path, 0o700) == 0 { return }
    let error = errno
    if error == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try make(String(path[..<slash]))
      if mkdir(path, 0o700) == 0 { return }
    } else if error == EEXIST {
      return
    }
    throw trouble("make", path)
  }

  private static func trouble(_ deed: String, _ path: String) -> Trouble {
    Trouble(message: "Cannot \(deed) '\(path)': \(String(cString: strerror(errno))).")
  }
}
