import Historical
import Operations
import SimulatedWorld
import Supervision

/// Everybody who can take part in a scenario.
///
/// The machines are of very different sizes, and most copies of an actor are only looked at: so each
/// stands behind a reference, and whoever handles an input has it to itself.
public enum Cast: Machine {
  // Sessions
  case command(Shared<SessionCommand>)
  case runner(Shared<SessionRunner>)
  case agent(Shared<Agent>)
  case supervisor(Shared<Supervisor>)
  case retention(Shared<Retention>)
  case user(Shared<User>)
  case cron(Shared<Cron>)
  // Desks and locks
  case desk(Shared<DeskRunner>)
  case worker(Shared<DeskWorker>)
  case verifier(Shared<DeskVerifier>)
  case contender(Shared<LockContender>)
  // Forge
  case forge(Shared<ForgeCommand>)
  case migration(Shared<Migration>)
  case executor(Shared<ForgeAgent>)
  // As they were
  case genie(Shared<GenieCommand>)
  case genieExecutor(Shared<GenieExecutor>)
  case genieStop(Shared<GenieStop>)
  case genieList(Shared<GenieList>)
  case squadBoard(Shared<SquadBoard>)
  case squadReset(Shared<SquadReset>)
  case reaper(Shared<NaiveReaper>)
  case rlpDesk(Shared<RlpDeskRunner>)
  case rlpShell(Shared<RlpDeskShell>)
  case rlpLock(Shared<RlpDeskContender>)
  case careless(Shared<CarelessContender>)
  case naiveForge(Shared<NaiveForge>)
  case shippedMigration(Shared<ShippedMigration>)

  /// Hands the input to the machine.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch consume self {
    case .command(var machine):
      machine.value.handle(input, &emit)
      self = .command(machine)
    case .runner(var machine):
      machine.value.handle(input, &emit)
      self = .runner(machine)
    case .agent(var machine):
      machine.value.handle(input, &emit)
      self = .agent(machine)
    case .supervisor(var machine):
      machine.value.handle(input, &emit)
      self = .supervisor(machine)
    case .retention(var machine):
      machine.value.handle(input, &emit)
      self = .retention(machine)
    case .user(var machine):
      machine.value.handle(input, &emit)
      self = .user(machine)
    case .cron(var machine):
      machine.value.handle(input, &emit)
      self = .cron(machine)
    case .desk(var machine):
      machine.value.handle(input, &emit)
      self = .desk(machine)
    case .worker(var machine):
      machine.value.handle(input, &emit)
      self = .worker(machine)
    case .verifier(var machine):
      machine.value.handle(input, &emit)
      self = .verifier(machine)
    case .contender(var machine):
      machine.value.handle(input, &emit)
      self = .contender(machine)
    case .forge(var machine):
      machine.value.handle(input, &emit)
      self = .forge(machine)
    case .migration(var machine):
      machine.value.handle(input, &emit)
      self = .migration(machine)
    case .executor(var machine):
      machine.value.handle(input, &emit)
      self = .executor(machine)
    case .genie(var machine):
      machine.value.handle(input, &emit)
      self = .genie(machine)
    case .genieExecutor(var machine):
      machine.value.handle(input, &emit)
      self = .genieExecutor(machine)
    case .genieStop(var machine):
      machine.value.handle(input, &emit)
      self = .genieStop(machine)
    case .genieList(var machine):
      machine.value.handle(input, &emit)
      self = .genieList(machine)
    case .squadBoard(var machine):
      machine.value.handle(input, &emit)
      self = .squadBoard(machine)
    case .squadReset(var machine):
      machine.value.handle(input, &emit)
      self = .squadReset(machine)
    case .reaper(var machine):
      machine.value.handle(input, &emit)
      self = .reaper(machine)
    case .rlpDesk(var machine):
      machine.value.handle(input, &emit)
      self = .rlpDesk(machine)
    case .rlpShell(var machine):
      machine.value.handle(input, &emit)
      self = .rlpShell(machine)
    case .rlpLock(var machine):
      machine.value.handle(input, &emit)
      self = .rlpLock(machine)
    case .careless(var machine):
      machine.value.handle(input, &emit)
      self = .careless(machine)
    case .naiveForge(var machine):
      machine.value.handle(input, &emit)
      self = .naiveForge(machine)
    case .shippedMigration(var machine):
      machine.value.handle(input, &emit)
      self = .shippedMigration(machine)
    }
  }

  /// Folds the machine.
  public func fold(into digest: inout Digest) {
    switch self {
    case .command(let machine): machine.value.fold(into: &digest)
    case .runner(let machine): machine.value.fold(into: &digest)
    case .agent(let machine): machine.value.fold(into: &digest)
    case .supervisor(let machine): machine.value.fold(into: &digest)
    case .retention(let machine): machine.value.fold(into: &digest)
    case .user(let machine): machine.value.fold(into: &digest)
    case .cron(let machine): machine.value.fold(into: &digest)
    case .desk(let machine): machine.value.fold(into: &digest)
    case .worker(let machine): machine.value.fold(into: &digest)
    case .verifier(let machine): machine.value.fold(into: &digest)
    case .contender(let machine): machine.value.fold(into: &digest)
    case .forge(let machine): machine.value.fold(into: &digest)
    case .migration(let machine): machine.value.fold(into: &digest)
    case .executor(let machine): machine.value.fold(into: &digest)
    case .genie(let machine): machine.value.fold(into: &digest)
    case .genieExecutor(let machine): machine.value.fold(into: &digest)
    case .genieStop(let machine): machine.value.fold(into: &digest)
    case .genieList(let machine): machine.value.fold(into: &digest)
    case .squadBoard(let machine): machine.value.fold(into: &digest)
    case .squadReset(let machine): machine.value.fold(into: &digest)
    case .reaper(let machine): machine.value.fold(into: &digest)
    case .rlpDesk(let machine): machine.value.fold(into: &digest)
    case .rlpShell(let machine): machine.value.fold(into: &digest)
    case .rlpLock(let machine): machine.value.fold(into: &digest)
    case .careless(let machine): machine.value.fold(into: &digest)
    case .naiveForge(let machine): machine.value.fold(into: &digest)
    case .shippedMigration(let machine): machine.value.fold(into: &digest)
    }
  }
}
