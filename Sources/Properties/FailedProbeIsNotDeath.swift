import Operations
import SimulatedWorld
import Simulation

/// No session is declared dead by inference while its agent really lives.
///
/// It is violated at the event at which a record that was not over is written as ended by inference
/// while the very process that it names lives. A probe that fails or hangs for somebody who watches
/// while agents live, and a record that comes into doubt, put it to the test.
///
/// Systems: lifecycle.
public struct FailedProbeIsNotDeath: Property {
  /// What must hold.
  public static let sentence =
    "No session is declared dead by inference while its agent really lives."
  /// What it is called in files and reports.
  public let name = PropertyName.failedProbeIsNotDeath
  /// What it has found so far.
  public var finding = Finding()

  /// Watches nothing yet.
  public init() {}

  /// It judges by what is so, and remembers nothing.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool { true }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for change in account.changes {
      guard let after = change.after, change.before?.life != after.life else { continue }
      if after.life == .doubtful { exercise() }
      guard after.life == .ended(.inferred), change.before?.life.isOver != true else { continue }
      exercise()
      guard let agent = account.livingAgent(of: after) else { continue }
      violate(
        account,
        Violation(
          "session \(world.say(after.id)) was declared dead by \(account.say(change.writer, world))"
            + " while its agent, pid \(agent.identity.pid), lives",
          actors: [change.writer], subjects: [after.key, after.id, after.run],
          pids: [agent.identity.pid], state: [after.line(world), agent.line(world)]))
    }
    if account.entries.contains(where: { $0.isFailedProbe && watches($0.actor, account) }),
      account.agents.contains(where: \.lives)
    {
      exercise()
    }
  }

  private func watches(_ actor: ActorID, _ account: borrowing Account) -> Bool {
    switch account.facts(of: actor)?.stance.role {
    case .supervisor, .reader, .retention, .recoverer: true
    default: false
    }
  }
}

extension TraceEntry {
  /// Whether somebody was told that a call came to nothing.
  fileprivate var isFailedProbe: Bool {
    guard case .answered(_, let outcome) = kind else { return false }
    switch outcome {
    case .limitPassed, .tmux(.failed), .process(.failed): return true
    default: return false
    }
  }
}
