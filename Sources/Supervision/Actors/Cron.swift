import Operations

/// A clockwork that starts a program again and again.
///
/// Contract: it starts the program at most so many times, at fixed distances from its own start.
/// While the one before still runs it starts no second one, unless it was told to; the turn is then
/// left out and counted as an overrun. It survives a start that fails or is not answered: the turn
/// is lost, and counted. A child whose end it cannot learn of is held to run until it can.
public struct Cron: Machine {
  /// What is started.
  public let launch: Launch
  /// How long it is from one turn to the next.
  public let interval: Interval
  /// How many turns there are.
  public let turnsMax: Int
  /// Whether a second one may be started beside the first.
  public let allowsOverlap: Bool
  /// Whom it tells of overruns; empty for nobody.
  public let person: Text
  /// How long a call may take.
  public let limit: Interval

  /// How many turns there were.
  public private(set) var turnCount = 0
  /// How many turns were left out because the one before still ran.
  public private(set) var overrunCount = 0
  /// How many starts failed, or were not answered.
  public private(set) var failureCount = 0
  /// How the children have ended that are gone, in the order of their ends.
  public private(set) var endings: [Ending] = []

  private var children: [Int32] = []
  /// Children that were there at the turn and have not been asked yet.
  private var unasked: [Int32] = []
  private var isStarting = false

  private static let turnTag = Tag(rawValue: 1)
  private static let reapTag = Tag(rawValue: 2)
  private static let spawnTag = Tag(rawValue: 3)
  private static let ignoredTag = Tag(rawValue: 4)

  /// Makes a clockwork.
  public init(
    _ launch: Launch, every interval: Interval, turnsMax: Int, allowsOverlap: Bool = false,
    person: Text = .empty, limit: Interval = .seconds(5)
  ) {
    self.launch = launch
    self.interval = interval
    self.turnsMax = turnsMax
    self.allowsOverlap = allowsOverlap
    self.person = person
    self.limit = limit
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started, .outcome(Self.turnTag, .fired):
      turn(&emit)
    case .outcome(Self.reapTag, let outcome):
      takeEnding(outcome, &emit)
    case .outcome(Self.spawnTag, let outcome):
      isStarting = false
      if case .process(.identity(let child)) = outcome {
        children.append(child.pid)
      } else {
        failureCount += 1
      }
    case .signal(.terminate), .signal(.interrupt), .signal(.hangUp):
      emit.perform(.process(.exit(status: 0)), Self.ignoredTag)
    case .outcome, .message, .signal:
      // What it has told a person is told or not; nobody talks to a clockwork.
      break
    }
  }

  private mutating func turn(_ emit: inout Emitter) {
    guard turnCount < turnsMax else { return }
    turnCount += 1
    emit.perform(.timer(interval), Self.turnTag)
    // A look at the children that is still under way does for this turn as well.
    guard unasked.isEmpty else { return overrun(&emit) }
    unasked = children
    children = []
    lookOrStart(&emit)
  }

  private mutating func lookOrStart(_ emit: inout Emitter) {
    if let child = unasked.first {
      return emit.perform(.process(.reap(pid: child)), Self.reapTag, limit: limit)
    }
    guard allowsOverlap || (children.isEmpty && !isStarting) else { return overrun(&emit) }
    isStarting = true
    emit.perform(.process(.spawn(launch)), Self.spawnTag, limit: limit)
  }

  private mutating func takeEnding(_ outcome: Outcome, _ emit: inout Emitter) {
    guard !unasked.isEmpty else { return }
    let child = unasked.removeFirst()
    switch outcome {
    case .process(.reaped(let ending)): endings.append(ending)
    case .process(.failed(.noChild)): break
    default: children.append(child)
    }
    lookOrStart(&emit)
  }

  private mutating func overrun(_ emit: inout Emitter) {
    overrunCount += 1
    guard !person.isEmpty else { return }
    let message = Message(
      topic: emit.texts.text("overrun"), body: launch.program, number: UInt64(turnCount))
    emit.perform(.send(message, to: .person(person)), Self.ignoredTag, limit: limit)
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(turnCount), UInt32(overrunCount))
    digest.fold(UInt32(failureCount), isStarting ? 1 : 0)
    for pid in children { digest.fold(Int64(pid)) }
    digest.fold(UInt64(unasked.count))
    for pid in unasked { digest.fold(Int64(pid)) }
    for ending in endings { ending.fold(into: &digest) }
  }
}
