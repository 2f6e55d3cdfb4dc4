import Operations

/// A person at a terminal: does one thing after the other, each some time after the one before.
///
/// A command is awaited; whatever goes wrong with one thing, the next is done all the same. What came
/// of each is kept. A command that never ends is given up after so many looks.
public struct User: Machine {
  /// What is done.
  public let deeds: [Deed]
  /// The socket of the tmux server.
  public let socket: Text
  /// How long it waits between two looks whether a command has ended.
  public let lookPause: Interval
  /// How many looks there are.
  public let looksMax: Int
  /// How long a call may take.
  public let limit: Interval
  /// What came of each deed.
  public private(set) var answers: [Outcome] = []

  /// One thing that a person does.
  public struct Deed: Hashable, Sendable {
    /// How long after the one before.
    public var delay: Interval
    /// What.
    public var action: Action

    /// Makes a deed.
    public init(after delay: Interval, _ action: Action) {
      self.delay = delay
      self.action = action
    }
  }

  /// What a person can do.
  public enum Action: Hashable, Sendable {
    /// Types a command and waits for its end.
    case run(Launch)
    /// Something in tmux: attaches, detaches, types into a pane, sets an option.
    case tmux(TmuxCommand)
  }

  private var child: Int32?
  private var looks = 0

  private static let delayTag = Tag(rawValue: 1)
  private static let deedTag = Tag(rawValue: 2)
  private static let lookTag = Tag(rawValue: 3)
  private static let pauseTag = Tag(rawValue: 4)
  private static let exitTag = Tag(rawValue: 5)

  /// Makes a person.
  public init(
    _ deeds: [Deed], socket: Text, lookPause: Interval = .milliseconds(200), looksMax: Int = 3_000,
    limit: Interval = .seconds(60)
  ) {
    self.deeds = deeds
    self.socket = socket
    self.lookPause = lookPause
    self.looksMax = looksMax
    self.limit = limit
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started: wait(&emit)
    case .outcome(Self.delayTag, _): act(&emit)
    case .outcome(Self.deedTag, .process(.identity(let identity))):
      child = identity.pid
      looks = 0
      look(&emit)
    case .outcome(Self.deedTag, let outcome): conclude(outcome, &emit)
    case .outcome(Self.lookTag, .process(.reaped(let ending))):
      conclude(.process(.reaped(ending)), &emit)
    case .outcome(Self.lookTag, let outcome):
      looks += 1
      if looks >= looksMax || outcome == .process(.failed(.noChild)) {
        return conclude(outcome, &emit)
      }
      emit.perform(.timer(lookPause), Self.pauseTag)
    case .outcome(Self.pauseTag, _): look(&emit)
    case .signal(.terminate), .signal(.interrupt), .signal(.hangUp):
      emit.perform(.process(.exit(status: 130)), Self.exitTag)
    case .outcome, .message, .signal: break
    }
  }

  /// Waits for the next deed; a terminal stays open when all are done, for a client may run in it.
  private func wait(_ emit: inout Emitter) {
    guard answers.count < deeds.count else { return }
    emit.perform(.timer(deeds[answers.count].delay), Self.delayTag)
  }

  private func act(_ emit: inout Emitter) {
    guard answers.count < deeds.count else { return }
    switch deeds[answers.count].action {
    case .run(let launch): emit.perform(.process(.spawn(launch)), Self.deedTag, limit: limit)
    case .tmux(let command):
      emit.perform(.tmux(command, socket: socket), Self.deedTag, limit: limit)
    }
  }

  private func look(_ emit: inout Emitter) {
    guard let child else { return }
    emit.perform(.process(.reap(pid: child)), Self.lookTag, limit: limit)
  }

  private mutating func conclude(_ outcome: Outcome, _ emit: inout Emitter) {
    child = nil
    answers.append(outcome)
    wait(&emit)
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(answers.count), UInt32(looks))
    digest.fold(UInt32(bitPattern: child ?? -1), 0)
    for answer in answers { digest.fold(UInt64(bitPattern: Int64(answer.hashOfKind))) }
  }
}

extension Outcome {
  /// Tells the kinds of answers apart that a person remembers.
  fileprivate var hashOfKind: Int {
    switch self {
    case .process(.reaped(.exited(let status))): 256 + Int(status)
    case .process(.reaped(.signalled(let signal))): 512 + Int(signal.rawValue)
    case .process: 1
    case .tmux(.failed(let failure)): 1024 + Int(failure.reason.rawValue)
    case .tmux: 2
    case .limitPassed: 3
    default: 4
    }
  }
}
