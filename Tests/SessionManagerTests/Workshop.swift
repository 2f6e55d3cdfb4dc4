import Glibc
import TestSupport

/// A folder of its own for the session manager, a repository to make worktrees of, and a tmux server
/// that nobody else has; nothing of it is left behind.
struct Workshop {
  let home: String

  var state: String { home + "/state" }
  var repository: String { home + "/repo" }

  /// Sets one up for a body, and clears it away: the tmux server and whatever still carries the
  /// folder's path in its arguments.
  static func with<T>(_ body: (Workshop) throws -> T) throws -> T {
    try TextFile.withTemporaryDirectory { home in
      let workshop = Workshop(home: home)
      defer { workshop.clear() }
      try workshop.shell(
        """
        git init -q -b main \(workshop.repository) && cd \(workshop.repository) && \
        git -c user.name=a -c user.email=a@b commit -q --allow-empty -m one
        """)
      return try body(workshop)
    }
  }

  /// Runs a command of the manager.
  @discardableResult
  func session(
    _ words: String..., environment more: [String] = [], secondsMax: Int = 60
  ) throws -> Program {
    try Program.run(
      Program.built, ["session"] + words, environment: environment + more, secondsMax: secondsMax)
  }

  /// Starts a session whose agent only waits.
  @discardableResult
  func spawn(_ key: String, environment: [String] = []) throws -> Program {
    try session(
      "spawn", key, "100000", "--agent", "sleep", "--repository", repository,
      environment: environment)
  }

  var environment: [String] { ["REHEARSAL_STATE=\(state)"] }

  /// What a line for the shell prints.
  @discardableResult
  func shell(_ line: String) throws -> String {
    let run = try Program.run("/bin/bash", ["-c", line], environment: environment)
    guard run.status == 0 else {
      throw TextFile.Trouble(description: "'\(line)': \(run.status), \(run.errors)")
    }
    return run.output
  }

  /// The lines that a line for the shell prints; none when it finds nothing.
  func lines(_ line: String) throws -> [String] {
    try shell("{ \(line); } || true").split(separator: "\n").map(String.init)
  }

  /// The tmux sessions there are.
  func tmuxSessions() throws -> [String] {
    try lines("tmux -S \(state)/tmux list-sessions -F '#{session_name}' 2>/dev/null")
  }

  /// The agents that run.
  func agents() throws -> [String] {
    try lines(
      """
      for f in /proc/[0-9]*/cwd; do case "$(readlink $f 2>/dev/null)" in \
      \(state)/worktrees/*) d=${f%/cwd}; echo ${d#/proc/};; esac; done
      """)
  }

  /// The worktrees beside the main one.
  func worktrees() throws -> [String] {
    try lines("git -C \(repository) worktree list --porcelain | grep '^worktree \(state)'")
  }

  private func clear() {
    _ = try? shell(
      """
      tmux -S \(state)/tmux kill-server 2>/dev/null; \
      for i in 1 2 3 4 5 6 7 8 9 10; do \
      p=$(pgrep -f '[s]tate \(state) '); [ -z "$p" ] && break; kill -9 $p 2>/dev/null; sleep 0.1; \
      done; true
      """)
    for agent in (try? agents()) ?? [] { if let pid = Int32(agent) { kill(pid, SIGKILL) } }
  }
}
