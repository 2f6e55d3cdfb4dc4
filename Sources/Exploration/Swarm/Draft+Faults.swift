import Operations
import Scenarios

extension Draft {
  /// Draws which classes live, and lets them strike.
  mutating func drawFaults() {
    let classes = Contract.classes(for: swarm.kinds)
    guard !classes.isEmpty, !lots.happens(percent: knobs.quietPercent) else { return }
    if lots.happens(percent: knobs.singlePercent) {
      variation.classes = [lots.pick(classes)]
    } else {
      let percent = lots.number(knobs.livesPercent)
      for fault in classes where lots.happens(percent: percent) { variation.classes.append(fault) }
    }
    guard !variation.classes.isEmpty else { return }
    var weights: [Int] = []
    for _ in variation.classes { weights.append(1 << lots.number(knobs.weightPower)) }
    let count = lots.number(lots.pick(knobs.faultCounts))
    for _ in 0..<count { strike(variation.classes[lots.place(by: weights)]) }
  }

  // MARK: - Who

  /// Those whose kind claims to survive a class.
  private func callers(claiming fault: FaultClass) -> [Caller] {
    callers.filter { Contract.of($0.kind).classes.contains(fault) }
  }

  /// Somebody whose kind claims to survive a class.
  private mutating func caller(_ fault: FaultClass) -> Caller? {
    let all = callers(claiming: fault)
    return all.isEmpty ? nil : lots.pick(all)
  }

  // MARK: - When

  private mutating func instant() -> Interval {
    if lots.happens(percent: knobs.atEntrancePercent), !callers.isEmpty {
      return lots.pick(callers).start + lots.interval(upTo: knobs.entranceMax)
    }
    return lots.interval(upTo: length)
  }

  /// An instant, or an operation of somebody's.
  private mutating func trigger() -> Happening.Trigger {
    guard lots.happens(percent: knobs.atCallPercent), !callers.isEmpty else { return at(instant()) }
    let caller = lots.pick(callers)
    let verbs = Contract.of(caller.kind).calls
    let first = lots.pick(verbs)
    let second = lots.pick(verbs)
    if first != second, lots.happens(percent: 20) {
      return .between(.verb(first), .verb(second), of: caller.name)
    }
    return .after(.verb(first), nth: lots.number(knobs.callNumber), of: caller.name)
  }

  private mutating func put(_ action: Action, _ fault: FaultClass) {
    put(trigger(), action, fault)
  }

  /// When somebody is at it: most do one thing, quickly, and are gone.
  private mutating func trigger(at caller: Caller) -> Happening.Trigger {
    switch lots.below(caller.part.lasts ? 4 : 3) {
    case 0: return at(caller.start + lots.interval(upTo: knobs.workMax))
    case 1:
      return .after(.any, nth: lots.number(1...knobs.callNumberMax), of: caller.name)
    case 2:
      let verb = lots.pick(Contract.of(caller.kind).calls)
      return .after(.verb(verb), nth: lots.number(knobs.callNumber), of: caller.name)
    default: return at(instant())
    }
  }

  private mutating func put(_ trigger: Happening.Trigger, _ action: Action, _ fault: FaultClass) {
    var delay = Interval.zero
    if case .at = trigger {
    } else if lots.happens(percent: 40) {
      delay = lots.interval(upTo: knobs.afterCallMax)
    }
    put(Happening(trigger, action, delay: delay...delay), fault)
  }

  // MARK: - What

  private mutating func strike(_ fault: FaultClass) {
    switch fault {
    case .crash: crash()
    case .stall:
      guard let caller = caller(fault) else { return }
      let time = lots.interval(upTo: Contract.of(caller.kind).stallMax)
      put(trigger(at: caller), .stop(caller.name, for: time), fault)
    case .signal:
      guard let caller = caller(fault) else { return }
      let signal = lots.pick([Signal.terminate, .interrupt, .hangUp])
      put(trigger(at: caller), .signal(caller.name, signal), fault)
    case .slowStart:
      guard let caller = caller(fault) else { return }
      // It has to be known by then, and to start once more.
      put(Happening(at(caller.start), .slowStart(caller.name, by: knobs.slowStart)), fault)
    case .duplicate:
      guard let caller = caller(fault) else { return }
      let time = caller.start + lots.interval(upTo: knobs.entranceMax)
      put(Happening(at(time), .duplicate(caller.name, count: Int32(lots.number(1...2)))), fault)
    case .crashAtCall, .lateCall, .silentCall, .pauseAtCall, .doubleCall, .failingCall:
      interfere(fault)
    case .agentDeath, .runnerDeath, .slowRunner, .paneDeath, .sessionKill, .work:
      strikeRuntime(fault)
    case .forgeRequest, .forgeCrash, .forgeStart, .streams, .pullRequests: strikeService(fault)
    default: strikeMachine(fault)
    }
  }

  private mutating func crash() {
    guard let caller = caller(.crash) else { return }
    put(trigger(at: caller), .crash(caller.name), .crash)
    guard lots.happens(percent: knobs.restartPercent) else { return }
    let delay = lots.interval(upTo: knobs.restartMax)
    put(Happening(.when(.isGone(caller.name)), .restart(caller.name), delay: delay...delay), nil)
  }

  private mutating func interfere(_ fault: FaultClass) {
    guard let caller = caller(fault) else { return }
    let contract = Contract.of(caller.kind)
    var interfering = Action.Interfering()
    interfering.actor = actor(for: caller)
    interfering.skip = Int32(lots.number(knobs.skip))
    interfering.count = Int32(lots.number(1...2))
    let late = lots.interval(upTo: contract.lateMax)
    let silent = contract.silentCalls
    switch fault {
    case .crashAtCall:
      interfering.calls = lots.happens(percent: 50) ? .any : .verb(lots.pick(contract.calls))
      interfering.how = lots.pick([.crashBeforeEffect, .crashBeforeAnswer, .crashAfterAnswer])
    case .lateCall:
      if !silent.isEmpty { interfering.calls = .verb(lots.pick(silent)) }
      interfering.how = lots.pick([.delay(late), .delayAnswer(late)])
    case .silentCall:
      if !silent.isEmpty { interfering.calls = .verb(lots.pick(silent)) }
      interfering.how = lots.pick([.hang, .loseAnswer])
    case .pauseAtCall:
      interfering.calls = lots.happens(percent: 50) ? .any : .verb(lots.pick(contract.calls))
      interfering.how = .pause(min(late, contract.stallMax))
    case .doubleCall:
      interfering.calls = .verb(lots.pick(contract.doubleCalls))
      interfering.how = .twice
    default:
      let failing = lots.pick(contract.failingCalls)
      interfering.calls = .verb(failing.verb)
      interfering.how = .fail(failing.failure)
    }
    // What is said of one kind of operation is skipped less often than any.
    if interfering.calls != .any { interfering.skip = interfering.skip / 3 }
    let time = lots.happens(percent: 60) ? .zero : instant()
    put(Happening(at(time), .interfere(interfering)), fault)
  }

  /// Whose operations are struck: the caller's own, or those of the runner in its session's pane.
  private mutating func actor(for caller: Caller) -> String {
    let hasRunner = caller.kind == .sessions && caller.part == .command
    return hasRunner && lots.happens(percent: 25) ? "runner" : caller.name
  }

  private mutating func strikeRuntime(_ fault: FaultClass) {
    let isDesk = !desks.isEmpty && Contract.desk.classes.contains(fault)
    let isSession =
      !runs.isEmpty && swarm.kinds.contains(.sessions)
      && Contract.sessions.classes.contains(fault)
    guard isDesk || isSession else { return }
    let takesDesk = isDesk && (!isSession || lots.happens(percent: 50))
    let owner = takesDesk ? lots.pick(desks) : lots.pick(runs)
    let ending = lots.pick([Ending.signalled(.kill), .exited(1), .exited(0)])
    switch fault {
    case .agentDeath:
      let part: Target.Part = takesDesk ? lots.pick([.worker, .verifier]) : .agent
      put(.end(Target(owner, part), ending), fault)
    case .runnerDeath: put(.end(Target(owner, .runner), .signalled(.kill)), fault)
    case .slowRunner:
      guard let caller = callers.first(where: { $0.part == .command }) else { return }
      // The first runner begins within this time; it is known from then on.
      put(
        Happening(
          .after(.verb(.storePut), nth: lots.number(1...3), of: caller.name),
          .slowStart("runner", by: knobs.slowStart)), fault)
    case .paneDeath:
      let parts: [Target.Part] = takesDesk ? [.leader, .worker, .verifier] : [.whole]
      put(.paneDies(Target(owner, lots.pick(parts)), ending), fault)
    case .sessionKill: put(.sessionKilled(Target(owner)), fault)
    default: put(.work(run: owner, file: "notes-\(lots.below(3))"), fault)
    }
  }
}

extension Part.Kind {
  /// Whether somebody who does it goes on until the run is over.
  fileprivate var lasts: Bool {
    switch self {
    case .supervisor, .desk, .clock: true
    case .command, .lock, .retention, .forge, .migration, .person: false
    }
  }
}
