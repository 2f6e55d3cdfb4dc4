import Operations
import SimulatedWorld
import Simulation

/// Who goes on with a session finds its worktree, its branch and its conversation, and no second
/// agent.
///
/// It is violated at the event at which a record that is brought back, or gets another runtime, has
/// another worktree, branch or conversation than before though that is still there, and at which an
/// agent begins in another folder than its record names, or beside one that lives.
///
/// Systems: Forge.
public struct ResumeKeepsContext: Property {
  /// What must hold.
  public static let sentence =
    "Who goes on with a session finds its worktree, its branch and its conversation, and no second "
    + "agent."
  /// What it is called in files and reports.
  public let name = PropertyName.resumeKeepsContext
  /// What it has found so far.
  public var finding = Finding()

  /// Watches nothing yet.
  public init() {}

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for change in account.changes { judge(change, account, world) }
    for place in account.begunAgents { judge(place, account, world) }
  }

  private mutating func judge(
    _ change: SessionChange, _ account: borrowing Account, _ world: borrowing World
  ) {
    guard let before = change.before, let after = change.after, before.id == after.id,
      change.revives || after.generation > before.generation
    else { return }
    exercise()
    let pairs: [(String, Text, Text)] = [
      ("worktree", before.worktree, after.worktree), ("branch", before.branch, after.branch),
      ("conversation", before.conversation, after.conversation),
    ]
    for (what, old, new) in pairs where !old.isEmpty && old != new {
      // What was taken away with the session cannot be found again.
      if what == "worktree", before.isPlaceGone { continue }
      if what == "branch", before.isPlaceGone, !isThere(old, account, world) { continue }
      violate(
        account,
        Violation(
          "session \(world.say(after.id)) goes on in another \(what): \(world.say(old)) before, "
            + "\(world.say(new)) now",
          actors: [change.writer], subjects: [after.key, after.id, old, new],
          state: [.init("\(what) before", world.say(old)), .init("\(what) now", world.say(new))]))
    }
  }

  private func isThere(
    _ branch: Text, _ account: borrowing Account, _ world: borrowing World
  ) -> Bool {
    world.git.branches(of: account.repository).contains(branch)
  }

  private mutating func judge(
    _ place: Int, _ account: borrowing Account, _ world: borrowing World
  ) {
    let agent = account.agents[place]
    guard !agent.run.isEmpty else { return }
    let earlier = account.agents[..<place].filter { $0.run == agent.run }
    guard let last = earlier.last else { return }
    exercise()
    if let record = account.sessions.first(where: { $0.run == agent.run && !$0.life.isOver }),
      !record.worktree.isEmpty, !agent.worktree.isEmpty, record.worktree != agent.worktree
    {
      violate(
        account,
        Violation(
          "the agent of run \(world.say(agent.run)), pid \(agent.identity.pid), goes on in "
            + "\(world.say(agent.worktree)), and its record says \(world.say(record.worktree))",
          subjects: [agent.run, record.worktree, agent.worktree], pids: [agent.identity.pid],
          state: [record.line(world), last.line(world), agent.line(world)]))
    }
    guard let living = earlier.last(where: \.lives) else { return }
    violate(
      account,
      Violation(
        "an agent of run \(world.say(agent.run)), pid \(agent.identity.pid), begins beside pid "
          + "\(living.identity.pid), which lives",
        subjects: [agent.run], pids: [living.identity.pid, agent.identity.pid],
        state: [living.line(world), agent.line(world)]))
  }
}
