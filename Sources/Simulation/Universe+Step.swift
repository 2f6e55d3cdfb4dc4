import Operations
import SimulatedWorld

extension Universe where M: Machine {
  // MARK: - Taking events

  /// Takes the next event in the order of time and draw; false when none is pending.
  @discardableResult
  public mutating func step() -> Bool {
    advance(until: .never) == .taken
  }

  /// What came of going on by one event.
  enum Advance {
    case taken, nothingPending, nothingDue
  }

  /// Takes the next event if it is due by an instant; what lies at `never` is not pending.
  mutating func advance(until limit: Instant) -> Advance {
    guard let entry = firstPending() else { return .nothingPending }
    guard entry.time <= limit else { return .nothingDue }
    guard entry.time < .never else { return .nothingPending }
    queue.dropFirst()
    take(Int32(bitPattern: entry.slot), entry)
    return .taken
  }

  /// Takes the next event if it is due by an instant; false when none is.
  ///
  /// Whoever looks at a universe after each event needs this: a plain step goes on to the next event
  /// however far away it is.
  @discardableResult
  public mutating func step(until limit: Instant) -> Bool {
    advance(until: limit) == .taken
  }

  /// Takes the event that the chooser wants; false when none is pending.
  @discardableResult
  public mutating func step(by chooser: inout some Chooser) -> Bool {
    step(by: &chooser, until: .never)
  }

  /// Takes the event that the chooser wants among those that are due by an instant.
  @discardableResult
  public mutating func step(by chooser: inout some Chooser, until limit: Instant) -> Bool {
    collectCandidates(reach: chooser.reach, until: limit)
    guard !candidates.isEmpty else { return false }
    let choice = chooser.choose(among: candidates)
    precondition(
      candidates.indices.contains(choice), "chose \(choice) among \(candidates.count)")
    take(candidates[choice])
    return true
  }

  /// The events that could come next, in the order of time and draw.
  public mutating func enabled(reach: Interval) -> [Candidate] {
    collectCandidates(reach: reach, until: .never)
    return candidates
  }

  /// The operation that an enabled event would let take effect; nil when it is none.
  public func operation(of candidate: Candidate) -> Operation? {
    let slot = Int32(bitPattern: candidate.entry.slot)
    guard !EventTable.isTimer(slot), case .apply(let operation) = table[slot].kind else {
      return nil
    }
    return operation
  }

  /// Takes one of the enabled events; the clock never goes back for it.
  public mutating func take(_ candidate: Candidate) {
    queue.remove(candidate.entry)
    if isTimeless {
      world.moment.now = now + Interval(nanoseconds: 1)
      let entry = EventQueue.Entry(
        time: now, draw: candidate.entry.draw, slot: candidate.entry.slot)
      return take(Int32(bitPattern: entry.slot), entry)
    }
    take(Int32(bitPattern: candidate.entry.slot), candidate.entry)
  }

  private mutating func collectCandidates(reach: Interval, until limit: Instant) {
    candidates.removeAll(keepingCapacity: true)
    dropCancelled()
    guard let first = queue.first() else { return }
    let last = min(first.time + reach, limit)
    var streamed = false
    for entry in queue.pending(until: last) where entry.time < .never {
      let event = table.event(at: Int32(bitPattern: entry.slot))
      streamed = streamed || event.isStreamed
      candidates.append(Candidate(entry: entry, actor: event.actor, what: event.kind.what))
    }
    candidates.sort { $0.entry.word < $1.entry.word }
    if streamed { keepStreamsInOrder() }
  }

  /// Leaves of each stream only the answer that is the next one.
  private mutating func keepStreamsInOrder() {
    var heads: [(actor: ActorID, tag: Tag)] = []
    let events = table
    candidates.removeAll { candidate in
      let event = events.event(at: Int32(bitPattern: candidate.entry.slot))
      guard event.isStreamed else { return false }
      if heads.contains(where: { $0 == (event.actor, event.tag) }) { return true }
      heads.append((event.actor, event.tag))
      return false
    }
  }

  private mutating func take(_ slot: Int32, _ entry: EventQueue.Entry) {
    countEvent()
    if entry.time > world.moment.now { world.moment.now = entry.time }
    digest.fold(entry.time.nanoseconds)
    guard !EventTable.isTimer(slot) else {
      fire(slot, entry.draw)
      return
    }
    digest.fold(entry.draw, UInt32(bitPattern: table[slot].actor.rawValue))
    switch table[slot].kind {
    case .apply(let operation): apply(operation, slot)
    case .world(let event):
      table.remove(slot)
      event.fold(into: &digest)
      record(.none, .world(event))
      world.happen(event)
      drainAgenda()
    case .fault(let number):
      table.remove(slot)
      strike(faults.scripted[Int(number)])
    case .resume(let process):
      table.remove(slot)
      resume(process)
    case .limit(let call):
      table.remove(slot)
      if let open = table.openCall(call) { passLimit(open) }
    case .deliver, .message, .signal, .start:
      turn(slot)
    case .timer, .open, .cancelled, .free:
      preconditionFailure("not an event that can be taken: \(table[slot])")
    }
  }

  // MARK: - Effects

  private mutating func apply(_ operation: Operation, _ slot: Int32) {
    let actor = table[slot].actor
    let verb = operation.verb
    operation.fold(into: &digest)
    let isCurrent = table[slot].life == actors[actor.index].life
    guard isCurrent || operation.outlivesCaller else {
      record(actor, .lost(operation), table[slot].tag)
      table.remove(slot)
      return
    }
    var interference: Interference?
    if hasRules, isCurrent, !table[slot].isStruck {
      interference = faults.interference(
        with: verb, of: actors[actor.index].name, &world.moment.streams.faults)
    }
    if let interference {
      applyWithInterference(interference, operation, slot)
    } else {
      answer(slot, perform(operation, slot), verb)
    }
  }

  /// Performs an operation; nil when a part of the world answers later.
  mutating func perform(_ operation: Operation, _ slot: Int32) -> Outcome? {
    let actor = table[slot].actor
    operationCount += 1
    world.moment.agenda.call = table.call(at: slot)
    world.moment.agenda.callTag = table[slot].tag
    world.moment.agenda.callDeadline = table[slot].deadline
    let outcome: Outcome?
    if case .send(let message, let recipient) = operation {
      outcome = .send(send(message, to: recipient, from: actor))
    } else {
      // A client whose caller is gone is not taken for a later life of it.
      let isCurrent = table[slot].life == actors[actor.index].life
      outcome = world.perform(operation, by: isCurrent ? actors[actor.index].process : .none)
    }
    record(actor, .performed(operation, outcome), table[slot].tag)
    if let outcome { noteProgress(operation.verb, outcome) }
    return outcome
  }

  /// Sends the outcome on its way, or leaves the call open; then does what followed.
  mutating func answer(_ slot: Int32, _ outcome: Outcome?, _ verb: Verb) {
    if let outcome {
      let delay = latencies.response(verb, &world.moment.streams.latency)
      deliver(outcome, from: slot, at: now + delay)
    } else {
      leaveOpen(slot, verb, notBefore: .start)
    }
    drainAgenda()
  }

  /// Keeps a call for an answer that comes later, unless nobody waits for it.
  mutating func leaveOpen(_ slot: Int32, _ verb: Verb, notBefore earliest: Instant) {
    let event = table[slot]
    guard event.fate != .abandoned, event.life == actors[event.actor.index].life else {
      table.remove(slot)
      return
    }
    table[slot].kind = .open(verb, lastArrival: earliest)
    guard event.deadline != .never else { return }
    push(
      table.add(.limit(table.call(at: slot)), actor: event.actor), at: max(event.deadline, now))
  }

  /// Turns the event that asked into the one that answers, or that says that time is up.
  mutating func deliver(_ outcome: Outcome, from slot: Int32, at arrival: Instant) {
    guard table[slot].fate != .abandoned else {
      table.remove(slot)
      return
    }
    let deadline = table[slot].deadline
    if arrival > deadline {
      table[slot].kind = .deliver(.limitPassed)
      push(slot, at: max(deadline, now))
    } else {
      table[slot].kind = .deliver(keepRows(outcome))
      push(slot, at: arrival)
    }
  }

  /// Lets an operation take effect after a delay; one who waits no longer than that is told so.
  mutating func send(_ slot: Int32, after delay: Interval) {
    let deadline = table[slot].deadline
    if now + delay > deadline, table[slot].fate != .abandoned {
      table[slot].fate = .abandoned
      let event = table[slot]
      push(
        table.add(.deliver(.limitPassed), actor: event.actor, life: event.life, tag: event.tag),
        at: max(deadline, now))
    }
    push(slot, at: now + delay)
  }

  // MARK: - Turns

  /// Gives an actor its turn with a timer.
  private mutating func fire(_ slot: Int32, _ draw: UInt32) {
    let (actor, tag) = table.timer(slot)
    let place = actor.index
    digest.fold(draw, UInt32(bitPattern: actor.rawValue))
    table.removeTimer(slot, from: &actors[place].firstTimer)
    guard actors[place].state == .running else {
      // A timer ends with the life that set it, so whoever does not run is stopped.
      hold(table.add(.timer, actor: actor, life: actors[place].life, tag: tag), place)
      return
    }
    digest.fold(1, tag.rawValue)
    record(actor, .fired(tag))
    run(place, .outcome(tag, .fired), hears: 1)
  }

  /// Gives an actor its turn with an event, unless it is gone, or holds it back.
  private mutating func turn(_ slot: Int32) {
    let event = table[slot]
    let place = event.actor.index
    let (life, state) = (actors[place].life, actors[place].state)
    guard event.life == life, state != .gone else {
      if case .deliver(let outcome) = event.kind {
        record(event.actor, .unheard(event.tag, outcome), event.tag)
        freeRows(outcome)
      }
      table.remove(slot)
      return
    }
    if case .start = event.kind, state == .booting {
      guard world.processes[actors[place].process]?.state != .stopped else {
        actors[place].state = .stopped
        holdFirst(slot, place)
        return
      }
      actors[place].state = .running
    }
    guard actors[place].state == .running else {
      hold(slot, place)
      return
    }
    table.remove(slot)
    switch event.kind {
    case .deliver(let outcome):
      actors[place].waiting -= 1
      outcome.fold(into: &digest)
      record(event.actor, .answered(event.tag, outcome), event.tag)
      if let listing = outcome.listing {
        swap(&emitter.rows, &listings[Int(listing.slot)])
        for row in emitter.rows { row.fold(into: &digest) }
        run(place, .outcome(event.tag, outcome))
        swap(&emitter.rows, &listings[Int(listing.slot)])
        freeListings.append(listing.slot)
      } else {
        run(place, .outcome(event.tag, outcome))
      }
    case .message(let message, let sender):
      message.fold(into: &digest)
      record(event.actor, .told(message, from: sender))
      run(place, .message(message, from: sender))
    case .signal(let signal):
      digest.fold(2, UInt32(signal.rawValue))
      record(event.actor, .signalled(signal))
      run(place, .signal(signal))
    case .start(let start):
      start.fold(into: &digest)
      record(event.actor, .began(start))
      run(place, .started(start))
      releaseHeld(place)
    case .apply, .timer, .open, .limit, .world, .fault, .resume, .cancelled, .free:
      preconditionFailure("not an event for an actor: \(event)")
    }
    if event.fate == .lastTurn { crash(place) }
  }

  private mutating func run(_ place: Int, _ input: Input, hears answers: Int32 = 0) {
    swap(&emitter.texts, &world.moment.texts)
    Self.turn(&actors[place], answers, eventCount)
    machines[place].handle(input, &emitter)
    swap(&emitter.texts, &world.moment.texts)
    for number in emitter.emissions.indices {
      ask(emitter.emissions[number], place)
    }
    emitter.clear()
  }

  /// One change of an actor: each of its parts alone would ask again whose the array is.
  private static func turn(
    _ actor: inout Actor, _ answers: Int32, _ number: Int64
  ) {
    actor.waiting -= answers
    actor.lastTurn = number
  }

  /// Notes that an actor asks for something; its life.
  private static func count(_ actor: inout Actor) -> UInt32 {
    actor.performed += 1
    actor.waiting += 1
    return actor.life
  }

  /// Sends an operation on its way.
  private mutating func ask(_ emission: Emission, _ place: Int) {
    let actor = ActorID(rawValue: Int32(place))
    let life = Self.count(&actors[place])
    switch emission.operation {
    case .timer(let interval):
      let slot = table.addTimer(
        actor: actor, tag: emission.tag, before: &actors[place].firstTimer)
      push(slot, at: now + max(interval, .zero))
    case .cancelTimer(let tag):
      let count = cancelTimers(place) { $0 == tag }
      answerNow(.cancelled(count), emission.tag, place)
    case .readClock(let clock):
      clockWasRead = isTimeless
      answerNow(read(clock), emission.tag, place)
    case .drawNumber:
      answerNow(.number(drawNumber(for: place)), emission.tag, place)
    default:
      let deadline = emission.limit == .unlimited ? Instant.never : now + emission.limit
      let slot = table.add(
        .apply(emission.operation), actor: actor, life: life, tag: emission.tag,
        deadline: deadline)
      let verb = emission.operation.verb
      send(slot, after: latencies.request(verb, &world.moment.streams.latency))
    }
  }

  private mutating func answerNow(_ outcome: Outcome, _ tag: Tag, _ place: Int) {
    let slot = table.add(
      .deliver(outcome), actor: ActorID(rawValue: Int32(place)), life: actors[place].life,
      tag: tag)
    push(slot, at: now)
  }

  private mutating func drawNumber(for place: Int) -> UInt64 {
    guard isTimeless else { return world.moment.streams.identities.next() }
    var digest = Digest(seed: seed)
    digest.fold(actors[place].name)
    actors[place].drawn += 1
    digest.fold(UInt64(actors[place].drawn))
    digest.fold(actors[place].name)
    return digest.high
  }

  private func read(_ clock: ClockName) -> Outcome {
    switch clock {
    case .monotonic: .instant(now)
    case .boottime: .instant(now + slept)
    case .wall: .wallTime(world.moment.wall)
    }
  }

  // MARK: - The queue

  /// Puts an event into the queue; equal instants are ordered by a draw.
  mutating func push(_ slot: Int32, at instant: Instant) {
    let draw = UInt32(truncatingIfNeeded: world.moment.streams.scheduling.next() >> 32)
    queue.push(EventQueue.Entry(time: instant, draw: draw, slot: UInt32(bitPattern: slot)))
  }

  /// The first that was not called off; those before it are dropped.
  @inline(__always)
  mutating func firstPending() -> EventQueue.Entry? {
    repeat {
      while let entry = queue.firstNear() {
        let slot = Int32(bitPattern: entry.slot)
        guard table.isCancelled(slot) else { return entry }
        queue.dropFirst()
        table.remove(slot)
        cancelledCount -= 1
      }
    } while refill()
    return nil
  }

  /// Brings what comes next near; false when there is nothing.
  ///
  /// What it names lies all over the tables, in no cache. Read in one go, many reads are under way
  /// at once; read one by one as the events are taken, each of them would be waited for.
  @inline(never)
  private mutating func refill() -> Bool {
    guard queue.refill() else { return false }
    queue.forEachNear { table.check(Int32(bitPattern: $0.slot)) }
    return true
  }

  /// Calls off the timers of an actor whose tag the closure wants gone.
  mutating func cancelTimers(_ place: Int, _ isGone: (Tag) -> Bool) -> Int32 {
    let count = table.cancelTimers(from: &actors[place].firstTimer, isGone)
    actors[place].waiting -= count
    cancelledCount += Int(count)
    if cancelledCount > 64, cancelledCount * 2 > queue.count { dropCancelled() }
    return count
  }

  private mutating func dropCancelled() {
    guard cancelledCount > 0 else { return }
    let events = table
    var dropped: [Int32] = []
    _ = queue.filter { entry in
      let slot = Int32(bitPattern: entry.slot)
      guard events.isCancelled(slot) else { return true }
      dropped.append(slot)
      return false
    }
    for slot in dropped { table.remove(slot) }
    cancelledCount -= dropped.count
  }

  /// Keeps what happened, when it is recorded; the closure is not called otherwise.
  mutating func record(
    _ actor: ActorID, _ kind: @autoclosure () -> TraceEntry.Kind, _ tag: Tag? = nil
  ) {
    guard trace.isRecording else { return }
    trace.add(
      TraceEntry(number: eventCount, time: now, actor: actor, tag: tag, kind: kind()))
  }
}

extension Event.Kind {
  /// What a chooser is told about it.
  var what: Candidate.What {
    switch self {
    case .apply(let operation): .effect(operation.verb)
    case .deliver, .limit: .answer
    case .timer: .timer
    case .message: .message
    case .signal: .signal
    case .start: .start
    case .fault(let number): .fault(number)
    case .world, .resume, .open, .cancelled, .free: .world
    }
  }
}
