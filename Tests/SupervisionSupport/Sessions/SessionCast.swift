import Operations
import Supervision

/// The machines that tests of sessions put into one universe.
public enum SessionCast: Machine {
  /// Somebody's command.
  case command(SessionCommand)
  /// A session's runner.
  case runner(SessionRunner)
  /// An agent.
  case agent(Agent)
  /// The supervisor.
  case supervisor(Supervisor)
  /// A command about retention.
  case retention(Retention)
  /// A clockwork.
  case cron(Cron)
  /// A person.
  case user(User)

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
    case .cron(var machine):
      machine.handle(input, &emit)
      self = .cron(machine)
    case .user(var machine):
      machine.handle(input, &emit)
      self = .user(machine)
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
    case .cron(let machine): machine.fold(into: &digest)
    case .user(let machine): machine.fold(into: &digest)
    }
  }
}
