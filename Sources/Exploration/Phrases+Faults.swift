import Operations
import SimulatedWorld
import Simulation

extension Phrases {
  /// What went wrong on purpose, as a person would say it.
  func words(_ fault: Fault) -> String {
    switch fault {
    case .crash(let name): "\(short(name)) is killed"
    case .restart(let name): "\(short(name)) is started"
    case .stop(let name): "\(short(name)) is stopped"
    case .resume(let name): "\(short(name)) goes on"
    case .signal(let name, let signal): "\(short(name)) gets \(signal)"
    case .slowStart(let name, let time): "\(short(name)) will start \(words(time)) later"
    case .changeUser(let name, let user): "\(short(name)) is user \(user)'s from now on"
    case .duplicate(let name, let count): "\(count) more of \(short(name)) are started"
    case .interfere(let rule): words(rule)
    case .foreignProcess(let program, let pid, _):
      "a stranger's \(short(program)) begins" + (pid > 0 ? " with pid \(pid)" : "")
    case .forcePid(let pid): "the next process will have pid \(pid)"
    case .stepWallClock(let milliseconds): "the wall clock steps by \(milliseconds) ms"
    case .sleep(let time): "the machine sleeps for \(words(time))"
    case .powerFailure: "the power fails"
    case .world(let fault): words(fault)
    case .exit, .thread, .lagStreams, .fullProcessTable, .cue: wording.words(.fault(fault))
    }
  }

  private func words(_ rule: Rule) -> String {
    let who = rule.actor.isEmpty ? "anybody" : short(rule.actor)
    let what = rule.verb.map { "\($0.name)" } ?? "call"
    let count = rule.count == 1 ? "the next \(what)" : "the next \(rule.count) \(what)"
    let skip = rule.skip > 0 ? ", after \(rule.skip) more," : ""
    return "\(count) of \(who)\(skip) will be struck: \(words(rule.interference))"
  }

  /// What was done to an operation.
  func words(_ interference: Interference) -> String {
    switch interference {
    case .crashBeforeEffect: "its caller dies before the effect"
    case .crashBeforeAnswer: "its caller dies before the answer"
    case .crashAfterAnswer: "its caller dies after the answer"
    case .fail(let outcome): "it fails: \(wording.words(outcome))"
    case .delay(let time): "it takes effect \(words(time)) later"
    case .delayAnswer(let time): "it is answered \(words(time)) later"
    case .hang: "it hangs"
    case .loseAnswer: "its answer is lost"
    case .duplicate: "it takes effect twice"
    case .pause(let time): "its caller stands still for \(words(time))"
    }
  }

  private func words(_ fault: WorldFault) -> String {
    switch fault {
    case .tmux(let fault): words(fault)
    case .file(.vanishes(let path)): "\(short(path)) is gone from the disk"
    case .file(.appears(let path, _)): "\(short(path)) is there"
    case .file(.diskFull(.some)): "the disk is full"
    case .file(.diskFull(nil)): "the disk has room again"
    case .file(.tornWrite(let path, let keep)):
      "of the next write to \(short(path)) only \(keep) bytes will arrive"
    case .git(.addSlow(let time)): "git worktree add takes \(words(time))"
    case .git(.addKilled(let stage)): "the next git worktree add is killed at: \(stage)"
    case .store(.busy(let time)): "the store is busy for \(words(time))"
    case .store(.trouble(nil)): "the store is well again"
    case .store(.trouble(.some(let trouble))): "the store is in trouble: \(trouble)"
    default: wording.words(.fault(.world(fault)))
    }
  }

  private func words(_ fault: TmuxFault) -> String {
    switch fault {
    case .paneDies(let name, _, _): "the pane of \(short(name)) dies"
    case .sessionKilled(let name, _): "somebody kills session \(short(name))"
    case .serverKilled: "the tmux server is killed"
    case .serverRestarted(_, let program):
      "the tmux server is killed, and another runs \(short(program)) under the same names"
    case .serverStopped: "the tmux server is stopped"
    case .serverContinued: "the tmux server goes on"
    case .callsFail(let count): "the next \(count) tmux calls fail"
    case .clientsDetached(let name, _): "the clients of \(short(name)) leave"
    case .destroyUnattached(_, let isOn): "destroy-unattached is \(isOn ? "on" : "off")"
    case .remainOnExit(_, let value): "remain-on-exit is \(short(value))"
    case .nameTaken(let name, _, let program):
      "somebody else has session \(short(name)) with \(short(program))"
    case .prefixTwin(let name, _, let program):
      "somebody else has session \(short(name))0 with \(short(program))"
    case .statusesLate(let time): "dead panes have no status for \(words(time))"
    case .socketDeleted: "the socket of the tmux server is deleted"
    }
  }

  private func words(_ time: Interval) -> String {
    FailurePage.seconds(.start + time)
  }
}
