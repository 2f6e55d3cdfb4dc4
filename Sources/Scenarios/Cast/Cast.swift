import Historical
import Operations
import Supervision

/// Everybody who can take part in a scenario.
public enum Cast: Machine {
  // Sessions
  case command(SessionCommand)
  case runner(SessionRunner)
  case agent(Agent)
  case supervisor(Supervisor)
  case retention(Retention)
  case user(User)
  case cron(Cron)
  // Desks and locks
  case desk(DeskRunner)
  case worker(DeskWorker)
  case verifier(DeskVerifier)
  case contender(LockContender)
  // Forge
  case forge(ForgeCommand)
  case migration(Migration)
  case executor(ForgeAgent)
  // As they were
  case genie(GenieCommand)
  case genieExecutor(GenieExecutor)
  case genieStop(GenieStop)
  case genieList(GenieList)
  case squadBoard(SquadBoard)
  case squadReset(SquadReset)
  case reaper(NaiveReaper)
  case rlpDesk(RlpDeskRunner)
  case rlpShell(RlpDeskShell)
  case rlpLock(RlpDeskContender)
  case careless(CarelessContender)
  case naiveForge(NaiveForge)
  case shippedMigration(ShippedMigration)

  /// Hands the input to the machine.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .command(var machine):
      machine.handle(input, &emit)
      self = .command(machine)
    case .runner(var machine):
      machine.handle(input, &emit)
      self = .runner(machine)
    case .agent(var machine):
      machine.handle(input, &emit)
      self = .agent(machine)
    case .supervisor(var machine):
      machine.handle(input, &emit)
      self = .supervisor(machine)
    case .retention(var machine):
      machine.handle(input, &emit)
      self = .retention(machine)
    case .user(var machine):
      machine.handle(input, &emit)
      self = .user(machine)
    case .cron(var machine):
      machine.handle(input, &emit)
      self = .cron(machine)
    case .desk(var machine):
      machine.handle(input, &emit)
      self = .desk(machine)
    case .worker(var machine):
      machine.handle(input, &emit)
      self = .worker(machine)
    case .verifier(var machine):
      machine.handle(input, &emit)
      self = .verifier(machine)
    case .contender(var machine):
      machine.handle(input, &emit)
      self = .contender(machine)
    case .forge(var machine):
      machine.handle(input, &emit)
      self = .forge(machine)
    case .migration(var machine):
      machine.handle(input, &emit)
      self = .migration(machine)
    case .executor(var machine):
      machine.handle(input, &emit)
      self = .executor(machine)
    case .genie(var machine):
      machine.handle(input, &emit)
      self = .genie(machine)
    case .genieExecutor(var machine):
      machine.handle(input, &emit)
      self = .genieExecutor(machine)
    case .genieStop(var machine):
      machine.handle(input, &emit)
      self = .genieStop(machine)
    case .genieList(var machine):
      machine.handle(input, &emit)
      self = .genieList(machine)
    case .squadBoard(var machine):
      machine.handle(input, &emit)
      self = .squadBoard(machine)
    case .squadReset(var machine):
      machine.handle(input, &emit)
      self = .squadReset(machine)
    case .reaper(var machine):
      machine.handle(input, &emit)
      self = .reaper(machine)
    case .rlpDesk(var machine):
      machine.handle(input, &emit)
      self = .rlpDesk(machine)
    case .rlpShell(var machine):
      machine.handle(input, &emit)
      self = .rlpShell(machine)
    case .rlpLock(var machine):
      machine.handle(input, &emit)
      self = .rlpLock(machine)
    case .careless(var machine):
      machine.handle(input, &emit)
      self = .careless(machine)
    case .naiveForge(var machine):
      machine.handle(input, &emit)
      self = .naiveForge(machine)
    case .shippedMigration(var machine):
      machine.handle(input, &emit)
      self = .shippedMigration(machine)
    }
  }

  /// Folds the machine.
  public func fold(into digest: inout Digest) {
    switch self {
    case .command(let machine): machine.fold(into: &digest)
    case .runner(let machine): machine.fold(into: &digest)
    case .agent(let machine): machine.fold(into: &digest)
    case .supervisor(let machine): machine.fold(into: &digest)
    case .retention(let machine): machine.fold(into: &digest)
    case .user(let machine): machine.fold(into: &digest)
    case .cron(let machine): machine.fold(into: &digest)
    case .desk(let machine): machine.fold(into: &digest)
    case .worker(let machine): machine.fold(into: &digest)
    case .verifier(let machine): machine.fold(into: &digest)
    case .contender(let machine): machine.fold(into: &digest)
    case .forge(let machine): machine.fold(into: &digest)
    case .migration(let machine): machine.fold(into: &digest)
    case .executor(let machine): machine.fold(into: &digest)
    case .genie(let machine): machine.fold(into: &digest)
    case .genieExecutor(let machine): machine.fold(into: &digest)
    case .genieStop(let machine): machine.fold(into: &digest)
    case .genieList(let machine): machine.fold(into: &digest)
    case .squadBoard(let machine): machine.fold(into: &digest)
    case .squadReset(let machine): machine.fold(into: &digest)
    case .reaper(let machine): machine.fold(into: &digest)
    case .rlpDesk(let machine): machine.fold(into: &digest)
    case .rlpShell(let machine): machine.fold(into: &digest)
    case .rlpLock(let machine): machine.fold(into: &digest)
    case .careless(let machine): machine.fold(into: &digest)
    case .naiveForge(let machine): machine.fold(into: &digest)
    case .shippedMigration(let machine): machine.fold(into: &digest)
    }
  }
}
