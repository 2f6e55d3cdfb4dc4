import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Keeps the books of what was struck although something else was meant.
///
/// What an operation reaches is seen in the world: the tmux sessions and worktrees that are gone
/// right after it, and the process that a signal went to. What was meant is the session that its
/// caller is there for; a supervisor, who is there for all of them, means those that are over and
/// those that it has said in the record to be at work on. In an event without such an operation
/// nothing is looked at.
struct StrikeBooks {
  private var sessions: [Text] = []
  private var worktrees: [Text] = []

  /// Whether something can have been struck in an event.
  static func concern(_ marks: EventMarks) -> Bool {
    !marks.isDisjoint(with: [.striking, .world, .fault])
  }

  /// Notes what was struck in the event that was just taken.
  mutating func note(_ account: inout Account, _ universe: inout Universe<Cast>) {
    Self.noteStrangers(&account, &universe)
    var touchesTmux = false
    var touchesGit = false
    var striker = ActorID.none
    for place in account.entries.indices {
      let entry = account.entries[place]
      switch entry.kind {
      case .performed(.process(let operation), .process(.done)?):
        if let pid = operation.signalledPid {
          noteSignal(to: pid, by: entry.actor, &account, &universe)
        }
      case .performed(let operation, _):
        touchesTmux = touchesTmux || operation.verb.changesSessions
        touchesGit = touchesGit || operation.verb.changesWorktrees
        striker = entry.actor
      case .fault, .world(.tmux), .world(.git):
        touchesTmux = true
        touchesGit = true
      default: break
      }
    }
    if touchesTmux { noteSessions(by: striker, &account, &universe) }
    if touchesGit { noteWorktrees(by: striker, &account, &universe) }
  }

  /// A stranger's session is gone when tmux has it no more; its program may take a while to end.
  private static func noteStrangers(
    _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    for place in account.strangers.indices where account.strangers[place].isThere {
      guard case .session(let name, let process) = account.strangers[place].kind else { continue }
      account.strangers[place].isThere =
        universe.world.tmux.sessionNames.contains(name) && universe.world.processes.lives(process)
    }
  }

  // MARK: - What is gone

  private mutating func noteSessions(
    by striker: ActorID, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    let found = universe.world.tmux.sessionNames
    for name in sessions where !found.contains(name) {
      let owners = account.sessions.filter { $0.name == name }
      judge(name, owners, "an end of a session", by: striker, &account, &universe)
    }
    sessions = found
  }

  private mutating func noteWorktrees(
    by striker: ActorID, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    let found = universe.world.git.worktrees(of: account.repository).map(\.path)
    for path in worktrees where !found.contains(path) {
      let owners = account.sessions.filter { $0.worktree == path }
      judge(path, owners, "a removal of a worktree", by: striker, &account, &universe)
    }
    worktrees = found
  }

  private func judge(
    _ struck: Text, _ owners: [RecordFacts], _ deed: StaticString, by striker: ActorID,
    _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    guard let stance = account.facts(of: striker)?.stance else { return }
    let meant: Text
    if !stance.run.isEmpty || !stance.session.isEmpty {
      guard !owners.contains(where: { $0.isMeant(by: stance) }) else { return }
      meant = stance.session.isEmpty ? stance.run : stance.session
    } else if stance.role == .supervisor {
      // What no record names is a stranger's, or was left by somebody who is judged for it.
      guard let owner = owners.first, !owner.life.isOver,
        !isHeld(owner, by: striker, &universe)
      else { return }
      meant = universe.text("what is over")
    } else {
      return
    }
    account.strikes.append(
      StrikeFacts(by: striker, deed: universe.text("\(deed)"), meant: meant, struck: struck))
  }

  /// Whether the record says that this actor is at work on it.
  private func isHeld(
    _ session: RecordFacts, by actor: ActorID, _ universe: inout Universe<Cast>
  ) -> Bool {
    guard let stored = universe.world.store.record(of: session.key) else { return false }
    var emit = Emitter()
    emit.texts = universe.world.moment.texts
    guard let holder = SessionDocument(stored.value, &emit)?.intent?.holder,
      let process = universe.world.processes.find(pid: holder.pid, namespace: 0)
    else { return false }
    return process == universe.process(of: actor)
  }

  // MARK: - Signals

  private func noteSignal(
    to pid: Int32, by striker: ActorID, _ account: inout Account,
    _ universe: inout Universe<Cast>
  ) {
    guard let stance = account.facts(of: striker)?.stance,
      !stance.run.isEmpty || !stance.session.isEmpty,
      let process = universe.world.processes.find(pid: pid, namespace: 0)
    else { return }
    var nonce: UInt64 = 0
    universe.world.processes.forEach { other in
      if other.index == process { nonce = other.identity.nonce }
    }
    let agent = account.agents.last { $0.process == process && !$0.run.isEmpty }
    let owner = account.sessions.first { session in
      agent.map { $0.run == session.run } ?? (nonce != 0 && session.nonce == nonce)
    }
    guard let owner, !owner.isMeant(by: stance) else { return }
    var strike = StrikeFacts(
      by: striker, deed: universe.text("a signal"),
      meant: stance.session.isEmpty ? stance.run : stance.session, struck: owner.key)
    strike.pid = pid
    account.strikes.append(strike)
  }
}

extension ProcessOperation {
  /// The number that it signals; nil when it signals none.
  var signalledPid: Int32? {
    switch self {
    case .signal(let pid, _): pid
    case .signalGroup(let group, _): group
    case .signalIdentity(let identity, _): identity.pid
    default: nil
    }
  }
}

extension Verb {
  /// Whether tmux can have other sessions afterwards.
  var changesSessions: Bool {
    switch self {
    case .tmuxNewSession, .tmuxKillSession, .tmuxKillSessionIf, .tmuxRenameSession, .tmuxKillPane,
      .tmuxKillWindow, .tmuxKillServer:
      true
    default: false
    }
  }

  /// Whether git can know other worktrees afterwards.
  var changesWorktrees: Bool {
    switch self {
    case .gitAddWorktree, .gitRemoveWorktree, .gitPruneWorktrees: true
    default: false
    }
  }
}
