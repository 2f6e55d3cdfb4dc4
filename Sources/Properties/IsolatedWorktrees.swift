import Operations
import SimulatedWorld
import Simulation

/// Two sessions that run share neither worktree nor branch.
///
/// It is violated at the event at which a record is written that has the worktree or the branch of
/// another that is not over, or at which an agent begins in the folder in which another run's works.
///
/// Systems: Forge.
public struct IsolatedWorktrees: Property {
  /// What must hold.
  public static let sentence = "Two sessions that run share neither worktree nor branch."
  /// What it is called in files and reports.
  public let name = PropertyName.isolatedWorktrees
  /// What it has found so far.
  public var finding = Finding()

  /// Watches nothing yet.
  public init() {}

  /// It judges by what is so, and remembers nothing.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool { true }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for change in account.changes {
      guard let after = change.after, !after.life.isOver else { continue }
      judge(after, change.writer, account, world)
    }
    for place in account.begunAgents { judge(account.agents[place], account, world) }
  }

  private mutating func judge(
    _ session: SessionFacts, _ writer: ActorID, _ account: borrowing Account,
    _ world: borrowing World
  ) {
    guard !session.worktree.isEmpty || !session.branch.isEmpty else { return }
    for other in account.sessions where other.key != session.key && !other.life.isOver {
      exercise()
      let isTree = !session.worktree.isEmpty && session.worktree == other.worktree
      let isBranch = !session.branch.isEmpty && session.branch == other.branch
      guard isTree || isBranch else { continue }
      let shared = isTree ? session.worktree : session.branch
      violate(
        account,
        Violation(
          "sessions \(world.say(other.id)) and \(world.say(session.id)) run in one "
            + "\(isTree ? "worktree" : "branch"), \(world.say(shared))",
          actors: [writer], subjects: [other.key, session.key, shared],
          state: [other, session].map {
            .init(
              "record \(world.say($0.key))",
              "worktree \(world.say($0.worktree)), branch \(world.say($0.branch))")
          }))
    }
  }

  private mutating func judge(
    _ agent: AgentFacts, _ account: borrowing Account, _ world: borrowing World
  ) {
    guard !agent.worktree.isEmpty else { return }
    for other in account.agents where other.lives && other.run != agent.run {
      exercise()
      guard other.worktree == agent.worktree else { continue }
      violate(
        account,
        Violation(
          "the agents of runs \(world.say(other.run)) and \(world.say(agent.run)) work in one "
            + "folder, \(world.say(agent.worktree))",
          subjects: [other.run, agent.run, agent.worktree],
          pids: [other.identity.pid, agent.identity.pid],
          state: [other.line(world), agent.line(world)]))
    }
  }
}
