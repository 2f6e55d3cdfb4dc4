import Operations

// How a desk makes its session (R13).
//
// Contract: `created` names three panes of one session that nobody else has claimed; in the
// background a taken name is answered by another one, at most `namesMax` times; every step is tried
// at most `callAttemptsMax` times and has a limit. Whatever it leaves behind when it fails carries
// the token, in the environment of its processes or as `@owner`, and can be found by it.
//
// `new-session` itself claims the name: tmux lets exactly one of many have it. To ask `has-session`
// before is to ask about another time, and about every name that begins so. A name holds neither `.`
// nor `:`, which tmux would change. The further panes are split off by `=NAME:`, the one form that
// is exact for every command, since an id would mean another pane on a server that was restarted.
//
// In the background `destroy-unattached off` keeps the session when the last client leaves. It is set
// in the very call that makes the session: that call's client is the first that leaves. It keeps
// nothing from a `kill-session` and from the end of the server: those the lifecycle monitor notices.

/// The creation of a session, one step after the other, for a machine that hosts it.
public struct SessionCreation: Sendable, Foldable {
  /// What came of it.
  public enum Result: Hashable, Sendable {
    /// The panes are there.
    case created(DeskPanes)
    /// What had been made was gone before all of it was made.
    case died
    /// It could not be made, though nothing died.
    case failed(Failure)
    /// It was to stop, and has.
    case stopped
  }

  /// Why a session could not be made.
  public enum Failure: UInt8, Hashable, Sendable {
    /// The name is taken, and somebody is there to choose another.
    case nameTaken
    /// Each name that was tried was taken.
    case namesExhausted
    /// tmux refused.
    case refused
    /// tmux could not be called.
    case notCalled
    /// tmux did not answer; the session may be there yet.
    case limitPassed
    /// The answer was one that the question cannot have.
    case foreignAnswer
  }

  enum Step: UInt32, Hashable, Sendable {
    case idle, drawing, creating, owning, splittingWorker, splittingVerifier, pausing
  }

  private let policy: DeskPolicy
  private let setup: DeskSetup
  private(set) var step = Step.idle
  /// The step that a pause leads back to.
  private var resumed = Step.idle
  private var asking: Asking
  private var token: UInt64 = 0
  private var folder = Text.empty
  private var baseName = Text.empty
  private var name = Text.empty
  private var names = 0
  private var attempts = 0
  private var leader: PaneReference?
  private var worker: PaneReference?
  private var isStopping = false

  /// Makes a creation; the tags from the base on, 4096 of them, are its own.
  public init(_ policy: DeskPolicy, _ setup: DeskSetup, base: UInt32) {
    self.policy = policy
    self.setup = setup
    asking = Asking(base: base)
  }

  /// Whether the tag is one of its questions.
  public func owns(_ tag: Tag) -> Bool { asking.owns(tag) }

  /// Begins; the agents get the folder of their files as argument and the token as nonce.
  public mutating func begin(token: UInt64, folder: Text, _ emit: inout Emitter) {
    precondition(step == .idle, "begun twice: \(self)")
    self.token = token
    self.folder = folder
    baseName = Self.sessionName(setup.slug, &emit)
    name = baseName
    names = 1
    ask(.creating, &emit)
  }

  /// Stops at the next answer.
  public mutating func requestStop() {
    isStopping = true
  }

  /// `desk-SLUG` with everything but letters, digits, `_` and `-` made `_`.
  static func sessionName(_ slug: Text, _ emit: inout Emitter) -> Text {
    var bytes = Array("desk-".utf8)
    emit.texts.withBytes(slug) { slug in
      for byte in slug {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
          bytes.append(byte)
        default:
          bytes.append(UInt8(ascii: "_"))
        }
      }
    }
    return bytes.withUnsafeBufferPointer { emit.texts.text($0) }
  }

  // MARK: - The steps

  /// Takes an answer; a result when the creation has ended.
  public mutating func handle(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) -> Result? {
    guard asking.takes(tag) else { return nil }
    guard !isStopping else { return end(.stopped) }
    switch (step, outcome) {
    case (.drawing, .number(let number)):
      names += 1
      name = emit.text { builder, texts in
        builder.add(baseName, from: texts)
        builder.add("-")
        builder.add(number % 1_000_000_000)
      }
      return go(.creating, &emit)
    case (.creating, .tmux(.created(let reference))):
      leader = reference
      return go(.owning, &emit)
    case (.creating, .tmux(.failed(let failure))) where failure.reason == .duplicateSession:
      guard setup.isBackground else { return end(.failed(.nameTaken)) }
      guard names < policy.namesMax else { return end(.failed(.namesExhausted)) }
      return go(.drawing, &emit)
    case (.owning, .tmux(.done)):
      return go(.splittingWorker, &emit)
    case (.splittingWorker, .tmux(.created(let reference))):
      worker = reference
      return go(.splittingVerifier, &emit)
    case (.splittingVerifier, .tmux(.created(let verifier))):
      guard let leader, let worker else { preconditionFailure("no panes before: \(self)") }
      let panes = DeskPanes(leader: leader, worker: worker, verifier: verifier)
      // Between two steps the server may have been another one.
      return end(panes.areTogether ? .created(panes) : .died)
    case (.pausing, .fired):
      attempts += 1
      ask(resumed, &emit)
      return nil
    case (_, .tmux(.failed(let failure))):
      return failed(failure, &emit)
    case (_, .limitPassed):
      // To set an option twice is to set it once; what was made may be there, and is not made twice.
      guard step == .owning else { return end(.failed(.limitPassed)) }
      return pause(.limitPassed, &emit)
    default:
      return end(.failed(.foreignAnswer))
    }
  }

  private mutating func failed(_ failure: TmuxFailure, _ emit: inout Emitter) -> Result? {
    switch failure.reason {
    case .clientFailed:
      return pause(.notCalled, &emit)
    case .serverExited where step == .creating:
      return pause(.refused, &emit)
    case .noServer, .serverExited, .noSuchSession, .noSuchWindow, .noSuchPane, .noSessionForOption,
      .noWindowForOption, .noPaneForOption, .noSessions, .noCurrentTarget:
      return end(step == .creating ? .failed(.refused) : .died)
    default:
      return end(.failed(.refused))
    }
  }

  private mutating func pause(_ failure: Failure, _ emit: inout Emitter) -> Result? {
    guard attempts + 1 < policy.callAttemptsMax else { return end(.failed(failure)) }
    resumed = step
    step = .pausing
    asking.ask(.timer(policy.callRetryPause), &emit)
    return nil
  }

  private mutating func end(_ result: Result) -> Result {
    step = .idle
    return result
  }

  private mutating func go(_ next: Step, _ emit: inout Emitter) -> Result? {
    attempts = 0
    ask(next, &emit)
    return nil
  }

  private mutating func ask(_ next: Step, _ emit: inout Emitter) {
    step = next
    let operation: Operation
    switch next {
    case .drawing:
      operation = .drawNumber
    case .creating:
      let isKept = setup.isBackground && policy.safeguards.contains(.unattachedKept)
      let launch = launch(setup.leaderProgram)
      operation = tmux(
        isKept
          ? .newLastingSession(name: name, launch) : .newSession(name: name, launch))
    case .owning:
      let value = emit.text { builder, _ in builder.add(token) }
      operation = tmux(
        .setOption(.session, .exact(name), name: emit.texts.text("@owner"), value: value))
    case .splittingWorker:
      operation = tmux(.splitWindow(.exact(name), launch(setup.workerProgram)))
    case .splittingVerifier:
      operation = tmux(.splitWindow(.exact(name), launch(setup.verifierProgram)))
    case .idle, .pausing:
      preconditionFailure("asks for nothing: \(self)")
    }
    asking.ask(operation, limit: policy.callLimit, &emit)
  }

  private func tmux(_ command: TmuxCommand) -> Operation {
    .tmux(command, socket: setup.socket)
  }

  private func launch(_ program: Text) -> Launch {
    Launch(program: program, argument: folder, nonce: token)
  }

  /// Folds where it stands and what it has made.
  public func fold(into digest: inout Digest) {
    digest.fold(step.rawValue, resumed.rawValue)
    asking.fold(into: &digest)
    digest.fold(token)
    digest.fold(name)
    digest.fold(UInt32(names), UInt32(attempts) << 1 | (isStopping ? 1 : 0))
    leader?.fold(into: &digest)
    worker?.fold(into: &digest)
  }
}
