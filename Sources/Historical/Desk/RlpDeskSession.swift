import Operations
import Supervision

// How rlp-desk 0.11.1 makes its session (R13), as its plan specifies it.
//
// Contract as it was meant: a background start survives a taken name and clients that leave.
//
// What it does: `new-session -d -s NAME`. When that fails and `has-session -t NAME` does not, in the
// background NAME becomes `NAME-bg-SECOND[-PID]`, and as long as `has-session` finds that, four
// digits are added; then `new-session` once more, and if that fails, exit 1. Last,
// `set-option destroy-unattached off`, whatever comes of it.
//
// Flaws, each of which can be seen in a universe:
// - it asks and then makes: of several that chose the same name one gets it, the others exit;
// - the digits are drawn from the second, the same ones for everybody and at every turn;
// - `has-session` finds what merely begins so, so that free names count as taken;
// - tmux makes `_` of `.` and `:`, and then the session is never found under the name.

/// The creation of one session, one shell command after the other.
public struct RlpDeskSession: Sendable, Foldable {
  /// What came of it.
  public enum Result: Hashable, Sendable {
    /// It is there, under the name that was recorded, with leader, worker and verifier.
    case created(name: Text, panes: [Int32])
    /// exit 1.
    case failed
  }

  enum Step: UInt32, Hashable, Sendable {
    case idle, creating, asking, readingClock, askingAgain, creatingAgain, setting
    case splittingWorker, splittingVerifier
  }

  private let setup: RlpDeskSetup
  private(set) var step = Step.idle
  private var asking: Asking
  private var name = Text.empty
  private var pid: Int32 = 0
  private var second: Int64 = 0
  private var panes: [Int32] = []
  private var turns = 0

  /// The loop has no bound; this one keeps a simulation from running for ever.
  static let turnsMax = 100

  /// Makes a creation; the tags from the base on, 4096 of them, are its own.
  public init(_ setup: RlpDeskSetup, base: UInt32) {
    self.setup = setup
    asking = Asking(base: base)
  }

  /// Whether the tag is one of its questions.
  public func owns(_ tag: Tag) -> Bool { asking.owns(tag) }

  /// Begins with `rlp-desk-SLUG`; the second that the script adds is the same for all who race.
  public mutating func begin(pid: Int32, _ emit: inout Emitter) {
    self.pid = pid
    let slug = setup.slug
    name = emit.text { builder, texts in
      builder.add("rlp-desk-")
      builder.add(slug, from: texts)
    }
    create(.creating, &emit)
  }

  /// Takes an answer; a result when the creation has ended.
  public mutating func handle(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) -> Result? {
    guard asking.takes(tag) else { return nil }
    switch step {
    case .creating:
      if case .tmux(.created(let pane)) = outcome { return made(pane, &emit) }
      ask(.asking, tmux(.hasSession(.bare(name))), &emit)
    case .asking:
      guard case .tmux(.done) = outcome, setup.isBackground else { return end(.failed) }
      ask(.readingClock, .readClock(.wall), &emit)
    case .readingClock:
      if case .wallTime(let time) = outcome { second = time.milliseconds / 1_000 }
      rename(&emit)
      ask(.askingAgain, tmux(.hasSession(.bare(name))), &emit)
    case .askingAgain:
      guard case .tmux(.done) = outcome, turns < Self.turnsMax else {
        create(.creatingAgain, &emit)
        return nil
      }
      turns += 1
      addDigits(&emit)
      ask(.askingAgain, tmux(.hasSession(.bare(name))), &emit)
    case .creatingAgain:
      guard case .tmux(.created(let pane)) = outcome else { return end(.failed) }
      return made(pane, &emit)
    case .setting:
      split(.splittingWorker, &emit)
    case .splittingWorker:
      guard case .tmux(.created(let pane)) = outcome else { return end(.failed) }
      panes.append(pane.pane)
      split(.splittingVerifier, &emit)
    case .splittingVerifier:
      guard case .tmux(.created(let pane)) = outcome else { return end(.failed) }
      panes.append(pane.pane)
      return end(.created(name: name, panes: panes))
    case .idle:
      preconditionFailure("an answer to no question: \(outcome), \(self)")
    }
    return nil
  }

  private mutating func made(_ pane: PaneReference, _ emit: inout Emitter) -> Result? {
    panes = [pane.pane]
    guard setup.isBackground else {
      split(.splittingWorker, &emit)
      return nil
    }
    let option = emit.texts.text("destroy-unattached")
    let off = emit.texts.text("off")
    ask(.setting, tmux(.setOption(.session, .bare(name), name: option, value: off)), &emit)
    return nil
  }

  private mutating func rename(_ emit: inout Emitter) {
    let (name, second, pid) = (name, second, pid)
    self.name = emit.text { builder, texts in
      builder.add(name, from: texts)
      builder.add("-bg-")
      builder.add(second)
      if setup.hasPidInSuffix {
        builder.add("-")
        builder.add(pid)
      }
    }
  }

  /// `awk 'BEGIN{srand();print int(1000+rand()*9000)}'`: the seed is the second.
  private mutating func addDigits(_ emit: inout Emitter) {
    let (name, second) = (name, second)
    self.name = emit.text { builder, texts in
      builder.add(name, from: texts)
      builder.add("-")
      builder.add(1_000 + second % 9_000)
    }
  }

  private mutating func create(_ next: Step, _ emit: inout Emitter) {
    ask(next, tmux(.newSession(name: name, Launch(program: setup.shellProgram))), &emit)
  }

  private mutating func split(_ next: Step, _ emit: inout Emitter) {
    let root = setup.root
    let folder = emit.text { builder, texts in
      builder.add(root, from: texts)
      builder.add("/.claude/ralph-desk/memos")
    }
    let launch = Launch(program: setup.shellProgram, argument: folder)
    ask(next, tmux(.splitWindow(.pane(panes[0]), launch)), &emit)
  }

  private func tmux(_ command: TmuxCommand) -> Operation {
    .tmux(command, socket: setup.socket)
  }

  private mutating func end(_ result: Result) -> Result {
    step = .idle
    return result
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    asking.ask(operation, &emit)
  }

  /// Folds where it stands.
  public func fold(into digest: inout Digest) {
    digest.fold(step.rawValue, UInt32(turns))
    asking.fold(into: &digest)
    digest.fold(name)
    digest.fold(second)
    for pane in panes { digest.fold(UInt64(UInt32(bitPattern: pane))) }
  }
}
