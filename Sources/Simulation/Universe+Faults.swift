import Operations
import SimulatedWorld

extension Universe where M: Machine {
  /// Lets a fault strike now.
  public mutating func strike(_ fault: Fault) {
    fault.fold(into: &digest)
    record(.none, .fault(fault))
    switch fault {
    case .crash(let name):
      if let actor = actor(named: name) { crash(actor.index) }
    case .restart(let name):
      if let place = placeToStart(name) { start(place) }
    case .stop(let name):
      signal(name, .stop)
    case .resume(let name):
      signal(name, .continue)
    case .signal(let name, let signal):
      self.signal(name, signal)
    case .exit(let name, let status):
      if let process = process(named: name) {
        world.processes.end(process, .exited(status), &world.moment)
      }
    case .slowStart(let name, let interval):
      if let actor = actor(named: name) { actors[actor.index].bootDelay = interval }
    case .changeUser(let name, let user):
      if let process = process(named: name) { world.setUser(user, of: process) }
    case .thread(let name, let number):
      if let process = process(named: name), let facts = world.processes[process] {
        world.processes.forceNextPid(number, namespace: facts.identity.namespace)
        world.processes.addThread(to: process)
      }
    case .lagStreams(let name, let interval):
      if let process = process(named: name) {
        world.forge.setLag(interval, ofClient: process)
      }
    case .fullProcessTable(let isFull):
      world.processes.countLimit = isFull ? world.processes.count : Processes.usualCountLimit
    case .duplicate(let name, let count):
      duplicate(name, count)
    case .interfere(let rule):
      arm(rule)
    case .forcePid(let pid):
      world.processes.forceNextPid(pid)
    case .foreignProcess(let program, let pid, let user):
      world.processes.forceNextPid(pid)
      let launch = Launch(program: program, newSession: true)
      if let process = world.processes.spawn(launch, parent: .initial, &world.moment) {
        world.setUser(user, of: process)
      }
    case .stepWallClock(let milliseconds):
      stepWallClock(milliseconds)
    case .sleep(let interval):
      slept = slept + interval
      stepWallClock(interval.nanoseconds / 1_000_000)
    case .world(let fault):
      world.strike(fault)
    case .powerFailure:
      world.powerFail()
      loseRequests()
    case .cue: break
    }
    drainAgenda()
  }

  /// Performs an operation on which a fault has struck.
  mutating func applyWithInterference(
    _ interference: Interference, _ operation: Operation, _ slot: Int32
  ) {
    let place = table[slot].actor.index
    let verb = operation.verb
    let life = table[slot].life
    table[slot].isStruck = true
    interference.fold(into: &digest)
    record(table[slot].actor, .interference(interference, verb))
    switch interference {
    case .crashBeforeEffect:
      // A client that is on its way by itself still arrives; a system call is never made.
      if operation.outlivesCaller { push(slot, at: now) } else { table.remove(slot) }
      crash(place)
    case .crashBeforeAnswer:
      answer(slot, perform(operation, slot), verb)
      if actors[place].life == life { crash(place) }
    case .crashAfterAnswer:
      if table[slot].fate == .none { table[slot].fate = .lastTurn }
      answer(slot, perform(operation, slot), verb)
    case .fail(let outcome):
      world.moment.beginRows()
      let delay = latencies.response(verb, &world.moment.streams.latency)
      deliver(outcome, from: slot, at: now + delay)
    case .delay(let interval):
      send(slot, after: interval)
    case .delayAnswer(let interval):
      if let outcome = perform(operation, slot) {
        deliver(outcome, from: slot, at: now + interval)
      } else {
        leaveOpen(slot, verb, notBefore: now + interval)
      }
      drainAgenda()
    case .hang:
      leaveUnanswered(slot, verb)
    case .loseAnswer:
      _ = perform(operation, slot)
      leaveUnanswered(slot, verb)
      drainAgenda()
    case .duplicate:
      _ = perform(operation, slot)
      drainAgenda()
      table.disown(slot)
      answer(slot, perform(operation, slot), verb)
    case .pause(let interval):
      let process = actors[place].process
      answer(slot, perform(operation, slot), verb)
      world.processes.send(.stop, to: process, &world.moment)
      drainAgenda()
      push(table.add(.resume(process)), at: now + interval)
    }
  }

  /// Lets a process go on that was paused.
  mutating func resume(_ process: ProcessIndex) {
    if let place = place(of: process) {
      let fault = Fault.resume(actors[place].name)
      fault.fold(into: &digest)
      record(.none, .fault(fault))
    }
    world.processes.send(.continue, to: process, &world.moment)
    drainAgenda()
  }

  /// The clients that are on their way end with the machine; a request to another host has left it.
  private mutating func loseRequests() {
    for slot in 0..<Int32(table.events.count) {
      guard case .apply(let operation) = table[slot].kind else { continue }
      if case .pullRequest = operation { continue }
      record(table[slot].actor, .lost(operation))
      table[slot].kind = .cancelled
      cancelledCount += 1
    }
  }

  /// Nobody will answer: the caller learns of it by its limit, or never.
  private mutating func leaveUnanswered(_ slot: Int32, _ verb: Verb) {
    let deadline = table[slot].deadline
    guard table[slot].fate != .abandoned, table[slot].life == actors[table[slot].actor.index].life
    else {
      table.remove(slot)
      return
    }
    table.disown(slot)
    if deadline == .never {
      table[slot].kind = .open(verb, lastArrival: .start)
    } else {
      table[slot].kind = .deliver(.limitPassed)
      push(slot, at: max(deadline, now))
    }
  }

  private mutating func signal(_ name: Text, _ signal: Signal) {
    guard let process = process(named: name) else { return }
    world.processes.send(signal, to: process, &world.moment)
    drainAgenda()
  }

  /// The process of the actor of a name, if it has one.
  private func process(named name: Text) -> ProcessIndex? {
    guard let actor = actor(named: name), actors[actor.index].state != .gone else { return nil }
    return actors[actor.index].process
  }

  private mutating func duplicate(_ name: Text, _ count: Int32) {
    guard let original = actor(named: name) else { return }
    let twin = actors[original.index]
    for number in 0..<count {
      world.moment.builder.clear()
      world.moment.builder.add(name, from: world.moment.texts)
      world.moment.builder.add("#")
      world.moment.builder.add(number + 2)
      let name = world.moment.texts.text(world.moment.builder)
      add(
        actor: name, program: programs[twin.program].name, argument: twin.argument, at: now)
    }
  }

  /// Steps the clock, but never to before 1970: no kernel lets itself be told such a time.
  private mutating func stepWallClock(_ milliseconds: Int64) {
    let wall = world.moment.wall.milliseconds
    world.moment.wall.milliseconds = max(wall &+ milliseconds, min(wall, 0))
  }
}
