import Glibc
import Operations
import Testing

@testable import Live

/// A folder of its own with a repository in it that has one commit of two files.
final class PrivateGit {
  let folder: String
  let texts = TextTable()
  let client: GitClient

  init(environment: [String] = []) throws {
    folder = try temporaryFolder()
    var settings = GitClient.Settings()
    settings.environment += ["HOME=\(folder)", "GIT_CONFIG_NOSYSTEM=1"] + environment
    client = GitClient(settings, texts: texts)
    try git("init", "--quiet", "--initial-branch=main", root)
    write("one", to: root + "/a")
    write("two", to: root + "/b")
    #expect(try ask(.commit(path: text(root), message: text("first"))) == .done)
  }

  var root: String { folder + "/root" }

  /// The path of a worktree.
  func place(_ name: String) -> String { folder + "/" + name }

  /// Runs git as a person would.
  @discardableResult
  func git(_ words: String...) throws -> String {
    let run = try #require(
      try ProgramRun(
        Child.Plan(
          path: "/usr/bin/git", arguments: words,
          environment: ["PATH=/usr/bin:/bin", "HOME=\(folder)", "LC_ALL=C"]),
        until: Deadline(after: 20_000_000_000)))
    #expect(run.status == 0, "\(words): \(run.message)")
    return run.text
  }

  func answer(_ command: GitCommand, within seconds: Double = 20) -> Answer {
    client.perform(command, until: Deadline(after: Int64(seconds * 1e9)))
  }

  /// What came of a command that git answered.
  @discardableResult
  func ask(_ command: GitCommand) throws -> GitOutcome {
    guard case .git(let outcome) = answer(command).outcome else { throw PrivateTmux.NoAnswer() }
    return outcome
  }

  /// The failure that a command ends with.
  func failure(_ command: GitCommand) throws -> Failure? {
    guard case .failed(let failure) = try ask(command) else { return nil }
    return Failure(failure.reason, texts.string(failure.subject), texts.string(failure.other))
  }

  func text(_ string: String) -> Text { texts.text(string) }

  func add(_ name: String, _ branch: String, base: String = "main", isNew: Bool = true)
    -> GitCommand
  {
    .addWorktree(
      repository: text(root), path: text(place(name)), branch: text(branch), base: text(base),
      newBranch: isNew)
  }

  func remove(_ name: String, force: Bool = false) -> GitCommand {
    .removeWorktree(repository: text(root), path: text(place(name)), force: force)
  }

  func lock(_ name: String) -> GitCommand {
    .lockWorktree(repository: text(root), path: text(place(name)))
  }

  func delete(_ branch: String, force: Bool = false) -> GitCommand {
    .deleteBranch(repository: text(root), name: text(branch), force: force)
  }

  var worktrees: [WorktreeFacts] {
    answer(.listWorktrees(repository: text(root))).rows.compactMap {
      if case .worktree(let row) = $0 { row } else { nil }
    }
  }

  var branches: [String] {
    answer(.listBranches(repository: text(root))).rows.compactMap {
      if case .name(let name) = $0 { texts.string(name) } else { nil }
    }
  }

  deinit { removeFolder(folder) }

  struct Failure: Equatable {
    var reason: GitFailure.Reason
    var subject: String
    var other: String

    init(_ reason: GitFailure.Reason, _ subject: String = "", _ other: String = "") {
      self.reason = reason
      self.subject = subject
      self.other = other
    }
  }
}
