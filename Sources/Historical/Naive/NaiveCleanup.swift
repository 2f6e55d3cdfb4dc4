import Operations
import Supervision

/// A cleanup at the end of a task as many scripts have it: whatever begins with the task's name.
///
/// Contract: signals the pid in the task's file, kills every session whose name begins with the
/// task's, removes every worktree whose folder does, by force, and deletes every branch that does.
/// Source of truth: names, and a number in a file. The pattern of several launchers of 2025 and
/// 2026 (gastown before 923, amux before 156, agent-orchestrator before 3475).
///
/// Flaws, kept: `job-1` is also the beginning of `job-10`; the pid may be another's by now; force
/// takes what was never committed; a branch goes with all that is nowhere else; what fails is
/// passed over.
public struct NaiveCleanup: Machine {
  /// Where the task's things are.
  public struct Policy: Hashable, Sendable {
    /// The repository.
    public var repository = "/repo"
    /// The folder of the worktrees; the name of a task's follows.
    public var worktrees = "/worktrees/"
    /// The folder of the pid files.
    public var pids = "/pids/"
    /// The socket of the tmux server.
    public var socket = "sock"
    /// How long any one call may take.
    public var callLimitMs: Int64 = 30_000

    /// The usual places.
    public init() {}
  }

  /// What it waits for.
  public enum Step: UInt8, Hashable, Sendable {
    case idle, readPid, signal, listSessions, killSession, listWorktrees, removeWorktree
    case listBranches, deleteBranch, exit, ended
  }

  private let policy: Policy
  private var question = Asking(base: 0)
  private var task = Text.empty
  private var targets: [Text] = []
  /// What it waits for.
  public private(set) var step = Step.idle
  /// The pid that it has signalled.
  public private(set) var signalledPid: Int32?
  /// The sessions, worktrees and branches that it has removed, in order.
  public private(set) var removed: [Text] = []

  /// A cleanup; the argument of its start is the task.
  public init(_ policy: Policy = Policy()) {
    self.policy = policy
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      task = start.argument
      // The one check that there is: an empty name begins every other.
      guard !task.isEmpty else { return exit(1, &emit) }
      ask(.readPid, .file(.read(path(policy.pids, &emit))), &emit)
    case .outcome(let tag, let outcome):
      // What is no answer to the open question came after its limit, or twice.
      if question.takes(tag) { advance(outcome, &emit) }
    case .message, .signal:
      // Nobody talks to it, and it catches no signal.
      break
    }
  }

  private mutating func advance(_ outcome: Outcome, _ emit: inout Emitter) {
    switch (step, outcome) {
    case (.readPid, .file(.content(let content))):
      guard let pid = pid(in: content, emit.texts) else { return listSessions(&emit) }
      signalledPid = pid
      ask(.signal, .process(.signal(pid: pid, .terminate)), &emit)
    case (.readPid, .file(.failed)), (.readPid, .limitPassed),
      (.signal, .process(.done)), (.signal, .process(.failed)), (.signal, .limitPassed):
      listSessions(&emit)
    case (.listSessions, .tmux(.listing)):
      targets = emit.rows.compactMap { row in
        guard case .session(let facts) = row, emit.texts.hasPrefix(facts.name, task) else {
          return nil
        }
        return facts.name
      }
      killNext(&emit)
    case (.listSessions, .tmux(.failed)), (.listSessions, .limitPassed): listWorktrees(&emit)
    case (.killSession, .tmux(.done)): didRemove { $0.killNext(&emit) }
    case (.killSession, .tmux(.failed)), (.killSession, .limitPassed):
      didFail { $0.killNext(&emit) }
    case (.listWorktrees, .git(.listing)):
      let beginning = path(policy.worktrees, &emit)
      targets = emit.rows.compactMap { row in
        guard case .worktree(let facts) = row, emit.texts.hasPrefix(facts.path, beginning) else {
          return nil
        }
        return facts.path
      }
      removeNext(&emit)
    case (.listWorktrees, .git(.failed)), (.listWorktrees, .limitPassed): listBranches(&emit)
    case (.removeWorktree, .git(.done)): didRemove { $0.removeNext(&emit) }
    case (.removeWorktree, .git(.failed)), (.removeWorktree, .limitPassed):
      didFail { $0.removeNext(&emit) }
    case (.listBranches, .git(.listing)):
      targets = emit.rows.compactMap { row in
        guard case .name(let name) = row, emit.texts.hasPrefix(name, task) else { return nil }
        return name
      }
      deleteNext(&emit)
    case (.listBranches, .git(.failed)), (.listBranches, .limitPassed): exit(0, &emit)
    case (.deleteBranch, .git(.done)): didRemove { $0.deleteNext(&emit) }
    case (.deleteBranch, .git(.failed)), (.deleteBranch, .limitPassed):
      didFail { $0.deleteNext(&emit) }
    case (.exit, .process), (.exit, .limitPassed): step = .ended
    default: preconditionFailure("\(outcome) is no answer to \(self)")
    }
  }

  // MARK: - Removing

  private mutating func didRemove(_ goOn: (inout Self) -> Void) {
    removed.append(targets.removeFirst())
    goOn(&self)
  }

  private mutating func didFail(_ goOn: (inout Self) -> Void) {
    targets.removeFirst()
    goOn(&self)
  }

  private mutating func listSessions(_ emit: inout Emitter) {
    tmux(.listSessions, .listSessions, &emit)
  }

  private mutating func killNext(_ emit: inout Emitter) {
    guard let name = targets.first else { return listWorktrees(&emit) }
    tmux(.killSession, .killSession(.bare(name)), &emit)
  }

  private mutating func listWorktrees(_ emit: inout Emitter) {
    let list = GitCommand.listWorktrees(repository: emit.texts.text(policy.repository))
    ask(.listWorktrees, .git(list), &emit)
  }

  private mutating func removeNext(_ emit: inout Emitter) {
    guard let path = targets.first else { return listBranches(&emit) }
    let remove = GitCommand.removeWorktree(
      repository: emit.texts.text(policy.repository), path: path, force: true)
    ask(.removeWorktree, .git(remove), &emit)
  }

  private mutating func listBranches(_ emit: inout Emitter) {
    let list = GitCommand.listBranches(repository: emit.texts.text(policy.repository))
    ask(.listBranches, .git(list), &emit)
  }

  private mutating func deleteNext(_ emit: inout Emitter) {
    guard let name = targets.first else { return exit(0, &emit) }
    let delete = GitCommand.deleteBranch(
      repository: emit.texts.text(policy.repository), name: name, force: true)
    ask(.deleteBranch, .git(delete), &emit)
  }

  private mutating func exit(_ status: UInt8, _ emit: inout Emitter) {
    ask(.exit, .process(.exit(status: status)), &emit)
  }

  // MARK: - Asking

  private func path(_ folder: String, _ emit: inout Emitter) -> Text {
    let folder = emit.texts.text(folder)
    return emit.text { builder, texts in
      builder.add(folder, from: texts)
      builder.add(task, from: texts)
    }
  }

  private func pid(in content: Text, _ texts: borrowing Texts) -> Int32? {
    let word = texts.withBytes(content) { bytes in
      String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
    guard let pid = Int32(word), pid > 0 else { return nil }
    return pid
  }

  private mutating func tmux(_ next: Step, _ command: TmuxCommand, _ emit: inout Emitter) {
    ask(next, .tmux(command, socket: emit.texts.text(policy.socket)), &emit)
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    question.ask(operation, limit: .milliseconds(policy.callLimitMs), &emit)
  }

  /// Folds all of its state.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(step.rawValue), UInt32(bitPattern: signalledPid ?? -1))
    question.fold(into: &digest)
    digest.fold(task)
    for target in targets { digest.fold(target) }
    digest.fold(removed.count)
    for name in removed { digest.fold(name) }
  }
}
