import Operations
import Scenarios
import SimulatedWorld

extension Draft {
  private mutating func time() -> Interval { lots.interval(upTo: length) }

  private mutating func put(_ action: Action, _ fault: FaultClass) {
    put(Happening(at(time()), action), fault)
  }

  /// Something that begins at an instant and is undone later.
  private mutating func put(
    _ action: Action, until undo: Action, within range: ClosedRange<Interval>, _ fault: FaultClass
  ) {
    let time = time()
    let undone = time + lots.interval(range)
    put(Happening(at(time), action), fault)
    put(Happening(at(undone), undo), nil)
  }

  private func least(_ limit: KeyPath<Contract, Interval>) -> Interval {
    swarm.kinds.map { Contract.of($0)[keyPath: limit] }.min() ?? .zero
  }

  // MARK: - What all share

  mutating func strikeMachine(_ fault: FaultClass) {
    switch fault {
    case .pidReuse: usePidAgain()
    case .strangers: addStranger()
    case .serverDeath: put(.serverKilled, fault)
    case .serverRestart: put(.serverRestarted(program: "vim"), fault)
    case .serverStall:
      put(.serverStopped(for: lots.interval(upTo: least(\.serverStallMax))), fault)
    case .serverErrors: put(.callsFail(Int32(lots.number(knobs.callErrors))), fault)
    case .tmuxSettings:
      put(lots.pick([.destroyUnattached(true), .remainOnExit("on")]), fault)
    case .store: troubleStore()
    case .git: troubleGit()
    case .disk: troubleDisk()
    case .clock:
      let step = lots.interval(upTo: knobs.clockStepMax)
      let isBack = lots.happens(percent: 50)
      put(.stepClock(isBack ? Interval(nanoseconds: -step.nanoseconds) : step), fault)
    case .sleep: put(.sleep(lots.interval(upTo: knobs.sleepMax)), fault)
    case .power: losePower()
    default: preconditionFailure("\(fault) does not strike the machine")
    }
  }

  private mutating func usePidAgain() {
    if lots.happens(percent: 40) {
      return put(.forcePid(Int32(lots.number(knobs.pids))), .pidReuse)
    }
    let isSession = swarm.kinds.contains(.sessions) && !runs.isEmpty
    let owners = isSession ? runs : callers.map(\.name)
    guard !owners.isEmpty else { return }
    let owner = lots.pick(owners)
    let delay = lots.interval(upTo: knobs.entranceMax)
    if isSession {
      put(
        Happening(
          .when(.lostAgent(owner)),
          .reusePid(of: Target(owner, lots.pick([.agent, .runner])), program: "editor"),
          delay: delay...delay), .pidReuse)
    } else {
      put(
        Happening(
          .when(.isGone(owner)), .reusePid(of: Target(owner), program: "editor"),
          delay: delay...delay), .pidReuse)
    }
  }

  private mutating func addStranger() {
    var names = ["session"]
    for run in runs { names += [run, "\(run)-1"] }
    for player in variation.scenario.actors {
      if case .desk(let part) = player.part {
        names += ["desk-\(part.slug)", "desk", "desk-\(part.slug)-1"]
      }
    }
    // Behind a server that stands still nobody sees who comes.
    let canTwin = !runs.isEmpty && !variation.classes.contains(.serverStall)
    if canTwin, lots.happens(percent: 40) {
      return put(.prefixTwin(Target(lots.pick(runs)), program: "vim"), .strangers)
    }
    put(Happening(at(.zero), .nameTaken(lots.pick(names), program: "vim")), .strangers)
  }

  private mutating func troubleStore() {
    switch lots.below(3) {
    case 0: put(.storeBusy(lots.interval(upTo: knobs.storeBusyMax)), .store)
    case 1 where !swarm.kinds.contains(.forge) && !swarm.kinds.contains(.migration):
      let time = lots.interval(upTo: knobs.storeTroubleMax)
      put(.storeTrouble(lots.pick([.full, .inputOutput]), for: time), .store)
    default: put(.storeSlow(lots.interval(upTo: .milliseconds(300))), .store)
    }
  }

  private mutating func troubleGit() {
    // They wait for the next worktree, or take so long from then on.
    let time = lots.interval(upTo: Interval(nanoseconds: length.nanoseconds / 4))
    let action: Action
    switch lots.below(3) {
    case 0:
      action = .addKilled(lots.pick([AddStage.branch, .adminFolder, .linkFile, .checkout]))
    case 1: action = .addSlow(lots.interval(upTo: knobs.addSlowMax))
    default: action = .removalRefused
    }
    put(Happening(at(time), action), .git)
  }

  private mutating func troubleDisk() {
    let folders = variation.scenario.actors.compactMap { player -> String? in
      guard case .desk(let part) = player.part else { return nil }
      return "\(part.root)/.desk/\(part.slug)"
    }
    guard !folders.isEmpty else { return }
    let folder = lots.pick(folders)
    switch lots.below(4) {
    case 0:
      put(
        .diskFull(after: Int64(lots.below(500))), until: .diskFull(after: nil),
        within: .zero...knobs.diskFullMax, .disk)
    case 1:
      let names = ["status.json", "prompt.md", "iter-signal.json", "blog-blocked.json"]
      put(.fileFails("\(folder)/\(lots.pick(names))", .inputOutput, always: false), .disk)
    case 2: put(.tornWrite("\(folder)/iter-signal.json", keep: Int32(lots.below(20))), .disk)
    default: put(.fileAppears("\(folder)/verify-verdict.json", content: "{\"verd"), .disk)
    }
  }

  private mutating func losePower() {
    let time = time()
    put(Happening(at(time), .powerFailure), .power)
    if swarm.kinds.contains(.migration) || swarm.kinds.contains(.forge) {
      put(Happening(at(time + knobs.mendAfter), .forgeStart), nil)
    }
    for caller in callers where lots.happens(percent: knobs.restartPercent) {
      let later = time + lots.interval(upTo: knobs.restartMax)
      // Whoever has not begun by then would begin twice.
      if caller.start < time { put(Happening(at(later), .restart(caller.name)), nil) }
    }
  }

  // MARK: - Forge and pull requests

  mutating func strikeService(_ fault: FaultClass) {
    switch fault {
    case .forgeRequest: put(request(), fault)
    case .forgeCrash:
      put(
        .forgeCrash(killingExecutors: lots.happens(percent: 50)), until: .forgeStart,
        within: knobs.forgeBack, fault)
    case .forgeStart: put(lots.pick([.forgeSpawnFails, .forgeWorktreeFails]), fault)
    case .streams: put(.streamsCut, fault)
    default: put(pullRequests(), fault)
    }
  }

  private mutating func request() -> Action {
    let verbs: [Verb] = [
      .forgeCreateAndStart, .forgeCreateAttempt, .forgeListTasks, .forgeListAttempts,
      .forgeListProcesses, .forgeFollowUp, .forgeStop, .forgeStreamLog, .forgeGetProcess,
      .forgeGetAttempt, .forgeCreateAndStart, .forgeStop,
    ]
    let slow = lots.interval(knobs.forgeSlow)
    let faults: [ForgeFault] = [
      .failure(.connectionReset, takesEffect: true), .hang(takesEffect: true),
      .failure(.connectionReset, takesEffect: false), .hang(takesEffect: false),
      .failure(.status(500), takesEffect: true), .failure(.status(500), takesEffect: false),
      .failure(.connectionRefused, takesEffect: false), .slow(slow),
      .failure(.unsuccessful, takesEffect: true),
    ]
    return .forgeRequest(lots.pick(verbs), lots.pick(faults))
  }

  private mutating func pullRequests() -> Action {
    let time = lots.interval(upTo: knobs.hostMax)
    guard let run = runs.isEmpty ? nil : lots.pick(runs) else { return .fetchesFail(3) }
    let facts = lots.pick([
      PullRequestFacts(state: .open, checks: .failing, number: 7),
      PullRequestFacts(state: .open, checks: .passing, review: .approved, number: 7),
      PullRequestFacts(state: .merged, number: 7),
      PullRequestFacts(state: .open, number: 7, hasConflicts: true),
    ])
    return lots.pick([
      .fetchesFail(Int32(lots.number(knobs.callErrors))), .factsStale(time),
      .pullRequest(run: run, facts), .pullRequest(run: run, facts),
      .flapping(run: run, every: .seconds(Int64(lots.number(2...30)))),
    ])
  }
}
