import Commands
import SessionManager

/// `rehearse session check`.
enum SessionCheck: Subcommand {
  static let command = Command(
    "check",
    abstract: "Compare the records with what is really there: what is orphaned, doubled or lost.",
    discussion: """
      Tmux sessions, processes, worktrees and branches are looked at, and nothing is changed. What \
      is under way is told as not finished. Exit status 1 if anything was found.
      """,
    parameters: [SessionCommands.json] + SessionCommands.shared)

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    let manager = try SessionCommands.manager(values)
    let found = try SessionCommands.carryOut { () throws(ManagerTrouble) in
      try manager.inspect()
    }
    if values[SessionCommands.json] {
      try output.print(SessionJSON.text(found))
    } else {
      for finding in found.findings {
        try output.print("\(finding.property): \(finding.words)")
      }
      try output.print(
        "check: \(found.records) records, \(found.live) live; \(found.runtimes) tmux sessions, "
          + "\(found.agents) agents, \(found.worktrees) worktrees, \(found.branches) branches; "
          + "\(found.findings.count) findings")
    }
    return found.findings.isEmpty ? .success : .violated
  }
}
