import Operations

@testable import SimulatedWorld

/// A repository at /repo with one file, and somebody who uses it.
final class GitDesk {
  var git = GitRepositories()
  var files = FileSystem()
  var moment = Moment(seed: 1)
  let me = ProcessIndex(slot: 1, generation: 0)
  private var calls: UInt32 = 0

  init() {
    files.put(text("/repo/a"), text("1"), &moment)
    git.addRepository(text("/repo"), branch: text("main"), &files, &moment)
  }

  func text(_ string: String) -> Text { moment.texts.text(string) }

  /// Performs a command and leaves its second half to `finish`.
  func begin(_ command: GitCommand) -> GitOutcome? {
    calls += 1
    moment.agenda.call = CallID(slot: calls, generation: 0)
    return git.perform(command, &files, by: me, &moment)
  }

  /// Lets everything happen that was planned, and gives the last answer.
  func finish() -> GitOutcome? {
    let events = moment.agenda.events
    moment.agenda.clear()
    for planned in events {
      if case .git(let event) = planned.event { git.happen(event, &files, &moment) }
    }
    guard case .git(let outcome)? = moment.agenda.answers.last?.outcome else { return nil }
    return outcome
  }

  /// Performs a command and tells what came of it: the status and the message of a failure.
  func run(_ command: GitCommand) -> String { tell(begin(command) ?? finish()) }

  func tell(_ outcome: GitOutcome?) -> String {
    switch outcome {
    case .done?: "done"
    case .changes(let tracked, let untracked)?: "\(tracked) tracked, \(untracked) untracked"
    case .failed(let failure)?: "\(failure.status) \(failure.message(in: moment.texts))"
    case .listing?, nil: "?"
    }
  }

  func add(_ path: String, new branch: String, base: String = "main") -> String {
    run(newWorktree(path, branch, base))
  }

  func newWorktree(_ path: String, _ branch: String, _ base: String = "main") -> GitCommand {
    .addWorktree(
      repository: text("/repo"), path: text(path), branch: text(branch), base: text(base),
      newBranch: true)
  }

  func add(_ path: String, _ branch: String) -> String {
    run(
      .addWorktree(
        repository: text("/repo"), path: text(path), branch: text(branch), base: .empty,
        newBranch: false))
  }

  func remove(_ path: String, force: Bool = false) -> String {
    run(.removeWorktree(repository: text("/repo"), path: text(path), force: force))
  }

  func lock(_ path: String) -> String {
    run(.lockWorktree(repository: text("/repo"), path: text(path)))
  }

  func unlock(_ path: String) -> Bool {
    git.unlock(text(path), in: text("/repo"), &files, &moment)
  }

  func merge(_ branch: String, into target: String) -> Bool {
    git.merge(text(branch), into: text(target), in: text("/repo"))
  }

  func prune() -> String { run(.pruneWorktrees(repository: text("/repo"))) }

  func status(_ path: String) -> String { run(.status(path: text(path))) }

  func commit(_ path: String) -> String { run(.commit(path: text(path), message: text("m"))) }

  func delete(_ branch: String, force: Bool = false) -> String {
    run(.deleteBranch(repository: text("/repo"), name: text(branch), force: force))
  }

  func put(_ path: String, _ content: String) { files.put(text(path), text(content), &moment) }

  func erase(_ path: String) { files.erase(text(path), &moment) }

  func isThere(_ path: String) -> Bool { files.kind(of: text(path), &moment) != nil }

  /// The branches by name.
  func branches() -> [String] {
    _ = begin(.listBranches(repository: text("/repo")))
    return moment.rows.map { row in
      guard case .name(let name) = row else { return "?" }
      return moment.texts.string(name)
    }
  }

  /// The worktrees, each with what is said of it.
  func worktrees() -> [String] {
    _ = begin(.listWorktrees(repository: text("/repo")))
    return moment.rows.map { row in
      guard case .worktree(let facts) = row else { return "?" }
      return "\(moment.texts.string(facts.path)) \(moment.texts.string(facts.branch))"
        + (facts.isLocked ? " locked" : "") + (facts.isPrunable ? " prunable" : "")
    }
  }
}
