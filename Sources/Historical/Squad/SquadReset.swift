import Operations
import Supervision

/// claude-squad's `reset`: forgets all instances and kills every session with its prefix.
///
/// Contract: writes an empty list, lists the sessions of the server, and kills each whose line has
/// `claudesquad_` in it, by what follows from there. Source of truth: names. claude-squad 1.0,
/// 2025 (`CleanupSessions`).
///
/// Flaws, kept: the prefix is no proof, so that another person's or another home's squad goes as
/// well; the target is a bare name, which means another when its own is gone by then; the first
/// failure ends it, and the rest stays.
public struct SquadReset: Machine {
  /// What it waits for.
  public enum Step: UInt8, Hashable, Sendable {
    case idle, clear, list, kill, exit, ended
  }

  private let policy: SquadPolicy
  private var question = Asking(base: 0)
  private var names: [Text] = []
  /// What it waits for.
  public private(set) var step = Step.idle
  /// How many kills tmux has called done.
  public private(set) var killCount = 0
  /// What ended it early, if anything did.
  public private(set) var failure: Outcome?

  /// A reset.
  public init(_ policy: SquadPolicy = SquadPolicy()) {
    self.policy = policy
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started:
      let empty = SquadInstances().content(&emit.texts)
      ask(.clear, .file(.write(emit.texts.text(policy.file), content: empty)), &emit)
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
    case (.clear, .file(.done)): tmux(.list, .listSessions, &emit)
    case (.list, .tmux(.listing)):
      for row in emit.rows {
        guard case .session(let facts) = row, let name = matched(facts.name, &emit) else {
          continue
        }
        names.append(name)
      }
      killNext(&emit)
    case (.kill, .tmux(.done)):
      killCount += 1
      killNext(&emit)
    case (.clear, .file(.failed)), (.list, .tmux(.failed)), (.kill, .tmux(.failed)),
      (.clear, .limitPassed), (.list, .limitPassed), (.kill, .limitPassed):
      failure = outcome
      exit(1, &emit)
    case (.exit, .process), (.exit, .limitPassed): step = .ended
    default: preconditionFailure("\(outcome) is no answer to \(self)")
    }
  }

  /// What the pattern `claudesquad_.*:`, cut at the colon, finds in a line of `tmux ls`: the name
  /// from the prefix on, wherever in it that stands.
  private func matched(_ name: Text, _ emit: inout Emitter) -> Text? {
    let bytes = emit.texts.withBytes(name) { Array($0) }
    let prefix = SquadInstance.sessionPrefix.withUTF8Buffer { Array($0) }
    guard bytes.count >= prefix.count else { return nil }
    for place in 0...(bytes.count - prefix.count)
    where bytes[place...].starts(with: prefix) {
      return bytes[place...].withUnsafeBufferPointer { emit.texts.text($0) }
    }
    return nil
  }

  private mutating func killNext(_ emit: inout Emitter) {
    guard !names.isEmpty else { return exit(0, &emit) }
    tmux(.kill, .killSession(.bare(names.removeFirst())), &emit)
  }

  private mutating func exit(_ status: UInt8, _ emit: inout Emitter) {
    ask(.exit, .process(.exit(status: status)), &emit)
  }

  private mutating func tmux(_ next: Step, _ command: TmuxCommand, _ emit: inout Emitter) {
    ask(next, .tmux(command, socket: emit.texts.text(policy.socket)), &emit)
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    question.ask(operation, limit: policy.callLimit, &emit)
  }

  /// Folds all of its state.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(step.rawValue), UInt32(killCount))
    question.fold(into: &digest)
    for name in names { digest.fold(name) }
    failure?.fold(into: &digest)
  }
}
