import Operations
import SimulatedWorld

/// Plays the kernel's part for Forge: takes what was planned in the order of time.
final class ForgeDriver {
  var moment: Moment
  var processes: Processes
  var forge: ForgeBackend
  /// A process that asks.
  var client: ProcessIndex
  /// What was planned, with a number that keeps equal times in the order of planning.
  private var planned: [(time: Instant, number: Int, event: WorldEvent)] = []
  private var plannedCount = 0
  private var callCount: UInt32 = 0
  /// What each call was answered, in order.
  var answers: [(call: CallID, outcome: ForgeOutcome, rows: [Row], more: Bool)] = []

  static let project: UInt64 = 7

  init(
    _ dialect: ForgeDialect = .actual, seed: UInt64 = 1,
    adjust: (inout ForgeConfiguration) -> Void = { _ in }
  ) {
    moment = Moment(seed: seed)
    processes = Processes(&moment)
    var configuration = ForgeConfiguration(dialect, &moment.texts)
    adjust(&configuration)
    forge = ForgeBackend(
      configuration, projects: [Self.project], parent: .initial, &processes, &moment)
    let launch = Launch(program: moment.texts.text("client"))
    client = processes.spawn(launch, parent: .initial, &moment) ?? .none
    drain()
  }

  // MARK: - Asking

  /// Asks and does not wait.
  @discardableResult
  func ask(_ request: ForgeRequest, tag: UInt32 = 0) -> CallID {
    callCount += 1
    let call = CallID(slot: callCount, generation: 0)
    moment.agenda.call = call
    moment.agenda.callTag = Tag(rawValue: tag)
    if let outcome = forge.perform(request, by: client, &processes, &moment) {
      note(call, outcome, more: false)
    }
    drain()
    return call
  }

  /// Asks and waits for the first answer, two minutes at most.
  func get(_ request: ForgeRequest) -> ForgeOutcome? {
    let call = ask(request)
    wait(for: call, .seconds(120))
    return outcomes(call).first
  }

  /// Asks for a listing.
  func rows(_ request: ForgeRequest) -> [Row] {
    let call = ask(request)
    wait(for: call, .seconds(120))
    return answers.first { $0.call == call }?.rows ?? []
  }

  /// Everything that a call was answered.
  func outcomes(_ call: CallID) -> [ForgeOutcome] {
    answers.filter { $0.call == call }.map(\.outcome)
  }

  /// The entries that a stream has brought.
  func entries(_ call: CallID) -> [(index: Int32, text: Text)] {
    outcomes(call).compactMap { outcome in
      if case .entry(let index, let text) = outcome { (index, text) } else { nil }
    }
  }

  /// A text by its bytes.
  func text(_ string: String) -> Text { moment.texts.text(string) }

  // MARK: - Time

  /// Lets time pass.
  func run(_ interval: Interval) {
    let end = moment.now + interval
    while let first = planned.first, first.time <= end { step() }
    moment.now = end
  }

  /// Lets time pass until a call is answered.
  func wait(for call: CallID, _ limit: Interval) {
    let end = moment.now + limit
    while !answers.contains(where: { $0.call == call }),
      let first = planned.first, first.time <= end
    { step() }
  }

  /// Takes the next event.
  func step() {
    guard !planned.isEmpty else { return }
    let next = planned.removeFirst()
    moment.now = max(moment.now, next.time)
    switch next.event {
    case .forge(let event): forge.happen(event, &processes, &moment)
    case .orphanReaped(let process): processes.reapOrphan(process)
    case .waitReturns(let call): processes.returnFromWait(call, &moment)
    case .programEnds(let process, let ending): processes.end(process, ending, &moment)
    default: break
    }
    drain()
  }

  /// Ends a process and tells everybody.
  func end(_ process: ProcessIndex, _ ending: Ending) {
    processes.end(process, ending, &moment)
    drain()
  }

  /// Carries out what the last operation led to.
  func drain() {
    for answer in moment.agenda.answers {
      if case .forge(let outcome) = answer.outcome {
        note(answer.call, outcome, more: answer.more)
      }
    }
    for planned in moment.agenda.events { plan(planned) }
    let deaths = moment.agenda.deaths
    moment.agenda.clear()
    guard !deaths.isEmpty else { return }
    for death in deaths {
      forge.noticeDeath(of: death, &processes, &moment)
    }
    drain()
  }

  private func plan(_ event: Planned) {
    let time = moment.now + event.delay
    plannedCount += 1
    var place = planned.count
    while place > 0, planned[place - 1].time > time { place -= 1 }
    planned.insert((time, plannedCount, event.event), at: place)
  }

  private func note(_ call: CallID, _ outcome: ForgeOutcome, more: Bool) {
    var rows: [Row] = []
    if case .listing = outcome { rows = moment.rows }
    answers.append((call, outcome, rows, more))
  }
}
