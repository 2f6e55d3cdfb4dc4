// What a program that ends has to keep, so that the next one goes on as if nothing had happened.
//
// The record and the handles are kept as they are; the rest, which nobody outside reads, is a row
// of numbers. The trackers are among it: without them a restart would send a reaction's retries
// again from the first.

extension LifecycleState {
  /// What the reducer remembers beside the record and the handles, as plain numbers.
  public var memory: [Int] {
    var numbers: [Int] = []
    numbers.reserveCapacity(Self.memoryCount)
    numbers.append(Self.memoryForm)
    numbers.append(generation)
    numbers.append(isBetweenGenerations ? 1 : 0)
    numbers.append(Int(signed: turn))
    if let evidence = record?.quarantine?.evidence {
      numbers += [
        1, Int(evidence.verdict.rawValue), Int(evidence.runtime.rawValue),
        Int(evidence.process.rawValue), evidence.recentActivity ? 1 : 0,
      ]
    } else {
      for _ in 0..<5 { numbers.append(0) }
    }
    if trackers == Trackers() {
      numbers += Self.noTrackers
    } else {
      for reaction in Trackers.escalatable { Tracker.add(trackers[reaction], to: &numbers) }
    }
    return numbers
  }

  /// A session as a program before this one left it; nil when the numbers were not written so.
  public init?(record: LifecycleRecord, handles: Handles, memory: [Int]) {
    guard memory.count == Self.memoryCount, memory[0] == Self.memoryForm, memory[1] >= 0
    else { return nil }
    self.init()
    self.record = record
    self.handles = handles
    generation = memory[1]
    isBetweenGenerations = memory[2] != 0
    turn = UInt64(bits: memory[3])
    if memory[4] != 0 {
      guard let evidence = Evidence(numbers: memory[5..<9]) else { return nil }
      self.record?.quarantine?.evidence = evidence
    }
    for (place, reaction) in Trackers.escalatable.enumerated() {
      let first = 9 + place * Tracker.numberCount
      trackers[reaction] = Tracker(numbers: memory[first..<first + Tracker.numberCount])
    }
  }

  /// The numbers of a session that nothing has to be escalated of.
  private static let noTrackers = Array(
    repeating: 0, count: Trackers.escalatable.count * Tracker.numberCount)

  /// Tells this form of the numbers from later ones.
  private static var memoryForm: Int { 1 }

  /// How many numbers there are.
  private static var memoryCount: Int { 9 + Trackers.escalatable.count * Tracker.numberCount }
}

extension Effect {
  /// The effect as plain numbers, to be kept until it was carried out.
  public var memory: [Int] {
    switch self {
    case .notify(let notice):
      [
        0, Int(notice.reaction.rawValue), notice.isEscalation ? 1 : 0,
        Int(notice.priority.rawValue), Int(signed: notice.turn),
      ]
    case .send(let delivery):
      [1, Int(delivery.reaction.rawValue), delivery.withLog ? 1 : 0, 0, Int(signed: delivery.turn)]
    }
  }

  /// An effect that was kept; nil when the numbers were not written so.
  public init?(memory: [Int]) {
    guard memory.count == 5, let code = UInt8(exactly: memory[1]),
      let reaction = Reaction(rawValue: code)
    else { return nil }
    let turn = UInt64(bits: memory[4])
    switch memory[0] {
    case 0:
      guard let code = UInt8(exactly: memory[3]), let priority = Priority(rawValue: code) else {
        return nil
      }
      self = .notify(
        Notice(
          reaction: reaction, isEscalation: memory[2] != 0, priority: priority, turn: turn))
    case 1:
      self = .send(Delivery(reaction: reaction, withLog: memory[2] != 0, turn: turn))
    default:
      return nil
    }
  }
}

extension Evidence {
  fileprivate init?(numbers: ArraySlice<Int>) {
    let codes = numbers.map { UInt8(exactly: $0) ?? .max }
    guard let verdict = Verdict.Kind(rawValue: codes[0]), let runtime = Reading(rawValue: codes[1]),
      let process = Reading(rawValue: codes[2])
    else { return nil }
    self.init(
      verdict: verdict, runtime: runtime, process: process, recentActivity: codes[3] != 0)
  }
}

extension Tracker {
  fileprivate static var numberCount: Int { 8 }

  fileprivate static func add(_ tracker: Tracker?, to numbers: inout [Int]) {
    guard let tracker else {
      for _ in 0..<numberCount { numbers.append(0) }
      return
    }
    numbers += [
      1, Int(tracker.attempts), tracker.escalated ? 1 : 0, tracker.firstAttemptAt == nil ? 0 : 1,
      tracker.firstAttemptAt ?? 0, Int(signed: tracker.firstAttemptTurn),
      Int(signed: tracker.latestTurn), Int(signed: tracker.previousTurn),
    ]
  }

  fileprivate init?(numbers: ArraySlice<Int>) {
    guard numbers[numbers.startIndex] != 0 else { return nil }
    let numbers = Array(numbers)
    attempts = UInt8(clamping: numbers[1])
    escalated = numbers[2] != 0
    firstAttemptAt = numbers[3] == 0 ? nil : numbers[4]
    firstAttemptTurn = UInt64(bits: numbers[5])
    latestTurn = UInt64(bits: numbers[6])
    previousTurn = UInt64(bits: numbers[7])
  }
}

extension Int {
  /// The number whose bits these are: turns are counted without a sign and kept with one.
  fileprivate init(signed bits: UInt64) { self = Int(truncatingIfNeeded: bits) }
}

extension UInt64 {
  fileprivate init(bits number: Int) { self = UInt64(truncatingIfNeeded: number) }
}
