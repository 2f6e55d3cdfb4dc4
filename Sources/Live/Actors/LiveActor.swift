import CLive
import Glibc
import Operations

/// Runs a machine as this very process: what it asks for is done on this machine, and what comes of
/// it, messages and signals are handed to it one at a time.
///
/// Operations run beside each other, each on a thread of its own. A call whose limit passes is told
/// so at that instant, whatever becomes of it; its late answer is not heard. A second signal that
/// asks it to end, while it still ends by the first, ends it at once.
public struct LiveActor<M: Machine> {
  /// The machine, as its inputs have left it.
  public private(set) var machine: M
  private let texts: TextTable
  private let mailbox: Mailbox?
  private let perform: @Sendable (Operation, Deadline) -> Answer
  private let completions: Completions
  private var emitter = Emitter()
  private var waiting: [Call] = []
  private var timers: [Alarm] = []
  private var lastNumber: UInt64 = 0
  private var status: UInt8?
  private var endingSignals = 0

  /// A call that has not been answered.
  private struct Call {
    var number: UInt64
    var tag: Tag
    var deadline: Deadline
  }

  /// A timer that has not fired.
  private struct Alarm {
    var at: Int64
    var tag: Tag
  }

  /// The status of a program that a second signal has ended.
  public static var interruptedStatus: UInt8 { 130 }

  /// Prepares a machine to run here.
  public init(
    _ machine: M, texts: TextTable, mailbox: Mailbox? = nil,
    perform: @escaping @Sendable (Operation, Deadline) -> Answer
  ) throws(CallError) {
    self.machine = machine
    self.texts = texts
    self.mailbox = mailbox
    self.perform = perform
    completions = try Completions()
  }

  /// Runs it to its end; the status that it ends with.
  ///
  /// The signals that ask a program to end are handed to the machine while it runs; no other thread
  /// of the program may be there yet that would take them.
  public mutating func run(_ start: Start) throws(CallError) -> UInt8 {
    let signals = live_open_signals()
    guard signals >= 0 else { throw CallError(errno) }
    defer { live_close_signals(signals) }
    take(.started(start), [])
    while status == nil {
      fireTimers()
      passLimits()
      guard status == nil else { break }
      try wait(signals)
    }
    return status ?? Self.interruptedStatus
  }

  // MARK: - Turns

  private mutating func take(_ input: Input, _ rows: [Row]) {
    guard status == nil else { return }
    emitter.rows = rows
    texts.withTexts { texts in
      swap(&emitter.texts, &texts)
      machine.handle(input, &emitter)
      swap(&emitter.texts, &texts)
    }
    let emissions = emitter.emissions
    emitter.clear()
    for emission in emissions { ask(emission) }
  }

  private mutating func ask(_ emission: Emission) {
    guard status == nil else { return }
    switch emission.operation {
    case .timer(let interval):
      timers.append(Alarm(at: Deadline(after: interval.nanoseconds).nanoseconds, tag: emission.tag))
    case .cancelTimer(let tag):
      let count = timers.count
      timers.removeAll { $0.tag == tag }
      answer(Answer(.cancelled(Int32(count - timers.count))), emission)
    case .process(.exit(let status)):
      self.status = status
    default:
      lastNumber += 1
      let number = lastNumber
      let deadline = Deadline(after: emission.limit.nanoseconds)
      waiting.append(Call(number: number, tag: emission.tag, deadline: deadline))
      let (completions, perform, operation) = (completions, perform, emission.operation)
      let isStarted = Worker.start {
        completions.leave(perform(operation, deadline), to: number)
      }
      // Without room for a thread it is done here and now.
      if !isStarted { completions.leave(perform(operation, deadline), to: number) }
    }
  }

  private mutating func answer(_ answer: Answer, _ emission: Emission) {
    lastNumber += 1
    waiting.append(Call(number: lastNumber, tag: emission.tag, deadline: .never))
    completions.leave(answer, to: lastNumber)
  }

  // MARK: - What comes

  private mutating func fireTimers() {
    while status == nil,
      let next = timers.indices.min(by: { timers[$0].at < timers[$1].at }),
      timers[next].at <= Deadline.now
    {
      take(.outcome(timers.remove(at: next).tag, .fired), [])
    }
  }

  private mutating func passLimits() {
    while status == nil, let late = waiting.firstIndex(where: \.deadline.hasPassed) {
      take(.outcome(waiting.remove(at: late).tag, .limitPassed), [])
    }
  }

  private var nextInstant: Int64 {
    min(
      timers.map(\.at).min() ?? .max, waiting.map(\.deadline.nanoseconds).min() ?? .max)
  }

  private mutating func wait(_ signals: Int32) throws(CallError) {
    var ready = [completions.descriptor, signals, mailbox?.descriptor ?? -1].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = poll(&ready, nfds_t(ready.count), Deadline(at: nextInstant).milliseconds)
    guard count >= 0 || errno == EINTR else { throw CallError(errno) }
    guard count > 0 else { return }
    if ready[1].revents != 0 { takeSignals(signals) }
    if ready[0].revents != 0 {
      for (number, answer) in completions.take() {
        guard let place = waiting.firstIndex(where: { $0.number == number }) else { continue }
        take(.outcome(waiting.remove(at: place).tag, answer.outcome), answer.rows)
      }
    }
    if ready[2].revents != 0 {
      while let letter = mailbox?.receive() {
        let message = Message(
          topic: Text(fingerprint: letter.topic), body: texts.text(letter.body),
          number: letter.number)
        take(.message(message, from: .empty), [])
      }
    }
  }

  private mutating func takeSignals(_ signals: Int32) {
    while status == nil {
      let number = live_next_signal(signals)
      guard number != 0 else { return }
      guard let signal = Signal(rawValue: UInt8(truncatingIfNeeded: number)) else { continue }
      endingSignals += 1
      if endingSignals > 1 {
        status = Self.interruptedStatus
      } else {
        take(.signal(signal), [])
      }
    }
  }
}
