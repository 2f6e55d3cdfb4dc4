import Operations
import SimulatedWorld
import Simulation

/// A signal, key stroke, close or removal reaches only what is meant.
///
/// It is violated at the event at which a stranger is gone by an operation of somebody under test,
/// at which somebody who is there for one run ends the agent of another, and at which an operation
/// takes effect on anything else than its caller means. An operation that ends, types or removes
/// puts it to the test when there is something else that it could reach.
///
/// Systems: all.
public struct NeverTheWrongTarget: Property {
  /// What must hold.
  public static let sentence = "A signal, key stroke, close or removal reaches only what is meant."
  /// What it is called in files and reports.
  public let name = PropertyName.neverTheWrongTarget
  /// What it has found so far.
  public var finding = Finding()

  private var wasThere: [Bool] = []

  /// Watches nothing yet.
  public init() {}

  /// Agents that end, and what is done and struck.
  public var concern: News { [.agents, .operations, .strangers, .strikes] }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    // Where there is nothing else that could be reached, nothing can be learned from a deed.
    if !account.strangers.isEmpty || account.agents.count > 1 {
      let deed = account.entries.first { $0.isDeed && isUnderTest($0.actor, account) }
      if deed != nil { exercise() }
      judgeStrangers(deed, account, world)
    }
    for place in account.endedAgents { judge(account.agents[place], account, world) }
    for strike in account.strikes {
      violate(
        account,
        Violation(
          "\(world.say(strike.deed)) of \(account.say(strike.by, world)) was meant for "
            + "\(world.say(strike.meant)) and reached \(world.say(strike.struck))",
          actors: [strike.by], subjects: [strike.meant, strike.struck],
          pids: strike.pid == 0 ? [] : [strike.pid],
          state: [
            .init("meant", world.say(strike.meant)), .init("struck", world.say(strike.struck)),
          ]))
    }
  }

  private mutating func judgeStrangers(
    _ deed: TraceEntry?, _ account: borrowing Account, _ world: borrowing World
  ) {
    for place in account.strangers.indices {
      let stranger = account.strangers[place]
      if place == wasThere.count { wasThere.append(true) }
      defer { wasThere[place] = stranger.isThere }
      guard wasThere[place], !stranger.isThere, !account.isFault, let deed else { continue }
      let (words, subject, pid) = stranger.words(world)
      violate(
        account,
        Violation(
          "\(words) is gone by a call of \(account.say(deed.actor, world))",
          actors: [deed.actor], subjects: [subject], pids: pid.map { [$0] } ?? [],
          state: [.init(words, "gone")]))
    }
  }

  private mutating func judge(
    _ agent: AgentFacts, _ account: borrowing Account, _ world: borrowing World
  ) {
    guard let actor = account.facts(of: agent.endedBy), isUnderTest(actor.actor, account),
      !account.isFault, !agent.run.isEmpty
    else { return }
    let stance = actor.stance
    guard !stance.run.isEmpty || !stance.session.isEmpty else { return }
    exercise()
    guard stance.run != agent.run, stance.session != agent.run,
      !account.sessions.contains(where: { $0.run == agent.run && $0.isMeant(by: stance) })
    else { return }
    let meant = stance.run.isEmpty ? stance.session : stance.run
    violate(
      account,
      Violation(
        "\(world.say(actor.name)) is there for \(world.say(meant)) and has ended the agent of "
          + "\(world.say(agent.run)), pid \(agent.identity.pid)",
        actors: [actor.actor], subjects: [meant, agent.run], pids: [agent.identity.pid],
        state: [agent.line(world), .init("meant", world.say(meant))]))
  }

  /// Whether it is one whose doings are judged: people may do as they like, agents end themselves.
  private func isUnderTest(_ actor: ActorID, _ account: borrowing Account) -> Bool {
    switch account.facts(of: actor)?.stance.role {
    case nil, .other, .agent: false
    default: true
    }
  }
}

extension StrangerFacts {
  /// What it is, for people to read, with its name and number.
  func words(_ world: borrowing World) -> (words: String, subject: Text, pid: Int32?) {
    switch kind {
    case .process(_, let pid, let program):
      ("the stranger's process \(world.say(program)), pid \(pid),", program, pid)
    case .session(let name, _): ("the stranger's session \(world.say(name))", name, nil)
    case .file(let path, _): ("the stranger's file \(world.say(path))", path, nil)
    }
  }
}

extension TraceEntry {
  /// Whether it ends, types or removes something, or may.
  fileprivate var isDeed: Bool {
    guard case .performed(let operation, _) = kind else { return false }
    switch operation.verb {
    case .processSignal, .processSignalGroup, .processSignalIdentity, .tmuxKillSession,
      .tmuxKillPane, .tmuxKillWindow, .tmuxKillServer, .tmuxKillSessionIf, .tmuxRespawnPane,
      .tmuxSendKeys, .tmuxPaste, .fileWrite, .fileReplace, .fileRename, .fileRemove,
      .fileRemoveTree, .fileRemoveDirectory, .gitRemoveWorktree, .gitDeleteBranch, .forgeStop,
      .forgeDeleteTask:
      return true
    default: return false
    }
  }
}
