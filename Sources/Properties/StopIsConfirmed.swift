import Operations
import SimulatedWorld
import Simulation

/// A session that is shown as stopped has no agent that lives, and was not over by itself long
/// before anybody stopped it.
///
/// It is violated at the event at which a record says, with nothing left to be done, that somebody
/// ended the session, or at which whoever ends it says that it is done, while an agent of it lives;
/// and when a record says that it was ended whose agent had ended by itself before anybody asked.
///
/// Systems: Forge.
public struct StopIsConfirmed: Property {
  /// What must hold.
  public static let sentence =
    "A session that is shown as stopped has no agent that lives, and was not over by itself long "
    + "before anybody stopped it."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = .within
  /// What it is called in files and reports.
  public let name = PropertyName.stopIsConfirmed
  /// What it has found so far.
  public var finding = Finding()
  /// How long an agent may have been gone by itself, and its session be called stopped all the same.
  public var noticeMax = Interval.seconds(60)

  private var answers = AnswerWatch()

  /// Watches nothing yet.
  public init() {}

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    noticeMax = limits.within ?? noticeMax
  }

  /// Folds who has been heard.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool {
    answers.fold(into: &digest, account)
    return true
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for change in account.changes {
      guard let after = change.after, after.isShownStopped,
        change.before?.isShownStopped != true
      else { continue }
      judge(after, by: change.writer, account, world)
    }
    for actor in answers.new(in: account)
    where actor.stance.role == .killer && actor.stance.answer == .done {
      judge(actor, account, world)
    }
  }

  private mutating func judge(
    _ session: SessionFacts, by writer: ActorID, _ account: borrowing Account,
    _ world: borrowing World
  ) {
    exercise()
    if let agent = account.livingAgent(of: session) {
      return violate(
        account,
        Violation(
          "session \(world.say(session.id)) is shown as stopped and its agent, pid "
            + "\(agent.identity.pid), lives",
          actors: [writer], subjects: [session.key, session.id, session.run],
          pids: [agent.identity.pid], state: [session.line(world), agent.line(world)]))
    }
    guard let agent = account.agents.last(where: { $0.run == session.run && !$0.run.isEmpty }),
      let ended = agent.ended, agent.endedBy == .none
    else { return }
    let askers = account.actors.filter {
      $0.stance.role.stopsSessions && ($0.actor == writer || session.isMeant(by: $0.stance))
    }
    guard !askers.contains(where: { $0.began <= ended + noticeMax }) else { return }
    violate(
      account,
      Violation(
        "session \(world.say(session.id)) is shown as stopped by somebody, and its agent, pid "
          + "\(agent.identity.pid), had ended by itself at \(ended.words)",
        actors: askers.map(\.actor) + [writer], subjects: [session.key, session.id, session.run],
        pids: [agent.identity.pid],
        state: [session.line(world), agent.line(world)]
          + askers.map { .init("\(world.say($0.name)) began", $0.began.words) }))
  }

  private mutating func judge(
    _ actor: ActorFacts, _ account: borrowing Account, _ world: borrowing World
  ) {
    exercise()
    guard let session = account.sessions.first(where: { $0.isMeant(by: actor.stance) }),
      let agent = account.livingAgent(of: session)
    else { return }
    violate(
      account,
      Violation(
        "\(world.say(actor.name)) says that session \(world.say(session.id)) is stopped, and its "
          + "agent, pid \(agent.identity.pid), lives",
        actors: [actor.actor], subjects: [session.key, session.id, session.run],
        pids: [agent.identity.pid], state: [session.line(world), agent.line(world)]))
  }
}

extension SessionFacts {
  /// Whether it says that somebody ended it, and that nothing is left to be done.
  fileprivate var isShownStopped: Bool { life == .ended(.killed) && !hasIntent }
}

extension Role {
  /// Whether somebody in this role was asked to end a session, or takes back what it began.
  fileprivate var stopsSessions: Bool {
    switch self {
    case .killer, .launcher, .restorer, .recoverer: true
    default: false
    }
  }
}
