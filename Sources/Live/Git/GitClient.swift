import Glibc
import Operations

// git on this machine: each command is one process `git -C PATH ...`, but for a commit, which asks
// who commits, adds and commits.
//
// No shell and no person is asked anything. Names are given and read as bytes that a NUL ends. What
// a failure names is told as it was given, for git 2.39.5 writes `?` for control characters. Others
// may hold a lock: that is told as git tells it, and nothing is tried again.

/// Carries out the commands of git on this machine.
///
/// It keeps nothing between calls, and any number of threads may use it at once.
public struct GitClient: Sendable {
  /// What a client is told once.
  public struct Settings: Sendable {
    /// The file of the program.
    public var path = "/usr/bin/git"
    /// The environment, each as `NAME=value`; what would name another repository is left out.
    public var environment = ["PATH=/usr/local/bin:/usr/bin:/bin"]
    /// Who commits where nobody is configured.
    public var name = "Rehearsal"
    /// The address of that one.
    public var email = "rehearsal@localhost"

    /// Makes settings that can be changed afterwards.
    public init() {}
  }

  let settings: Settings
  let texts: TextTable

  /// Makes a client that reads and writes texts in a table.
  public init(_ settings: Settings = Settings(), texts: TextTable) {
    self.settings = settings
    self.texts = texts
  }

  /// Performs one command.
  ///
  /// When the deadline comes first git is killed, and may leave behind what it had begun, a lock
  /// among it.
  public func perform(_ command: GitCommand, until deadline: Deadline) -> Answer {
    do throws(GitEnd) {
      return try attempt(command, until: deadline)
    } catch {
      return switch error {
      case .late: Answer(.limitPassed)
      case .failed(let failure): Answer(.git(.failed(failure)))
      }
    }
  }

  private func attempt(
    _ command: GitCommand, until deadline: Deadline
  ) throws(GitEnd) -> Answer {
    switch command {
    case .addWorktree(_, path: let path, branch: let branch, base: let base, newBranch: let isNew):
      let words =
        isNew
        ? ["--no-track", "-b", string(branch), "--", string(path), string(base)]
        : ["--", string(path), string(branch)]
      try run(["worktree", "add"] + words, for: command, until: deadline)
    case .listWorktrees:
      let output = try run(
        ["worktree", "list", "--porcelain", "-z"], for: command, until: deadline)
      return Answer(GitReading.worktrees(output, texts)) { .git(.listing($0)) }
    case .removeWorktree(_, path: let path, force: let force):
      let words = ["worktree", "remove"] + (force ? ["--force"] : []) + ["--", string(path)]
      try run(words, for: command, until: deadline)
    case .pruneWorktrees:
      try run(["worktree", "prune"], for: command, until: deadline)
    case .lockWorktree(_, path: let path):
      try run(["worktree", "lock", "--", string(path)], for: command, until: deadline)
    case .status:
      let output = try run(
        [
          "--no-optional-locks", "status", "--porcelain", "-z", "--untracked-files=normal",
          "--no-renames", "--ignored=no",
        ], for: command, until: deadline)
      return Answer(.git(GitReading.changes(output)))
    case .commit(_, message: let message):
      try commit(string(message), for: command, until: deadline)
    case .listBranches:
      let output = try run(
        ["for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads"], for: command,
        until: deadline)
      return Answer(GitReading.branches(output, texts)) { .git(.listing($0)) }
    case .deleteBranch(_, name: let name, force: let force):
      try run(
        ["branch", force ? "-D" : "-d", "--", string(name)], for: command, until: deadline)
    }
    return Answer(.git(.done))
  }

  private func commit(
    _ message: String, for command: GitCommand, until deadline: Deadline
  ) throws(GitEnd) {
    // Status 1 says that neither is configured.
    let known = try finish(
      ["config", "-z", "--name-only", "--get-regexp", "^user\\.(name|email)$"], for: command,
      until: deadline
    ).output
    let names = known.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    var identity: [String] = []
    if !names.contains("user.name") { identity += ["-c", "user.name=" + settings.name] }
    if !names.contains("user.email") { identity += ["-c", "user.email=" + settings.email] }
    try run(["add", "-A"], for: command, until: deadline)
    try run(
      identity + [
        "-c", "commit.gpgSign=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "commit",
        "--quiet", "--no-edit", "--allow-empty-message", "--cleanup=verbatim",
        "--message=" + message,
      ], for: command, until: deadline)
  }

  /// Runs git to its end and gives its output; any status but 0 is a failure.
  @discardableResult
  private func run(
    _ words: [String], for command: GitCommand, until deadline: Deadline
  ) throws(GitEnd) -> [UInt8] {
    let run = try finish(words, for: command, until: deadline)
    guard run.status == 0 else { throw .failed(GitTelling(command, texts).failure(of: run)) }
    return run.output
  }

  private func finish(
    _ words: [String], for command: GitCommand, until deadline: Deadline
  ) throws(GitEnd) -> ProgramRun {
    let plan = Child.Plan(
      path: settings.path, arguments: ["-C", string(command.place)] + words,
      environment: environment)
    let run: ProgramRun?
    do throws(CallError) {
      run = try ProgramRun(plan, until: deadline)
    } catch {
      // Whether it was ever there is not known, which is what a kill leaves too.
      let reason = texts.text(String(cString: strerror(error.number)))
      throw .failed(GitFailure(.killed, reason))
    }
    guard let run else { throw .late }
    return run
  }

  private var environment: [String] {
    settings.environment.filter { entry in !Self.unwanted.contains { entry.hasPrefix($0) } }
      + ["LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_EDITOR=true", "GIT_ASKPASS=true"]
  }

  private static let unwanted = [
    "LC_ALL=", "LANGUAGE=", "GIT_DIR=", "GIT_WORK_TREE=", "GIT_COMMON_DIR=", "GIT_INDEX_FILE=",
    "GIT_OBJECT_DIRECTORY=", "GIT_NAMESPACE=", "GIT_TERMINAL_PROMPT=", "GIT_EDITOR=",
    "GIT_ASKPASS=",
  ]

  private func string(_ text: Text) -> String { texts.string(text) }
}

/// Why a run of git has no answer.
enum GitEnd: Error {
  /// The deadline came first.
  case late
  /// It failed.
  case failed(GitFailure)
}

extension GitCommand {
  /// The folder that it runs in.
  var place: Text {
    switch self {
    case .addWorktree(repository: let place, path: _, branch: _, base: _, newBranch: _),
      .listWorktrees(repository: let place),
      .removeWorktree(repository: let place, path: _, force: _),
      .pruneWorktrees(repository: let place), .lockWorktree(repository: let place, path: _),
      .listBranches(repository: let place), .deleteBranch(repository: let place, name: _, force: _),
      .status(path: let place), .commit(path: let place, message: _):
      place
    }
  }
}
