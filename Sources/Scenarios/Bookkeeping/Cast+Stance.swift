import Historical
import Operations
import Properties
import SimulatedWorld
import Supervision

extension Cast {
  /// What the machine is there for and what it has said, in the properties' words.
  func stance(_ texts: inout Texts) -> Stance {
    var stance = Stance()
    switch self {
    case .command(let machine):
      // Part by part: a copy of the whole would be made otherwise, which is large.
      guard let request = machine.value.request else { break }
      stance.take(request)
      stance.answer = machine.value.result?.answer ?? machine.value.reading?.answer
      if stance.answer != nil { stance.answeredID = request.id }
    case .runner: stance.role = .runner
    case .agent, .genieExecutor, .executor, .worker, .verifier: stance.role = .agent
    case .supervisor: stance.role = .supervisor
    // It polls and kills, and nobody has asked it to decide about sessions.
    case .reaper: stance.role = .reader
    case .retention: stance.role = .retention
    case .user, .cron, .rlpShell: stance.role = .other
    case .desk(let machine): machine.value.take(&stance)
    case .rlpDesk(let machine): machine.value.take(&stance)
    case .contender(let machine): machine.value.take(&stance)
    case .rlpLock(let machine):
      stance.role = .contender
      stance.holdsRoot = machine.value.holds
      stance.wasRefused = machine.value.result.map { $0 != .acquired } ?? false
      stance.answer = machine.value.result.map { $0 == .acquired ? .done : .refused }
    case .careless(let machine):
      stance.role = .contender
      stance.holdsRoot = machine.value.holds
      stance.wasRefused = machine.value.wasRefused
      if stance.wasRefused || stance.holdsRoot {
        stance.answer = stance.wasRefused ? .refused : .done
      }
    case .forge(let machine): machine.value.take(&stance)
    case .naiveForge(let machine): machine.value.take(&stance)
    case .migration(let machine): machine.value.take(&stance)
    case .shippedMigration(let machine): machine.value.take(&stance)
    case .genie(let machine): machine.value.take(&stance)
    case .genieStop(let machine):
      stance.role = .killer
      stance.answer = machine.value.verdict.map { verdict in
        if case .stopped = verdict { .done } else { .refused }
      }
    case .genieList: stance.role = .reader
    case .squadBoard: stance.role = .launcher
    case .squadReset: stance.role = .retention
    }
    return stance
  }
}

extension Stance {
  /// What a command was asked for.
  fileprivate mutating func take(_ request: SessionRequest) {
    session = request.id
    switch request.verb {
    case .spawn: role = .launcher
    case .restore: role = .restorer
    case .kill: role = .killer
    case .cleanup: role = .cleaner
    case .recover: role = .recoverer
    case .send: role = .sender
    case .get, .list: role = .reader
    }
    run = request.verb == .spawn ? request.key : request.id
  }
}

extension SessionCommand.Reading {
  /// The answer in the properties' words.
  fileprivate var answer: Answer {
    switch self {
    case .status, .listed, .delivered: .done
    case .noSession: .refused
    case .undelivered: .unconfirmed
    case .unreadable: .failed
    }
  }
}

extension SessionResult {
  /// The answer in the properties' words.
  fileprivate var answer: Answer {
    switch self {
    case .started, .ended, .cleaned: .done
    case .existing: .existing
    case .alreadyOver, .nothingToDo, .refused: .refused
    case .failed(.notAcknowledged): .timedOut
    case .failed: .failed
    case .unconfirmed, .abandoned: .unconfirmed
    }
  }
}

extension DeskRunner {
  /// Which root it claims, and whether it has it.
  fileprivate func take(_ stance: inout Stance) {
    stance.role = .desk
    stance.root = claimedRoot
    stance.holdsRoot = holdsRoot
    // A claim that failed for another reason says nothing of a holder.
    if case .refused(.held)? = ending { stance.wasRefused = true }
    switch ending {
    case nil: break
    case .complete, .alreadyComplete: stance.answer = .done
    case .alreadyBlocked, .blocked, .unable, .signalled: stance.answer = .failed
    case .timedOut: stance.answer = .timedOut
    case .refused(.held): stance.answer = .refused
    case .refused: stance.answer = .failed
    }
  }
}

extension RlpDeskRunner {
  /// Which root it claims, and whether it acts as the one who has it, also when it has given the
  /// lock back.
  fileprivate func take(_ stance: inout Stance) {
    stance.role = .desk
    stance.root = claimedRoot
    stance.holdsRoot = works
    if case .refused? = ending { stance.wasRefused = true }
    switch ending {
    case nil: break
    case .complete: stance.answer = .done
    case .blocked, .noSession, .hungUp: stance.answer = .failed
    case .timedOut: stance.answer = .timedOut
    case .refused: stance.answer = .refused
    }
  }
}

extension LockContender {
  /// Whether it has its root.
  fileprivate func take(_ stance: inout Stance) {
    stance.role = .contender
    stance.holdsRoot = holds
    switch results.first {
    case nil: break
    case .acquired, .released: stance.answer = .done
    case .held:
      stance.wasRefused = true
      stance.answer = .refused
    case .failed: stance.answer = .failed
    }
  }
}

extension GenieCommand {
  /// What was asked for, and what its user was told.
  fileprivate func take(_ stance: inout Stance) {
    switch self {
    case .idle: break
    case .runner(let runner):
      stance.role = .runner
      stance.run = runner.agent
    case .launcher(let launcher):
      stance.role = .launcher
      stance.run = launcher.agent
      switch launcher.verdict {
      case nil: break
      case .reported(let id, _):
        stance.answer = .done
        stance.answeredID = id
      case .failedToStart, .threw, .misused: stance.answer = .failed
      case .timedOut: stance.answer = .timedOut
      }
    }
  }
}
