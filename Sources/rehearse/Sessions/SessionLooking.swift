import Commands
import Glibc
import SessionManager

// The commands that only look.

/// `rehearse session list`.
enum SessionList: Subcommand {
  static let all = Flag("all", help: "Show those that are over as well.")

  static let command = Command(
    "list", abstract: "Show the sessions.",
    parameters: [all, SessionCommands.json] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    let entries = try SessionCommands.carryOut { () throws(ManagerTrouble) in
      try manager.records()
    }.filter { values[all] || !$0.isOver }
    if values[SessionCommands.json] {
      try output.print(SessionJSON.text(entries))
    } else if entries.isEmpty {
      try output.print(values[all] ? "no sessions" : "no sessions that run")
    } else {
      try output.print(SessionTable(entries).text)
    }
    return .success
  }
}

/// `rehearse session status`.
enum SessionStatus: Subcommand {
  static let command = Command(
    "status", abstract: "Show one session.",
    parameters: [SessionCommands.session, SessionCommands.json] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    let entry = try SessionCommands.entry(values[SessionCommands.session], manager)
    try output.print(
      values[SessionCommands.json] ? SessionJSON.text([entry]) : SessionTable.whole(entry))
    return .success
  }
}

/// `rehearse session view`.
enum SessionView: Subcommand {
  static let live = Flag("live", help: "Watch it until you leave it with the tmux prefix and d.")

  static let command = Command(
    "view",
    abstract: "Show what a session's pane shows.",
    discussion: "With '--live' the pane is watched and not typed into.",
    parameters: [SessionCommands.session, live] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    let entry = try SessionCommands.entry(values[SessionCommands.session], manager)
    if values[live] {
      guard output.isTerminal else {
        throw Failure(status: .usage, message: "'--live' needs a terminal.")
      }
      throw manager.attach(to: entry)
    }
    guard let screen = manager.screen(of: entry) else {
      throw Failure(status: .violated, message: "'\(entry.id)' has no pane any more.")
    }
    try output.print(screen)
    return .success
  }
}

extension Manager {
  /// Becomes a client of tmux that only watches; what is thrown is why that failed.
  fileprivate func attach(to entry: SessionEntry) -> Failure {
    let words = ["tmux", "-S", socket, "attach-session", "-r", "-t", "=\(entry.name)"]
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    pointers.append(nil)
    unsetenv("TMUX")
    execvp("tmux", pointers)
    return Failure(
      status: .inputOutput, message: "Cannot start tmux: \(String(cString: strerror(errno))).")
  }
}

/// Sessions in aligned columns.
struct SessionTable {
  let text: String

  init(_ entries: [SessionEntry]) {
    let rows =
      [["SESSION", "STATUS", "AGENT", "PID", "BRANCH"]]
      + entries.map { entry in
        [
          Self.line(entry.id), entry.status + (entry.isBusy ? "*" : ""), Self.line(entry.agent),
          entry.agentPid.map { "\($0)" } ?? "-", entry.branch,
        ]
      }
    let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }.joined(separator: "  ")
    }
    text = lines.map(Self.trimmed).joined(separator: "\n")
  }

  /// All of one session, a line each.
  static func whole(_ entry: SessionEntry) -> String {
    let rows: [(String, String)] = [
      ("session", line(entry.id)), ("key", line(entry.key)),
      ("status", entry.status + (entry.isBusy ? ", somebody is at work on it" : "")),
      ("agent", line(entry.agent) + (entry.agentPid.map { ", pid \($0)" } ?? "")),
      ("prompt", line(entry.prompt)), ("tmux", entry.name), ("worktree", entry.worktree),
      ("branch", entry.branch), ("repository", entry.repository),
      ("generation", "\(entry.generation)"),
    ]
    return rows.map { name, value in
      trimmed(name + String(repeating: " ", count: 12 - name.count) + value)
    }.joined(separator: "\n")
  }

  /// What would not stay in its line, or would do something to a terminal, is spelled out.
  private static func line(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { line, scalar in
      if scalar.value < 0x20 || scalar.value == 0x7F {
        line += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        line.unicodeScalars.append(scalar)
      }
    }
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}
