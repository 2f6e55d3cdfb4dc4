import Operations

/// Carries out a table of steps, or takes back what was begun of it.
///
/// Contract: one operation is under way at a time, and each is answered once. Every step is tried a
/// counted number of times, and a run that goes back and forth for too long ends. A crash loses it;
/// what it had begun is found again by whoever reads the record.
public struct StepRun<Table: StepTable>: Sendable, Foldable {
  /// What is carried out.
  public var table: Table
  /// How it ended, once it has.
  public private(set) var result: Table.Result?
  /// The step that is under way; nil before the first and after the last.
  public private(set) var step: Table.Step?
  /// Whether what was begun is being taken back.
  public private(set) var isUndoing = false

  /// The steps that lie ahead and behind, in order, and the place of the present one among them.
  private var sequence: [Table.Step] = []
  private var place = 0
  /// The last row that was begun.
  private var reached = 0
  private var attempts = 0
  private var count = 0
  private var isPausing = false
  /// Whether it was nudged while it was no pause that it was in.
  private var isNudged = false
  private var isRepeating = false
  private var verdict: Table.Result?
  /// The first of the tags that are its own.
  private let firstTag: UInt32

  /// How many tags a run uses.
  public static var tagCount: UInt32 { 3 }

  /// How many steps a run may take, retries included.
  public static var stepsMax: Int { 20_000 }

  /// Prepares a run whose operations carry tags from this number on.
  public init(_ table: Table, firstTag: UInt32) {
    self.table = table
    self.firstTag = firstTag
  }

  /// Whether it has begun and not ended.
  public var isUnderWay: Bool { step != nil }

  /// Whether it waits for a while before it tries a step again.
  public var isWaiting: Bool { isPausing }

  /// Takes the first step.
  public mutating func begin(_ emit: inout Emitter) {
    precondition(step == nil && result == nil, "a run begins once: \(self)")
    sequence = table.rows.map(\.step)
    place = -1
    advance(&emit)
  }

  /// Whether an outcome of this tag is meant for this run.
  public func owns(_ tag: Tag) -> Bool {
    tag.rawValue >= firstTag && tag.rawValue < firstTag + Self.tagCount
  }

  /// Takes an outcome; afterwards `result` says whether the run has ended.
  public mutating func handle(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) {
    guard let step else { return }
    switch tag.rawValue - firstTag {
    case 0 where !isPausing:
      take(table.judge(step, outcome, &emit), &emit)
    case 1 where isPausing:
      isPausing = false
      advance(&emit)
    default:
      // The answer to a call that was cut short, or that a pause was called off.
      break
    }
  }

  /// Cuts a pause short, because what is waited for may have come; the next one, when it comes
  /// while something is asked whose answer may be from before.
  public mutating func nudge(_ emit: inout Emitter) {
    guard isPausing else {
      isNudged = isUnderWay
      return
    }
    isPausing = false
    emit.perform(.cancelTimer(Tag(rawValue: firstTag + 1)), Tag(rawValue: firstTag + 2))
    advance(&emit)
  }

  // MARK: - The steps

  private mutating func take(
    _ judgement: Judgement<Table.Step, Table.Result>, _ emit: inout Emitter
  ) {
    guard let step else { return }
    switch judgement {
    case .next:
      advance(&emit)
    case .jump(let target, let pause):
      guard let found = sequence.firstIndex(of: target) else {
        preconditionFailure("\(target) is no step of \(sequence), in \(self)")
      }
      place = found - 1
      if pause > .zero { wait(pause, &emit) } else { advance(&emit) }
    case .again(let pause, let most):
      attempts += 1
      guard attempts < most else {
        let last = table.exhausted(step)
        if case .again = last { preconditionFailure("\(step) is tried for ever, in \(self)") }
        take(last, &emit)
        return
      }
      // The step itself is asked for again, with its count.
      place -= 1
      isRepeating = true
      if pause > .zero { wait(pause, &emit) } else { advance(&emit) }
    case .undo(let result):
      if isUndoing { end(with: result) } else { turnBack(because: result, &emit) }
    case .stop(let result):
      end(with: result)
    }
  }

  /// Goes on to the next step that has something to do.
  private mutating func advance(_ emit: inout Emitter) {
    place += 1
    if isRepeating { isRepeating = false } else { attempts = 0 }
    guard place < sequence.count else {
      end(with: verdict ?? table.finished())
      return
    }
    step = sequence[place]
    if !isUndoing { reached = max(reached, place) }
    ask(&emit)
  }

  private mutating func wait(_ pause: Interval, _ emit: inout Emitter) {
    if isNudged {
      isNudged = false
      return advance(&emit)
    }
    isPausing = true
    emit.perform(.timer(pause), Tag(rawValue: firstTag + 1))
  }

  private mutating func ask(_ emit: inout Emitter) {
    guard let step else { return }
    count += 1
    guard count <= Self.stepsMax else { return end(with: table.overrun()) }
    guard let request = table.request(for: step, &emit) else {
      advance(&emit)
      return
    }
    emit.perform(request.operation, Tag(rawValue: firstTag), limit: request.limit)
  }

  private mutating func turnBack(because result: Table.Result, _ emit: inout Emitter) {
    verdict = result
    isUndoing = true
    var steps: [Table.Step] = []
    for row in table.rows.prefix(reached + 1).reversed() {
      for step in row.undo where !steps.contains(step) { steps.append(step) }
    }
    sequence = steps
    place = -1
    advance(&emit)
  }

  private mutating func end(with result: Table.Result) {
    self.result = result
    step = nil
    isPausing = false
  }

  /// Folds the table and how far it has come.
  public func fold(into digest: inout Digest) {
    table.fold(into: &digest)
    digest.fold(UInt64(step?.rawValue ?? .max))
    digest.fold(UInt32(truncatingIfNeeded: place), UInt32(truncatingIfNeeded: reached))
    digest.fold(UInt32(truncatingIfNeeded: attempts), UInt32(truncatingIfNeeded: count))
    digest.fold(
      (isUndoing ? 1 : 0) | (isPausing ? 2 : 0) | (isRepeating ? 4 : 0) | (result == nil ? 0 : 8)
        | (isNudged ? 16 : 0),
      firstTag)
  }
}
