import Operations
import SimulatedWorld

// How actors begin, are held back and end, and what the world asks for besides its answers.

extension Universe where M: Machine {
  // MARK: - What the world asks for

  /// Carries out what the last operation led to, until nothing is left.
  mutating func drainAgenda() {
    guard !world.moment.agenda.isEmpty else { return }
    var births = 0
    var deaths = 0
    var caught = 0
    repeat {
      while births < world.moment.agenda.births.count {
        begin(world.moment.agenda.births[births])
        births += 1
      }
      while caught < world.moment.agenda.caught.count {
        let signal = world.moment.agenda.caught[caught]
        caught += 1
        pass(signal.signal, to: signal.process)
      }
      while deaths < world.moment.agenda.deaths.count {
        end(world.moment.agenda.deaths[deaths])
        deaths += 1
      }
      world.settle()
    } while births < world.moment.agenda.births.count
      || caught < world.moment.agenda.caught.count || deaths < world.moment.agenda.deaths.count
    for place in world.moment.agenda.answers.indices {
      answerLate(world.moment.agenda.answers[place])
    }
    for place in world.moment.agenda.keys.indices {
      pass(world.moment.agenda.keys[place])
    }
    for place in world.moment.agenda.events.indices {
      let planned = world.moment.agenda.events[place]
      push(table.add(.world(planned.event)), at: now + planned.delay)
    }
    world.clearAgenda()
  }

  private mutating func answerLate(_ answer: LateAnswer) {
    guard let slot = table.openCall(answer.call), case .open(let verb, let last) = table[slot].kind
    else { return }
    let event = table[slot]
    let drawn = now + latencies.response(verb, &world.moment.streams.latency)
    let arrival = max(drawn, last + Interval(nanoseconds: 1))
    if answer.more {
      // What would come after the limit is not heard: the one who waits has hung up by then.
      guard arrival < event.deadline else { return }
      actors[event.actor.index].waiting += 1
      let entry = table.add(
        .deliver(keepRows(answer.outcome)), actor: event.actor, life: event.life, tag: event.tag)
      table[entry].fate = event.fate
      table[entry].isStreamed = true
      table[slot].kind = .open(verb, lastArrival: arrival)
      table[slot].isStreamed = true
      push(entry, at: arrival)
    } else {
      noteProgress(verb, answer.outcome)
      deliver(answer.outcome, from: slot, at: arrival)
    }
  }

  /// Tells the one who waits for an open call that its limit has passed.
  mutating func passLimit(_ slot: Int32) {
    table[slot].kind = .deliver(.limitPassed)
    push(slot, at: now)
  }

  // MARK: - Beginning

  /// Lets the process run its program, when the program has a machine.
  private mutating func begin(_ process: ProcessIndex) {
    guard let facts = world.processes[process] else { return }
    var place = place(of: process)
    if place == nil, let number = programs.number(of: facts.program) {
      place = addChild(facts, number)
      bind(process, to: place)
    }
    guard let place else { return }
    let number = actors[place].program
    world.processes.setHabits(programs[number].habits, of: process)
    let isRestart = actors[place].life > 0 && !actors[place].isChild
    actors[place].life &+= 1
    actors[place].state = .booting
    machines[place] = programs[number].machine
    actors[place].waiting = 0
    actors[place].lastTurn = eventCount
    let start = Start(
      identity: facts.identity, argument: facts.argument, pane: facts.pane?.pane,
      isRestart: isRestart)
    let slot = table.add(
      .start(start), actor: ActorID(rawValue: Int32(place)), life: actors[place].life)
    let boot = latencies.boot(&world.moment.streams.latency)
    push(slot, at: now + boot + actors[place].bootDelay)
    actors[place].bootDelay = .zero
  }

  private mutating func addChild(_ process: SimulatedProcess, _ program: Int) -> Int {
    // A place goes to the same program again, so that its name stays true of what it did before.
    let free = freeChildren.lastIndex { actors[$0].program == program }
    let place = free.map { freeChildren.remove(at: $0) } ?? actors.count
    var actor = Actor(name: process.program, program: program, argument: process.argument)
    actor.isChild = true
    if place == actors.count {
      names.value.append(actor.name)
      actors.append(actor)
      machines.append(programs[program].machine)
    } else {
      names.value.rename(place, from: actors[place].name, to: actor.name)
      actor.life = actors[place].life
      actors[place] = actor
      machines[place] = programs[program].machine
    }
    return place
  }

  /// The place of an actor of that name that can be started: the last one that is gone.
  func placeToStart(_ name: Text) -> Int? {
    actors.lastIndex { $0.name == name && $0.state == .gone && !$0.isChild }
      ?? actors.lastIndex { $0.name == name && $0.state == .gone }
  }

  /// Starts an actor's program in a new process, if it does not run.
  mutating func start(_ place: Int) {
    guard actors[place].state == .gone else { return }
    let actor = actors[place]
    let launch = Launch(
      program: programs[actor.program].name, argument: actor.argument, newSession: true)
    guard
      let process = world.processes.spawn(launch, parent: .initial, &world.moment)
    else { return }
    if actors[place].isChild {
      actors[place].isChild = false
      freeChildren.removeAll { $0 == place }
    }
    bind(process, to: place)
    drainAgenda()
  }

  private mutating func bind(_ process: ProcessIndex, to place: Int?) {
    guard let place else { return }
    while actorsOfProcesses.count <= Int(process.slot) { actorsOfProcesses.append(-1) }
    let former = actorsOfProcesses[Int(process.slot)]
    if former >= 0 {
      let last = actors[Int(former)].process
      // The process that had the slot has ended and was reaped in the same moment. An actor that
      // has come to run in another process since is none of this slot's business.
      if last.slot == process.slot, last != process { end(last) }
    }
    actorsOfProcesses[Int(process.slot)] = Int32(place)
    actors[place].process = process
  }

  /// The actor that runs in a process.
  func place(of process: ProcessIndex) -> Int? {
    guard process.slot >= 0, Int(process.slot) < actorsOfProcesses.count else { return nil }
    let place = Int(actorsOfProcesses[Int(process.slot)])
    return place >= 0 && actors[place].process == process ? place : nil
  }

  // MARK: - Signals and ends

  private mutating func pass(_ signal: Signal, to process: ProcessIndex) {
    guard let place = place(of: process) else { return }
    switch signal {
    case .stop:
      if actors[place].state == .running { actors[place].state = .stopped }
    case .continue:
      guard actors[place].state == .stopped else { return }
      let first = actors[place].firstHeld
      if first >= 0, case .start = table[first].kind {
        // It was stopped before it began: that comes first, and the rest after it.
        actors[place].state = .booting
        actors[place].firstHeld = table[first].next
        if table[first].next < 0 { actors[place].lastHeld = -1 }
        table[first].next = -1
        push(first, at: now)
        return
      }
      actors[place].state = .running
      releaseHeld(place)
    default:
      let slot = table.add(
        .signal(signal), actor: ActorID(rawValue: Int32(place)), life: actors[place].life)
      push(slot, at: now)
    }
  }

  private mutating func pass(_ typed: Typed) {
    guard let place = place(of: typed.process), actors[place].state != .gone else { return }
    let message = Message(topic: keysTopic, body: typed.text)
    let slot = table.add(
      .message(message, from: .empty), actor: ActorID(rawValue: Int32(place)),
      life: actors[place].life)
    push(slot, at: now)
  }

  /// Kills an actor's process.
  mutating func crash(_ place: Int) {
    guard actors[place].state != .gone else { return }
    world.processes.end(actors[place].process, .signalled(.kill), &world.moment)
    drainAgenda()
  }

  private mutating func end(_ process: ProcessIndex) {
    guard let place = place(of: process), actors[place].state != .gone else { return }
    let actor = ActorID(rawValue: Int32(place))
    let ending = world.processes[process]?.ending ?? .signalled(.kill)
    ending.fold(into: &digest)
    record(actor, .ended(ending))
    actors[place].state = .gone
    actors[place].life &+= 1
    _ = cancelTimers(place) { _ in true }
    actors[place].waiting = 0
    var slot = actors[place].firstHeld
    while slot >= 0 {
      let next = table[slot].next
      if case .deliver(let outcome) = table[slot].kind { freeRows(outcome) }
      table.remove(slot)
      slot = next
    }
    actors[place].firstHeld = -1
    actors[place].lastHeld = -1
    dropOpenCalls(of: actor)
    if actors[place].isChild { freeChildren.append(place) }
  }

  private mutating func dropOpenCalls(of actor: ActorID) {
    for slot in 0..<Int32(table.events.count) where table[slot].actor == actor {
      if case .open = table[slot].kind, table[slot].fate != .abandoned { table.remove(slot) }
    }
  }

  // MARK: - Holding back

  /// Keeps an event until the actor goes on.
  mutating func hold(_ slot: Int32, _ place: Int) {
    table[slot].next = -1
    if actors[place].lastHeld >= 0 {
      table[actors[place].lastHeld].next = slot
    } else {
      actors[place].firstHeld = slot
    }
    actors[place].lastHeld = slot
  }

  /// Keeps an event before all that are held back already.
  mutating func holdFirst(_ slot: Int32, _ place: Int) {
    table[slot].next = actors[place].firstHeld
    actors[place].firstHeld = slot
    if actors[place].lastHeld < 0 { actors[place].lastHeld = slot }
  }

  /// Lets the events that were held back come now, in their order.
  mutating func releaseHeld(_ place: Int) {
    var slot = actors[place].firstHeld
    actors[place].firstHeld = -1
    actors[place].lastHeld = -1
    var order: UInt32 = 0
    while slot >= 0 {
      let event = table[slot]
      table[slot].next = -1
      var released = slot
      if case .timer = event.kind {
        // Until it is heard it can still be called off.
        table.remove(slot)
        released = table.addTimer(
          actor: event.actor, tag: event.tag, before: &actors[place].firstTimer)
      }
      // What was held comes in the order in which it arrived: their place in line is no draw.
      queue.push(EventQueue.Entry(time: now, draw: order, slot: UInt32(bitPattern: released)))
      order += 1
      slot = event.next
    }
  }

  // MARK: - Messages and rows

  /// Hands a message over.
  mutating func send(
    _ message: Message, to recipient: Recipient, from sender: ActorID
  ) -> MessageOutcome {
    let place: Int?
    switch recipient {
    case .person(let person):
      note(Notice(time: now, from: sender, person: person, message: message))
      return .delivered
    case .actor(let name):
      place = actor(named: name)?.index
    case .process(let identity):
      place = world.processes.find(pid: identity.pid, namespace: identity.namespace)
        .flatMap { world.processes[$0] }
        .flatMap { $0.identity == identity ? self.place(of: $0.index) : nil }
    }
    guard let place, actors[place].state != .gone else { return .nobody }
    let slot = table.add(
      .message(message, from: actors[sender.index].name), actor: ActorID(rawValue: Int32(place)),
      life: actors[place].life)
    push(slot, at: now)
    return .delivered
  }

  /// Moves the rows of an answer out of the way of the next one.
  mutating func keepRows(_ outcome: Outcome) -> Outcome {
    guard outcome.listing != nil else { return outcome }
    let slot = freeListings.popLast() ?? addListings()
    swap(&listings[Int(slot)], &world.moment.rows)
    return outcome.keepingRows(at: slot)
  }

  /// Makes as many places for rows again as there are, and returns one of them.
  ///
  /// How many answers are on their way at once rises ever more rarely: what is made for the next
  /// time that it does is made at once, with room for an answer of few rows.
  private mutating func addListings() -> UInt32 {
    let count = listings.count
    freeListings.reserveCapacity(max(1, count * 2))
    for number in count..<max(1, count * 2) {
      var rows: [Row] = []
      rows.reserveCapacity(4)
      listings.append(rows)
      if number > count { freeListings.append(UInt32(number)) }
    }
    return UInt32(count)
  }

  /// Frees the rows of an answer that nobody hears.
  mutating func freeRows(_ outcome: Outcome) {
    guard let listing = outcome.listing else { return }
    freeListings.append(listing.slot)
  }
}
