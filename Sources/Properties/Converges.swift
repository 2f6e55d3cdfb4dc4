import Operations
import SimulatedWorld
import Simulation

/// After the last fault everything comes to rest within the limit, in a state that record and world
/// agree about.
///
/// It is violated at the first event at which a session has been in disagreement for longer than
/// the limit since the last fault, and at the end by any that is left: something begun and not
/// finished, a record that says starting or running without an agent, one that was ended with one,
/// an effect that a living supervisor has not carried out, and a command that has not ended.
///
/// Systems: all.
public struct Converges: Property {
  /// What must hold.
  public static let sentence =
    "After the last fault everything comes to rest within the limit, in a state that record and "
    + "world agree about."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = .within
  /// What it is called in files and reports.
  public let name = PropertyName.converges
  /// What it has found so far.
  public var finding = Finding()
  /// How long after the last fault something may be in disagreement.
  public var limit = Interval.seconds(900)

  private var open: [Open] = []

  /// A session in disagreement.
  private struct Open {
    var key: Text
    var since: Instant
  }

  /// Watches nothing yet.
  public init() {}

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    limit = limits.within ?? limit
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    if !account.changes.isEmpty || !account.begunAgents.isEmpty || !account.endedAgents.isEmpty {
      renew(account)
    }
    let lastFault = account.lastFault ?? .start
    for entry in open where account.now > max(entry.since, lastFault) + limit {
      violate(entry.key, since: entry.since, account, world)
    }
  }

  /// Looks at the run when it is over and all is quiet.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {
    if !account.sessions.isEmpty || !account.actors.isEmpty { exercise() }
    renew(account)
    if let entry = open.first { violate(entry.key, since: entry.since, account, world) }
    for actor in account.actors
    where actor.lives && actor.stance.role.comesToAnEnd && actor.stance.answer == nil
      && !(actor.stance.run.isEmpty && actor.stance.session.isEmpty)
    {
      violate(
        account,
        Violation(
          "\(world.say(actor.name)) has not come to an end",
          actors: [actor.actor], subjects: [actor.stance.run, actor.stance.session],
          state: [.init("\(world.say(actor.name)) began", actor.began.words)]))
    }
  }

  /// Finds who is in disagreement, and since when.
  private mutating func renew(_ account: borrowing Account) {
    var found: [Open] = []
    for session in account.sessions where Self.quarrel(of: session, account) != nil {
      let since = open.first { $0.key == session.key }?.since ?? account.now
      found.append(Open(key: session.key, since: since))
    }
    open = found
  }

  private mutating func violate(
    _ key: Text, since: Instant, _ account: borrowing Account, _ world: borrowing World
  ) {
    guard let session = account.sessions.first(where: { $0.key == key }),
      let quarrel = Self.quarrel(of: session, account)
    else { return }
    let agents = account.livingAgents(of: session.run)
    violate(
      account,
      Violation(
        "session \(world.say(session.id)) does not come to rest since \(since.words): \(quarrel)",
        subjects: [session.key, session.id, session.run], pids: agents.map(\.identity.pid),
        state: [session.line(world)] + agents.map { $0.line(world) }
          + [.init("last fault", account.lastFault?.words ?? "none")]))
  }

  /// What record and world do not agree about.
  private static func quarrel(of session: SessionFacts, _ account: borrowing Account) -> String? {
    if session.hasIntent { return "something was begun with it and not finished" }
    if session.openEffects > 0,
      account.actors.contains(where: { $0.stance.role == .supervisor && $0.lives })
    {
      return "\(session.openEffects) effects are not carried out"
    }
    switch session.life {
    // Where nobody watches, one that has its agent is shown as starting for good.
    case .starting, .running:
      return account.hasLivingAgent(session) ? nil : "it is shown as alive without an agent"
    case .ended(.killed), .ended(.failed):
      return account.hasLivingAgent(session) ? "it is over and its agent lives" : nil
    // Whoever cannot tell and says so to a person has come to rest.
    case .doubtful, .ended(.inferred), .ended(.completed): return nil
    }
  }
}

extension Role {
  /// Whether somebody in this role does one thing and is done.
  fileprivate var comesToAnEnd: Bool {
    switch self {
    case .launcher, .restorer, .killer, .cleaner, .recoverer, .sender, .reader: true
    case .supervisor, .runner, .agent, .desk, .contender, .retention, .migration, .other: false
    }
  }
}
