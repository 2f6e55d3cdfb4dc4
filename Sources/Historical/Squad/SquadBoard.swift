import Operations
import Supervision

/// A board of claude-squad: the program in which a person makes and kills instances.
///
/// Contract: reads the list of instances once, makes a worktree and a session for each new one,
/// kills them, and writes the list at every change and when it quits. Source of truth: the list in
/// its own memory. claude-squad 1.0, 2025 (issue 317; the names and the bare target in
/// `session/tmux`).
///
/// Flaws, kept: it writes the whole list out of a memory that is as old as the program, so that
/// two boards erase each other's instances, whose worktrees and sessions stay and whose names are
/// taken; the record is written after everything else was made; a session is killed by its bare
/// name, which is another's when its own has gone.
public struct SquadBoard: Machine {
  /// What a person does at the board.
  public enum Command: Hashable, Sendable {
    /// Makes an instance.
    case create(String)
    /// Kills an instance.
    case kill(String)
    /// Quits, which writes the list.
    case quit
  }

  /// A command and when it is given, counted from the end of the one before.
  public struct Entry: Hashable, Sendable {
    /// How long after the one before.
    public var afterMs: Int64
    /// What.
    public var command: Command

    /// Plans a command.
    public init(afterMs: Int64, _ command: Command) {
      self.afterMs = afterMs
      self.command = command
    }
  }

  /// What it waits for.
  public enum Step: UInt8, Hashable, Sendable {
    case idle, load, pause, addWorktree, newSession, killSession, removeWorktree, deleteBranch
    case save, exit, ended
  }

  private let policy: SquadPolicy
  private let plan: [Entry]
  private var question = Asking(base: 0)
  private var next = 0
  private var current: SquadInstance?
  /// What it waits for.
  public private(set) var step = Step.idle
  /// The list in its memory.
  public private(set) var instances = SquadInstances()
  /// What could not be done, in order.
  public private(set) var refusals: [Outcome] = []
  /// How often it has written the list.
  public private(set) var saveCount = 0

  /// A board at which these commands are given.
  public init(_ plan: [Entry], _ policy: SquadPolicy = SquadPolicy()) {
    self.plan = plan
    self.policy = policy
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started: ask(.load, .file(.read(emit.texts.text(policy.file))), &emit)
    case .outcome(let tag, let outcome):
      // What is no answer to the open question came after its limit, or twice.
      if question.takes(tag) { advance(outcome, &emit) }
    case .message, .signal:
      // Its commands are planned, and it catches no signal.
      break
    }
  }

  private mutating func advance(_ outcome: Outcome, _ emit: inout Emitter) {
    switch step {
    case .load:
      switch FileAnswer(outcome) {
      case .content(let content):
        guard let read = SquadInstances(content, &emit.texts) else { return exit(1, &emit) }
        instances = read
        pause(&emit)
      case .threw(.noSuchFile): pause(&emit)
      case .threw: exit(1, &emit)
      case .done, nil: unexpected(outcome)
      }
    case .pause: begin(&emit)
    case .addWorktree:
      // Everything that fails on the way leaves what was made before it.
      guard succeeded(outcome) else { return finish(&emit) }
      guard let current else { unexpected(outcome) }
      let launch = Launch(program: emit.texts.text(policy.program))
      tmux(.newSession, .newSession(name: current.session(&emit), launch), &emit)
    case .newSession:
      guard succeeded(outcome), let current else { return finish(&emit) }
      instances.list.append(current)
      save(&emit)
    case .killSession:
      _ = succeeded(outcome)
      guard let current else { unexpected(outcome) }
      git(
        .removeWorktree,
        .removeWorktree(
          repository: emit.texts.text(policy.repository), path: current.worktree, force: true),
        &emit)
    case .removeWorktree:
      _ = succeeded(outcome)
      guard let current else { unexpected(outcome) }
      git(
        .deleteBranch,
        .deleteBranch(
          repository: emit.texts.text(policy.repository), name: current.branch, force: true),
        &emit)
    case .deleteBranch:
      _ = succeeded(outcome)
      instances.list.removeAll { $0.title == current?.title }
      save(&emit)
    case .save:
      if succeeded(outcome) { saveCount += 1 }
      finish(&emit)
    case .exit: step = .ended
    case .idle, .ended: unexpected(outcome)
    }
  }

  // MARK: - Commands

  private mutating func pause(_ emit: inout Emitter) {
    guard next < plan.count else { return exit(0, &emit) }
    ask(.pause, .timer(.milliseconds(plan[next].afterMs)), &emit)
  }

  private mutating func begin(_ emit: inout Emitter) {
    switch plan[next].command {
    case .create(let title):
      let made = SquadInstance.made(emit.texts.text(title), policy, &emit)
      current = made
      let add = GitCommand.addWorktree(
        repository: emit.texts.text(policy.repository), path: made.worktree, branch: made.branch,
        base: emit.texts.text(policy.base), newBranch: true)
      git(.addWorktree, add, &emit)
    case .kill(let title):
      let title = emit.texts.text(title)
      guard let instance = instances.list.first(where: { $0.title == title }) else {
        return finish(&emit)
      }
      current = instance
      // The bare name: exact, else whatever single session begins with it.
      tmux(.killSession, .killSession(.bare(instance.session(&emit))), &emit)
    case .quit: save(&emit)
    }
  }

  private mutating func finish(_ emit: inout Emitter) {
    current = nil
    next += 1
    pause(&emit)
  }

  private mutating func save(_ emit: inout Emitter) {
    let content = instances.content(&emit.texts)
    ask(.save, .file(.write(emit.texts.text(policy.file), content: content)), &emit)
  }

  private mutating func exit(_ status: UInt8, _ emit: inout Emitter) {
    ask(.exit, .process(.exit(status: status)), &emit)
  }

  // MARK: - Asking

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    question.ask(operation, limit: policy.callLimit, &emit)
  }

  private mutating func tmux(_ next: Step, _ command: TmuxCommand, _ emit: inout Emitter) {
    ask(next, .tmux(command, socket: emit.texts.text(policy.socket)), &emit)
  }

  private mutating func git(_ next: Step, _ command: GitCommand, _ emit: inout Emitter) {
    ask(next, .git(command), &emit)
  }

  /// Whether a command succeeded; what did not is kept to be shown.
  private mutating func succeeded(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .git(.done), .tmux(.done), .tmux(.created), .file(.done): return true
    case .git(.failed), .tmux(.failed), .file(.failed), .limitPassed:
      refusals.append(outcome)
      return false
    case .git, .tmux, .file, .process, .store, .forge, .pullRequest, .send, .fired, .cancelled,
      .instant, .wallTime, .number:
      unexpected(outcome)
    }
  }

  private func unexpected(_ outcome: Outcome) -> Never {
    preconditionFailure("\(outcome) is no answer to \(self)")
  }

  /// Folds all of its state.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(step.rawValue), UInt32(next))
    question.fold(into: &digest)
    instances.fold(into: &digest)
    current?.fold(into: &digest)
    digest.fold(saveCount)
    for refusal in refusals { refusal.fold(into: &digest) }
  }
}
