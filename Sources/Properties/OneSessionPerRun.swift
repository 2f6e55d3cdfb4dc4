import Operations
import SimulatedWorld

/// A run request leaves exactly one session record, and never more than one living agent.
///
/// It is violated at the event at which a second record of the run is written or a second agent
/// begins beside a living one, and at the end when no record is left of a run whose launcher did
/// not say that it failed.
///
/// Systems: launch, Forge.
public struct OneSessionPerRun: Property {
  /// What must hold.
  public static let sentence =
    "A run request leaves exactly one session record, and never more than one living agent."
  /// What it is called in files and reports.
  public let name = PropertyName.oneSessionPerRun
  /// What it has found so far.
  public var finding = Finding()

  /// Watches nothing yet.
  public init() {}

  /// It judges by what is so, and remembers nothing.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool { true }

  /// Agents that begin, and records that are written.
  public var concern: News { [.agents, .changes] }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for place in account.begunAgents {
      let agent = account.agents[place]
      guard !agent.run.isEmpty else { continue }
      exercise()
      let living = account.livingAgents(of: agent.run)
      guard living.count > 1 else { continue }
      let run = world.moment.texts.string(agent.run)
      violate(
        account,
        Violation(
          "\(living.count) agents of run \(run) live at once", subjects: [agent.run],
          pids: living.map(\.identity.pid),
          state: living.map { .init("agent of \(run)", "pid \($0.identity.pid)") }))
    }
    for change in account.changes where change.before == nil {
      guard let after = change.after, !after.run.isEmpty else { continue }
      exercise()
      let records = account.sessions.filter { $0.run == after.run }
      guard records.count > 1 else { continue }
      violate(account, Self.records(records, of: after.run, world))
    }
  }

  /// Looks at the run when it is over and all is quiet.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {
    for run in account.runs where !account.sessions.contains(where: { $0.run == run.key }) {
      let launchers = account.actors.filter {
        $0.stance.role == .launcher && $0.stance.run == run.key
      }
      // Whoever died before it said anything promised nothing.
      guard
        launchers.contains(where: { $0.stance.answer == .done || $0.stance.answer == .existing })
      else { continue }
      violate(account, Self.records([], of: run.key, world))
    }
  }

  private static func records(
    _ records: [SessionFacts], of run: Text, _ world: borrowing World
  ) -> Violation {
    let texts = world.moment.texts
    let name = texts.string(run)
    return Violation(
      records.isEmpty
        ? "run \(name) has no session record" : "run \(name) has \(records.count) session records",
      subjects: [run] + records.map(\.key),
      state: [.init("records of \(name)", "\(records.count)")]
        + records.map {
          .init("record \(texts.string($0.key))", "id \(texts.string($0.id)), run \(name)")
        })
  }
}
