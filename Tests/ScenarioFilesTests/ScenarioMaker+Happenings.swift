import Operations
import Properties
import Scenarios
import SimulatedWorld
import TestSupport

extension ScenarioMaker {
  /// Something that happens.
  mutating func happening() -> Happening {
    var happening = Happening(trigger(), action())
    if random.once(in: 3) { happening.delay = intervals() }
    if random.once(in: 4) {
      happening.every = interval()
      happening.times = random.pick([1, 2, 3, 100])
    }
    return happening
  }

  private mutating func trigger() -> Happening.Trigger {
    switch random.below(4) {
    case 0: .at(intervals())
    case 1: .after(calls(), nth: number(1...1_000_000), of: random.once(in: 2) ? "" : player())
    case 2: .between(calls(), calls(), of: player())
    default: .when(condition())
    }
  }

  private mutating func calls() -> Happening.Calls {
    switch random.below(3) {
    case 0: .any
    case 1: .family(random.pick(Happening.Family.allCases))
    default:
      .verb(
        random.pick(
          Verb.allCases.filter { ![.timer, .cancelTimer, .readClock, .drawNumber].contains($0) }))
    }
  }

  private mutating func condition() -> Happening.Condition {
    switch random.below(6) {
    case 0: .holds(player())
    case 1: .hasAnswered(player())
    case 2: .isGone(player())
    case 3: .hasAgent(run())
    case 4: .lostAgent(run())
    default: .session(run(), random.pick(Happening.SessionLife.allCases))
    }
  }

  private mutating func maybe() -> Interval? { random.once(in: 2) ? nil : interval() }

  private mutating func ending() -> Ending {
    random.pick([
      .signalled(.kill), .signalled(.terminate), .signalled(.hangUp), .signalled(.interrupt),
      .signalled(.segmentationFault), .exited(0), .exited(1), .exited(255),
    ])
  }

  /// One of all actions.
  mutating func action() -> Action {
    switch random.below(4) {
    case 0: onActors()
    case 1: onTmux()
    case 2: onFiles()
    default: onServices()
    }
  }

  private mutating func onActors() -> Action {
    switch random.below(18) {
    case 0: return .crash(player())
    case 1: return .restart(player())
    case 2: return .stop(player(), for: maybe())
    case 3: return .resume(player())
    case 4:
      return .signal(
        player(),
        random.pick([
          .hangUp, .interrupt, .kill, .segmentationFault, .terminate, .continue, .stop,
        ]))
    case 5: return .slowStart(player(), by: interval())
    case 6: return .changeUser(player(), to: UInt32(number(0...65_534)))
    case 7: return .duplicate(player(), count: random.once(in: 2) ? 1 : Int32(1 + random.below(4)))
    case 8: return .end(target(), ending())
    case 9: return .suspend(target(), for: maybe())
    case 10: return .reusePid(of: target(), program: random.pick(["vim", "emacs"]))
    case 11: return .forcePid(Int32(number(2...32_767)))
    case 12:
      return .foreignProcess(
        program: random.pick(["vim", "no"]),
        pid: random.once(in: 2) ? nil : Int32(number(2...32_767)), user: UInt32(number(0...65_534)))
    case 13: return .fullProcessTable(flag())
    case 14:
      return .stepClock(
        Interval.milliseconds(Int64(1 + random.below(9_000_000)) * (flag() ? 1 : -1)))
    case 15: return .sleep(interval())
    case 16: return .powerFailure
    default: return .interfere(interfering())
    }
  }

  private mutating func interfering() -> Action.Interfering {
    var own = Action.Interfering()
    if random.once(in: 2) { own.actor = player() }
    own.calls = calls()
    own.skip = Int32(number(0...1_000_000))
    own.count = Int32(number(1...1_000_000))
    own.percent = number(1...100)
    switch random.below(10) {
    case 0: own.how = .crashBeforeEffect
    case 1: own.how = .crashBeforeAnswer
    case 2: own.how = .crashAfterAnswer
    case 3: own.how = .hang
    case 4: own.how = .loseAnswer
    case 5: own.how = .twice
    case 6: own.how = .delay(interval())
    case 7: own.how = .delayAnswer(interval())
    case 8: own.how = .pause(interval())
    default:
      own.calls = random.pick([.any, .family(.files), .verb(.processIdentify)])
      own.how = .fail(random.pick(Action.Interfering.Failure.allCases))
    }
    return own
  }

  private mutating func onTmux() -> Action {
    let program = random.pick(["vim", "sh"])
    switch random.below(14) {
    case 0: return .paneDies(target(), ending())
    case 1: return .sessionKilled(target())
    case 2: return .serverKilled
    case 3: return .serverRestarted(program: program)
    case 4: return .serverStopped(for: maybe())
    case 5: return .serverContinued
    case 6: return .callsFail(Int32(number(1...1_000_000)))
    case 7: return .clientsDetached(target())
    case 8: return .destroyUnattached(flag())
    case 9: return .remainOnExit(random.pick(["on", "off", "failed"]))
    case 10: return .nameTaken(random.pick(["fix-1", "a b"]), program: program)
    case 11: return .prefixTwin(target(), program: program)
    case 12: return .statusesLate(interval())
    default: return .socketDeleted
    }
  }

  private mutating func onFiles() -> Action {
    switch random.below(13) {
    case 0: return .diskFull(after: Int64(number(0...1_000_000_000)))
    case 1: return .diskFull(after: nil)
    case 2: return .readOnly(flag())
    case 3:
      return .fileFails(
        path(), random.pick([.inputOutput, .noSpace, .permissionDenied, .readOnly, .noSuchFile]),
        always: flag())
    case 4: return .fileHeals(path())
    case 5: return .shortWrite(path(), keep: Int32(number(0...1_000_000)))
    case 6: return .tornWrite(path(), keep: Int32(number(0...1_000_000)))
    case 7: return .deny(path())
    case 8: return .fileAppears(path(), content: random.once(in: 3) ? "" : text())
    case 9: return .folderAppears(path())
    case 10: return .vanishes(path())
    case 11: return .work(run: run(), file: random.pick(["draft", "notes.md"]))
    default: return .worktreeVanishes(run: run())
    }
  }

  private mutating func onServices() -> Action {
    switch random.below(20) {
    case 0: return .addKilled(random.pick([.branch, .adminFolder, .linkFile, .checkout]))
    case 1: return .removalRefused
    case 2: return .branchExists(random.pick(["session/fix-1", "x"]))
    case 3: return .addSlow(interval())
    case 4: return .storeBusy(interval())
    case 5: return .storeSlow(interval())
    case 6:
      return .storeTrouble(
        random.pick([nil, .full, .inputOutput, .corrupt, .newerFormat]), for: maybe())
    case 7: return .recordBecomes(run: run(), content: random.once(in: 3) ? "" : text())
    case 8:
      let verb = random.pick(Verb.allCases.filter { Happening.Family($0) == .forge })
      return .forgeRequest(
        verb,
        random.pick([
          .slow(interval()), .hang(takesEffect: flag()),
          .failure(.connectionRefused, takesEffect: flag()),
          .failure(.connectionReset, takesEffect: flag()),
          .failure(.status(500), takesEffect: flag()),
        ]))
    case 9: return .forgeCrash(killingExecutors: flag())
    case 10: return .forgeStart
    case 11: return .forgeSpawnFails
    case 12: return .forgeWorktreeFails
    case 13: return .streamsCut
    case 14: return .streamsLag(player(), by: interval())
    case 15: return .fetchesFail(Int32(number(1...1_000_000)))
    case 16: return .hostUnreachable(flag())
    case 17: return .factsStale(interval())
    case 18: return .pullRequest(run: run(), pullRequest())
    default: return .flapping(run: run(), every: interval())
    }
  }

  private mutating func pullRequest() -> PullRequestFacts {
    PullRequestFacts(
      state: random.pick([.none, .draft, .open, .merged, .closed]),
      checks: random.pick([.none, .pending, .passing, .failing]),
      review: random.pick([.none, .pending, .approved, .changesRequested]),
      number: Int32(random.below(3)), hasHumanComment: flag(), hasBotComment: flag(),
      isMergeable: flag(), hasConflicts: flag())
  }

  /// Limits that the property takes, as far as files can set them.
  private mutating func limits(of name: PropertyName) -> PropertyLimits {
    var limits = PropertyLimits()
    if name.takes.contains(.within), flag() { limits.within = interval() }
    if name.takes.contains(.max), flag() { limits.max = number(0...1_000_000) }
    if name.takes.contains(.window), flag() { limits.window = interval() }
    if name.takes.contains(.lag), flag() { limits.lag = interval() }
    if name.takes.contains(.isExcusedByFaults), flag() { limits.isExcusedByFaults = flag() }
    return limits
  }

  /// Something that must hold.
  mutating func expectation() -> Expectation {
    switch random.below(6) {
    case 0, 1:
      let name = random.pick(PropertyName.self)
      return .property(name, flag() ? limits(of: name) : PropertyLimits())
    case 2:
      let thing = random.pick(Expectation.Thing.self)
      let which: String =
        switch thing {
        case .records, .liveRecords, .agents, .agentsEver: flag() ? "" : run()
        case .tmuxSessions, .worktrees, .branches: ""
        case .notices: flag() ? "" : "person"
        case .processes: "vim"
        }
      return .count(.init(of: thing, which: which, isExactly: number(0...1_000_000)))
    case 3: return .answer(actor: player(), is: random.pick(Answer.self))
    case 4: return .output(actor: player(), has: random.pick(["id", "a: b", " view "]))
    default: return .session(run(), is: random.pick(Happening.SessionLife.self))
    }
  }
}
