import Operations
import SimulatedWorld
import Simulation

/// When all is quiet, no process, tmux session, worktree, branch or lock is there that no record
/// owns.
///
/// It is violated at the end by an agent that lives or a process with a runtime's mark whose session
/// is over or unknown, by a tmux session, worktree or branch that no record names, by the worktree
/// of a session that was ended unless it is said to be kept, and by a lock whose holder is dead. What
/// ended by itself or is complete keeps its places.
///
/// Systems: all.
public struct NoOrphans: Property {
  /// What must hold.
  public static let sentence =
    "When all is quiet, no process, tmux session, worktree, branch or lock is there that no record "
    + "owns."
  /// What it is called in files and reports.
  public let name = PropertyName.noOrphans
  /// What it has found so far.
  public var finding = Finding()

  /// Watches nothing yet.
  public init() {}

  /// It judges by what is so, and remembers nothing.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool { true }

  /// Nothing before the end.
  public var concern: News { [] }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {}

  /// Looks at the run when it is over and all is quiet.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {
    let isEmpty =
      account.agents.isEmpty && account.sessions.isEmpty && account.desks.isEmpty
      && account.locks.isEmpty
    if !isEmpty { exercise() }
    judgeAgents(account, world)
    judgeProcesses(account, world)
    judgeSessions(account, world)
    if !account.repository.isEmpty {
      judgeWorktrees(account, world)
      judgeBranches(account, world)
    }
    for lock in account.locks where lock.isHeld && !lock.holderLives {
      violate(
        account,
        Violation(
          "the lock of \(world.say(lock.root)) is held, and its holder, pid \(lock.holderPid), does "
            + "not live",
          actors: lock.holder == .none ? [] : [lock.holder], subjects: [lock.root],
          pids: [lock.holderPid], state: [lock.line(account, world)]))
    }
  }

  private mutating func judgeAgents(_ account: borrowing Account, _ world: borrowing World) {
    for agent in account.agents where agent.lives && !agent.run.isEmpty {
      guard !account.sessions.contains(where: { $0.run == agent.run && $0.keepsRuntime }) else {
        continue
      }
      let records = account.sessions.filter { $0.run == agent.run }
      violate(
        account,
        Violation(
          "the agent of run \(world.say(agent.run)), pid \(agent.identity.pid), lives, and "
            + (records.isEmpty ? "no record names its session" : "its session is over"),
          subjects: [agent.run] + records.map(\.key), pids: [agent.identity.pid],
          state: [agent.line(world)] + records.map { $0.line(world) }))
    }
  }

  private mutating func judgeProcesses(_ account: borrowing Account, _ world: borrowing World) {
    var orphans: [SimulatedProcess] = []
    world.processes.forEach { process in
      let nonce = process.identity.nonce
      if nonce != 0, process.state != .zombie, !account.owns(nonce) { orphans.append(process) }
    }
    guard let first = orphans.first else { return }
    let owner = account.sessions.first { $0.nonce == first.identity.nonce }
    violate(
      account,
      Violation(
        "\(orphans.count) processes belong to no session that runs, the first is "
          + "\(world.say(first.program)), pid \(first.identity.pid)",
        subjects: [first.program] + (owner.map { [$0.key, $0.run] } ?? []),
        pids: orphans.map(\.identity.pid),
        state: orphans.map { .init("pid \($0.identity.pid)", world.say($0.program)) }
          + (owner.map { [$0.line(world)] } ?? [])))
  }

  private mutating func judgeSessions(_ account: borrowing Account, _ world: borrowing World) {
    for name in world.tmux.sessionNames where !account.owns(name) {
      let owner = account.sessions.first { $0.name == name }
      violate(
        account,
        Violation(
          "tmux session \(world.say(name)) belongs to no session that runs",
          subjects: [name] + (owner.map { [$0.key, $0.run] } ?? []),
          state: (owner.map { [$0.line(world)] } ?? [])
            + [.init("tmux session", world.say(name))]))
    }
  }

  private mutating func judgeWorktrees(_ account: borrowing Account, _ world: borrowing World) {
    for tree in world.git.worktrees(of: account.repository).dropFirst()
    where !account.ownedNames.contains(tree.path) {
      guard !account.sessions.contains(where: { $0.worktree == tree.path && $0.keepsPlace }) else {
        continue
      }
      let owners = account.sessions.filter { $0.worktree == tree.path }
      violate(
        account,
        Violation(
          owners.isEmpty
            ? "worktree \(world.say(tree.path)) belongs to no session"
            : "worktree \(world.say(tree.path)) is there, and its session was ended and does not say "
              + "that it is kept",
          subjects: [tree.path, tree.branch] + owners.map(\.key),
          state: [.init("worktree", world.say(tree.path))] + owners.map { $0.line(world) }))
    }
  }

  private mutating func judgeBranches(_ account: borrowing Account, _ world: borrowing World) {
    let main = world.git.worktrees(of: account.repository).first?.branch
    for branch in world.git.branches(of: account.repository)
    where branch != main && !account.ownedNames.contains(branch) {
      // The branch of a session that is over may hold the only copy of its commits.
      guard !account.sessions.contains(where: { $0.branch == branch }) else { continue }
      violate(
        account,
        Violation(
          "branch \(world.say(branch)) belongs to no session", subjects: [branch],
          state: [.init("branch", world.say(branch))]))
    }
  }
}

extension Account {
  /// Whether what carries this number belongs to somebody who may have it there.
  fileprivate func owns(_ nonce: UInt64) -> Bool {
    ownedNonces.contains(nonce) || sessions.contains { $0.nonce == nonce && $0.keepsRuntime }
      || desks.contains { $0.nonce == nonce && $0.lives }
  }

  /// Whether a tmux session of this name is somebody's who may have it there, or a stranger's.
  fileprivate func owns(_ name: Text) -> Bool {
    ownedNames.contains(name) || sessions.contains { $0.name == name && $0.keepsRuntime }
      || desks.contains { $0.realName == name && $0.lives }
      || strangers.contains { stranger in
        if case .session(name, _) = stranger.kind { true } else { false }
      }
  }
}

extension SessionFacts {
  /// Whether what runs for it may be there: it is not over, or keeps to be read what was left.
  fileprivate var keepsRuntime: Bool {
    switch life {
    case .starting, .running, .doubtful, .ended(.inferred), .ended(.completed): true
    case .ended(.killed), .ended(.failed): false
    }
  }

  /// Whether its worktree may be there.
  fileprivate var keepsPlace: Bool { keepsRuntime || isWorkKept }
}
