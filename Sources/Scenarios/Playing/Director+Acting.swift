import Operations
import SimulatedWorld
import Simulation

extension Director {
  /// Lets something happen now; false when there was nothing that it could have happened to.
  mutating func act(
    _ action: Action, _ universe: inout Universe<Cast>, _ books: inout Bookkeeper
  ) -> Bool {
    switch action {
    case .crash, .restart, .stop, .resume, .signal, .slowStart, .changeUser, .duplicate,
      .streamsLag:
      return actOnActor(action, &universe)
    case .end(let target, let ending):
      return onProcess(target, &universe, books) { process, universe in
        universe.world.processes.end(process, ending, &universe.world.moment)
      }
    case .suspend(let target, let time):
      return suspend(target, time, &universe, books)
    case .reusePid(let target, let program):
      return reusePid(of: target, by: program, &universe, &books)
    case .foreignProcess(let program, let pid, let user):
      let program = universe.text(program)
      universe.strike(.foreignProcess(program: program, pid: pid ?? 0, user: user))
    case .forcePid(let pid): universe.strike(.forcePid(pid))
    case .fullProcessTable(let isFull): universe.strike(.fullProcessTable(isFull))
    case .paneDies, .sessionKilled, .clientsDetached, .prefixTwin, .nameTaken, .serverKilled,
      .serverRestarted, .serverStopped, .serverContinued, .callsFail, .destroyUnattached,
      .remainOnExit, .statusesLate, .socketDeleted:
      return actOnTmux(action, &universe, books)
    case .diskFull, .readOnly, .fileFails, .fileHeals, .shortWrite, .tornWrite, .deny, .fileAppears,
      .folderAppears, .vanishes, .work, .worktreeVanishes:
      return actOnFiles(action, &universe, &books)
    case .stepClock(let step):
      universe.strike(.stepWallClock(milliseconds: step.nanoseconds / 1_000_000))
    case .sleep(let interval): universe.strike(.sleep(interval))
    case .powerFailure: universe.strike(.powerFailure)
    case .interfere(let interfering): return interfere(interfering, &universe)
    default: return actOnServices(action, &universe, books)
    }
    return true
  }

  // MARK: - Actors

  private mutating func actOnActor(
    _ action: Action, _ universe: inout Universe<Cast>
  ) -> Bool {
    switch action {
    case .crash(let name): return strike(name, &universe) { .crash($0) }
    case .restart(let name):
      let actor = actor(called: name, universe)
      guard universe.actor(named: actor) != nil else { return false }
      universe.strike(.restart(actor))
      return true
    case .stop(let name, let time):
      guard strike(name, &universe, { .stop($0) }) else { return false }
      if let time { plan(.heal(.resume(name)), after: time, &universe) }
      return true
    case .resume(let name): return strike(name, &universe) { .resume($0) }
    case .signal(let name, let signal): return strike(name, &universe) { .signal($0, signal) }
    case .slowStart(let name, let interval):
      let actor = actor(called: name, universe)
      guard universe.actor(named: actor) != nil else { return false }
      universe.strike(.slowStart(actor, by: interval))
      return true
    case .changeUser(let name, let user):
      return strike(name, &universe) { .changeUser($0, to: user) }
    case .duplicate(let name, let count):
      let actor = actor(called: name, universe)
      guard universe.actor(named: actor) != nil else { return false }
      universe.strike(.duplicate(actor, count: count))
      return true
    case .streamsLag(let name, let interval):
      return strike(name, &universe) { .lagStreams($0, by: interval) }
    default: preconditionFailure("no action on an actor: \(action)")
    }
  }

  /// Strikes somebody who is there; false when nobody is.
  private func strike(
    _ name: String, _ universe: inout Universe<Cast>, _ fault: (Text) -> Fault
  ) -> Bool {
    let name = actor(called: name, universe)
    guard let actor = universe.actor(named: name), universe.state(of: actor) != .gone else {
      return false
    }
    universe.strike(fault(name))
    return true
  }

  // MARK: - Processes

  private func onProcess(
    _ target: Target, _ universe: inout Universe<Cast>, _ books: Bookkeeper,
    _ body: (ProcessIndex, inout Universe<Cast>) -> Void
  ) -> Bool {
    guard let process = books.process(of: target, &universe),
      universe.world.processes.lives(process)
    else { return false }
    body(process, &universe)
    // What the death of a process calls for follows at once, as after any fault.
    universe.strike(.cue(-1))
    return true
  }

  private mutating func suspend(
    _ target: Target, _ time: Interval?, _ universe: inout Universe<Cast>, _ books: Bookkeeper
  ) -> Bool {
    var stopped: ProcessIndex?
    let isDone = onProcess(target, &universe, books) { process, universe in
      universe.world.processes.send(.stop, to: process, &universe.world.moment)
      stopped = process
    }
    if let time, let stopped { plan(.heal(.wake(stopped)), after: time, &universe) }
    return isDone
  }

  private func reusePid(
    of target: Target, by program: String, _ universe: inout Universe<Cast>,
    _ books: inout Bookkeeper
  ) -> Bool {
    guard let pid = books.pid(of: target, &universe),
      universe.world.processes.find(pid: pid, namespace: 0) == nil
    else { return false }
    universe.strike(.foreignProcess(program: universe.text(program), pid: pid, user: 1_000))
    return true
  }

  // MARK: - Operations

  private func interfere(
    _ interfering: Action.Interfering, _ universe: inout Universe<Cast>
  ) -> Bool {
    // What is done to any call alike is one rule; a failure is another one for each kind.
    var isOneRule = interfering.calls == .any
    if case .fail = interfering.how { isOneRule = false }
    if !interfering.actor.isEmpty { _ = universe.text(interfering.actor) }
    let actors = interfering.actor.isEmpty ? [.empty] : everybody(called: interfering.actor)
    for actor in actors {
      for verb in Verb.allCases where interfering.calls.contains(verb) {
        // A family is struck as one: what concerns none of its kinds is left out.
        guard let interference = interfering.how.interference(with: verb) else { continue }
        universe.strike(
          .interfere(
            Rule(
              actor: actor, verb: isOneRule ? nil : verb, skip: interfering.skip,
              count: interfering.count, perMillion: UInt32(interfering.percent) * 10_000,
              interference)))
        if isOneRule { break }
      }
    }
    return true
  }
}

extension Action.Interfering.How {
  /// What it means for a kind of operation; nil when that cannot fail so.
  fileprivate func interference(with verb: Verb) -> Interference? {
    switch self {
    case .crashBeforeEffect: .crashBeforeEffect
    case .crashBeforeAnswer: .crashBeforeAnswer
    case .crashAfterAnswer: .crashAfterAnswer
    case .hang: .hang
    case .loseAnswer: .loseAnswer
    case .twice: .duplicate
    case .delay(let interval): .delay(interval)
    case .delayAnswer(let interval): .delayAnswer(interval)
    case .pause(let interval): .pause(interval)
    case .fail(let failure): failure.outcome(of: verb).map { .fail($0) }
    }
  }
}

extension Action.Interfering.Failure {
  /// How a kind of operation fails in such trouble; nil when it cannot.
  public func outcome(of verb: Verb) -> Outcome? {
    switch Happening.Family(verb) {
    case .tmux: tmux.map { .tmux(.failed(TmuxFailure($0))) }
    case .files: .file(.failed(errno))
    case .processes: process.map { .process(.failed($0)) }
    case .git: git.map { .git(.failed(GitFailure($0))) }
    case .store: store.map { .store(.failed($0)) }
    case .pullRequests, .forge, .messages: nil
    }
  }

  private var tmux: TmuxFailure.Reason? {
    switch self {
    case .unavailable: .noServer
    case .notFound: .noSuchSession
    case .broken: .clientFailed
    case .denied, .full, .busy: nil
    }
  }

  private var errno: Errno {
    switch self {
    case .unavailable, .broken: .inputOutput
    case .notFound: .noSuchFile
    case .denied: .permissionDenied
    case .full: .noSpace
    case .busy: .busy
    }
  }

  private var process: Errno? {
    switch self {
    case .unavailable, .busy: .wouldBlock
    case .notFound: .noSuchProcess
    case .denied: .notPermitted
    case .broken: .interrupted
    case .full: .wouldBlock
    }
  }

  private var git: GitFailure.Reason? {
    switch self {
    case .busy: .lockHeld
    case .full: .noSpace
    case .broken: .killed
    case .unavailable, .notFound, .denied: nil
    }
  }

  private var store: StoreFailure? {
    switch self {
    case .busy, .unavailable: .busy
    case .full: .full
    case .broken: .inputOutput
    case .notFound, .denied: nil
    }
  }
}
