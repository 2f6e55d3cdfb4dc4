import Historical
import Operations
import Properties
import Supervision

extension Cast {
  /// What the machine is there for and what it has said, in the properties' words.
  func stance(_ texts: inout Texts) -> Stance {
    var stance = Stance()
    switch self {
    case .command(let machine): machine.take(&stance)
    case .runner: stance.role = .runner
    case .agent, .genieExecutor, .executor, .worker, .verifier: stance.role = .agent
    case .supervisor: stance.role = .supervisor
    // It polls and kills, and nobody has asked it to decide about sessions.
    case .reaper: stance.role = .reader
    case .retention: stance.role = .retention
    case .user, .cron, .rlpShell: stance.role = .other
    case .desk(let machine): machine.take(&stance)
    case .rlpDesk(let machine): machine.take(&stance)
    case .contender(let machine): machine.take(&stance)
    case .rlpLock(let machine):
      stance.role = .contender
      stance.holdsRoot = machine.holds
      stance.wasRefused = machine.result.map { $0 != .acquired } ?? false
    case .careless(let machine):
      stance.role = .contender
      stance.holdsRoot = machine.holds
      stance.wasRefused = machine.wasRefused
    case .forge(let machine): machine.take(&stance)
    case .naiveForge: stance.role = .launcher
    case .migration, .shippedMigration: stance.role = .migration
    case .genie(let machine): machine.take(&stance)
    case .genieStop(let machine):
      stance.role = .killer
      stance.answer = machine.verdict.map { verdict in
        if case .stopped = verdict { .done } else { .refused }
      }
    case .genieList: stance.role = .reader
    case .squadBoard: stance.role = .launcher
    case .squadReset: stance.role = .retention
    }
    return stance
  }
}

extension SessionCommand {
  /// What it was asked for, and how it ended.
  fileprivate func take(_ stance: inout Stance) {
    guard let request else { return }
    stance.session = request.id
    switch request.verb {
    case .spawn: stance.role = .launcher
    case .restore: stance.role = .restorer
    case .kill: stance.role = .killer
    case .cleanup: stance.role = .cleaner
    case .recover: stance.role = .recoverer
    case .send: stance.role = .sender
    case .get, .list: stance.role = .reader
    }
    stance.run = request.verb == .spawn ? request.key : request.id
    stance.answer = result.map(\.answer) ?? reading.map(\.answer)
    if stance.answer != nil { stance.answeredID = request.id }
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
    if case .refused? = ending { stance.wasRefused = true }
  }
}

extension RlpDeskRunner {
  /// Which root it claims, and whether it believes to have it.
  fileprivate func take(_ stance: inout Stance) {
    stance.role = .desk
    stance.root = claimedRoot
    stance.holdsRoot = believesToHold
    if case .refused? = ending { stance.wasRefused = true }
  }
}

extension LockContender {
  /// Whether it has its root.
  fileprivate func take(_ stance: inout Stance) {
    stance.role = .contender
    stance.holdsRoot = holds
    if case .held? = results.first { stance.wasRefused = true }
  }
}

extension ForgeCommand {
  /// How its order ended.
  fileprivate func take(_ stance: inout Stance) {
    stance.role = .launcher
    switch result {
    case nil: break
    case .created: stance.answer = .done
    case .unresolved, .stopUnconfirmed: stance.answer = .unconfirmed
    case .refused, .nothingToStop: stance.answer = .refused
    case .failedToStart: stance.answer = .failed
    default: stance.answer = .done
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
