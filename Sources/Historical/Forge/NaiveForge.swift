import Operations
import Supervision

/// Genie's way with Forge, one order a process, with the flaws that it is given.
///
/// It takes the orders of `ForgeCommand` and knows run, resume, stop and view. Flaws that it always
/// has: no intent is recorded before the request, no key is looked for, and what came of a write to
/// its own store is not looked at. It survives nothing: an error is an error, whatever was done.
public struct NaiveForge: Machine, Hashable {
  /// What it believes came of the order; nil while it is under way.
  public private(set) var result: NaiveForgeResult?
  /// What it was ordered to do; nil until it has begun, and for what is no order.
  public private(set) var order: ForgeOrder?
  private let flaws: ForgeFlaws
  private var step = Step.idle
  private var retryCount = 0
  private var id: UInt64 = 0
  private var process: UInt64 = 0
  private var shownCount: Int32 = 0
  private var connectionCount = 0

  private static let retryCountMax = 3
  private static let connectionCountMax = 5
  private static let limit = Interval.seconds(30)
  private static let streamLimit = Interval.seconds(600)
  private static let retryPause = Interval.seconds(1)

  enum Step: UInt32, Hashable, Sendable {
    case idle, create, retry, attempts, spawn, keep, find, followUp, stop, processes, stream
    case reconnect, line
  }

  /// Makes it with its flaws.
  public init(_ flaws: ForgeFlaws = .shipped) {
    self.flaws = flaws
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      guard let order = ForgeOrder.decode(start.argument, &emit) else {
        finish(.failed, &emit)
        return
      }
      self.order = order
      begin(&emit)
    case .outcome(let tag, let outcome):
      // Lines that were shown, and what comes after the result, concern nobody.
      guard result == nil, tag.rawValue == step.rawValue else { return }
      take(outcome, &emit)
    case .message, .signal:
      // It never listened to either.
      break
    }
  }

  private mutating func begin(_ emit: inout Emitter) {
    switch order {
    case .run?: create(&emit)
    case .resume(let key, _, _), .stop(let key), .view(let key):
      ask(.find, .store(.get(key: storeKey(key, &emit))), Self.limit, &emit)
    default: finish(.failed, &emit)
    }
  }

  private mutating func take(_ outcome: Outcome, _ emit: inout Emitter) {
    switch step {
    case .create: created(outcome, &emit)
    case .retry: create(&emit)
    case .attempts:
      guard case .forge(.listing) = outcome, case .forgeAttempt(let attempt)? = emit.rows.first
      else {
        finish(.failed, &emit)
        return
      }
      keep(attempt.id, &emit)
    case .spawn: finish(.launchedLocally, &emit)
    case .keep: finish(.created(id), &emit)
    case .find: found(outcome, &emit)
    case .followUp:
      if case .forge(.process) = outcome { finish(.resumed, &emit) } else { finish(.failed, &emit) }
    case .stop:
      finish(outcome == .forge(.done) && flaws.contains(.believesStops) ? .stopped : .failed, &emit)
    case .processes:
      guard case .forge(.listing) = outcome, case .forgeProcess(let row)? = emit.rows.last else {
        finish(.failed, &emit)
        return
      }
      if case .resume = order {
        if row.status == .running { finish(.failed, &emit) } else { followUp(&emit) }
      } else {
        process = row.id
        connect(&emit)
      }
    case .stream: streamed(outcome, &emit)
    case .reconnect: connect(&emit)
    case .idle, .line:
      preconditionFailure("\(outcome) for a step that asks for nothing: \(self)")
    }
  }

  // MARK: - Creating

  private mutating func create(_ emit: inout Emitter) {
    guard case .run(let key, let project, let title, let base) = order else {
      preconditionFailure("a creation that nobody ordered: \(self)")
    }
    ask(
      .create,
      .forge(.createAndStart(project: project, title: title, key: key, base: base)), Self.limit,
      &emit)
  }

  private mutating func created(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .forge(.task(let task)):
      if flaws.contains(.takesTaskForAttempt) {
        keep(task.id, &emit)
      } else {
        ask(.attempts, .forge(.listAttempts(task: task.id)), Self.limit, &emit)
      }
    case .forge(.attempt(let attempt)):
      keep(attempt.id, &emit)
    default:
      if flaws.contains(.retriesBlindly), retryCount < Self.retryCountMax {
        retryCount += 1
        ask(.retry, .timer(Self.retryPause), .unlimited, &emit)
      } else if flaws.contains(.fallsBackAfterAnyError), case .run(_, _, let title, _) = order {
        let launch = Launch(
          program: emit.texts.text("claude"), argument: title, newSession: true)
        ask(.spawn, .process(.spawn(launch)), Self.limit, &emit)
      } else {
        finish(.failed, &emit)
      }
    }
  }

  private mutating func keep(_ id: UInt64, _ emit: inout Emitter) {
    guard case .run(let key, _, _, _) = order else {
      preconditionFailure("a creation that nobody ordered: \(self)")
    }
    self.id = id
    let value = emit.texts.text(String(id))
    ask(
      .keep, .store(.put(key: storeKey(key, &emit), value: value, expected: 0)), Self.limit, &emit)
  }

  private func storeKey(_ key: Text, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add("naive/")
      builder.add(key, from: texts)
    }
  }

  // MARK: - Afterwards

  private mutating func found(_ outcome: Outcome, _ emit: inout Emitter) {
    guard case .store(.record(let record)) = outcome,
      let id = UInt64(emit.texts.string(record.value))
    else {
      finish(.unknown, &emit)
      return
    }
    self.id = id
    switch order {
    case .stop: ask(.stop, .forge(.stop(attempt: id)), Self.limit, &emit)
    case .resume where flaws.contains(.resumesWhileRunning): followUp(&emit)
    case .view where flaws.contains(.streamsByAttempt):
      process = id
      connect(&emit)
    default: ask(.processes, .forge(.listProcesses(attempt: id)), Self.limit, &emit)
    }
  }

  private mutating func followUp(_ emit: inout Emitter) {
    guard case .resume(_, let prompt, _) = order else {
      preconditionFailure("a follow-up that nobody ordered: \(self)")
    }
    ask(.followUp, .forge(.followUp(attempt: id, prompt: prompt)), Self.limit, &emit)
  }

  private mutating func connect(_ emit: inout Emitter) {
    connectionCount += 1
    ask(.stream, .forge(.streamLog(process: process)), Self.streamLimit, &emit)
  }

  private mutating func streamed(_ outcome: Outcome, _ emit: inout Emitter) {
    switch outcome {
    case .forge(.entry(_, let line)):
      shownCount += 1
      emit.perform(.process(.writeLine(line)), Tag(rawValue: Step.line.rawValue))
    case .forge(.cut)
    where flaws.contains(.showsHistoryAgain) && connectionCount < Self.connectionCountMax:
      ask(.reconnect, .timer(Self.retryPause), .unlimited, &emit)
    default:
      // Finished, cut, refused: all the same to it.
      finish(shownCount > 0 ? .shown(shownCount) : .failed, &emit)
    }
  }

  private mutating func ask(
    _ next: Step, _ operation: Operation, _ limit: Interval, _ emit: inout Emitter
  ) {
    step = next
    emit.perform(operation, Tag(rawValue: next.rawValue), limit: limit)
  }

  private mutating func finish(_ result: NaiveForgeResult, _ emit: inout Emitter) {
    self.result = result
    emit.perform(.process(.exit(status: 0)), Tag(rawValue: Step.idle.rawValue))
  }

  /// Folds the order and how far it is.
  public func fold(into digest: inout Digest) {
    digest.fold(result == nil ? 0 : 1, UInt32(flaws.rawValue))
    result?.fold(into: &digest)
    digest.fold(step.rawValue, UInt32(bitPattern: shownCount))
    digest.fold(id)
    digest.fold(process)
    digest.fold(retryCount)
    digest.fold(connectionCount)
  }
}
