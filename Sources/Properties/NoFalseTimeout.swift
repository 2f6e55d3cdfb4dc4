import Operations
import SimulatedWorld
import Simulation

/// A launcher reports failure only for a session that did not start, and success only for one that
/// did.
///
/// It is violated at the event at which a launcher says failure or timeout while an agent of its run
/// lives, or success although none ever began; and as soon as an agent that began after such a
/// failure, and that nobody has asked for since, has lived for a second.
///
/// Systems: launch, Forge.
public struct NoFalseTimeout: Property {
  /// What must hold.
  public static let sentence =
    "A launcher reports failure only for a session that did not start, and success only for one "
    + "that did."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = .within
  /// What it is called in files and reports.
  public let name = PropertyName.noFalseTimeout
  /// What it has found so far.
  public var finding = Finding()
  /// How long an agent that began after the failure may live before it counts as started.
  public var graceMax = Interval.seconds(1)

  private var answers = AnswerWatch()
  private var failures: [Failure] = []
  private var late: [Late] = []

  /// A run that was said to have failed.
  private struct Failure {
    var run: Text
    var actor: ActorID
    var time: Instant
  }

  /// An agent that began after all.
  private struct Late {
    var agent: Int
    var failure: Failure
  }

  /// Watches nothing yet.
  public init() {}

  /// Answers and agents, and the time while an agent has begun too late.
  public var concern: News { late.isEmpty ? [.actors, .agents] : .everything }

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    graceMax = limits.within ?? graceMax
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    noteLateAgents(account)
    for actor in answers.new(in: account) where actor.stance.role == .launcher {
      judge(actor, account, world)
    }
    judgeLateAgents(account, world, isOver: false)
  }

  /// Looks at the run when it is over and all is quiet.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {
    judgeLateAgents(account, world, isOver: true)
  }

  private mutating func judge(
    _ actor: ActorFacts, _ account: borrowing Account, _ world: borrowing World
  ) {
    let run = actor.stance.run
    guard !run.isEmpty, let answer = actor.stance.answer else { return }
    let launcher = world.say(actor.name)
    switch answer {
    case .failed, .timedOut:
      exercise()
      failures.append(Failure(run: run, actor: actor.actor, time: account.now))
      guard let agent = account.livingAgents(of: run).first else { return }
      violate(
        account,
        Violation(
          "\(launcher) says that run \(world.say(run)) \(answer.words) at \(account.now.words), "
            + "and its agent, pid \(agent.identity.pid), lives since \(agent.began.words)",
          actors: [actor.actor], subjects: [run], pids: [agent.identity.pid],
          state: [.init("answer of \(launcher)", answer.words), agent.line(world)]))
    case .done:
      exercise()
      // Only a later request makes a failure be forgotten.
      failures.removeAll { $0.run == run }
      guard !account.agents.contains(where: { $0.run == run }) else { return }
      violate(
        account,
        Violation(
          "\(launcher) says that run \(world.say(run)) has started, and no agent of it ever began",
          actors: [actor.actor], subjects: [run, actor.stance.answeredID],
          state: [
            .init("answer of \(launcher)", answer.words),
            .init("agents of \(world.say(run))", "none"),
          ]))
    case .existing, .refused, .unconfirmed: return
    }
  }

  private mutating func noteLateAgents(_ account: borrowing Account) {
    for place in account.begunAgents {
      let agent = account.agents[place]
      guard let failure = failures.last(where: { $0.run == agent.run }) else { continue }
      // Somebody else may have asked for the run meanwhile, or the same one when it was started
      // again, and gets what he asked for.
      let isAskedFor = account.actors.contains { actor in
        let asks = actor.stance.role == .launcher || actor.stance.role == .restorer
        let isOther = actor.actor != failure.actor || actor.began > failure.time
        guard asks, isOther, actor.stance.run == agent.run else { return false }
        // One who died over it has asked for it all the same.
        return actor.began > failure.time || (actor.stance.answer == nil && actor.lives)
      }
      if !isAskedFor { late.append(Late(agent: place, failure: failure)) }
    }
  }

  private mutating func judgeLateAgents(
    _ account: borrowing Account, _ world: borrowing World, isOver: Bool
  ) {
    guard !late.isEmpty else { return }
    late.removeAll { !account.agents[$0.agent].lives }
    for found in late {
      let agent = account.agents[found.agent]
      guard isOver || account.now > agent.began + graceMax else { continue }
      late.removeAll { $0.agent == found.agent }
      let launcher = account.say(found.failure.actor, world)
      violate(
        account,
        Violation(
          "\(launcher) said at \(found.failure.time.words) that run \(world.say(agent.run)) has "
            + "failed, and its agent, pid \(agent.identity.pid), lives since \(agent.began.words)",
          actors: [found.failure.actor], subjects: [agent.run], pids: [agent.identity.pid],
          state: [agent.line(world)]))
    }
  }
}

extension Answer {
  /// The word for it.
  var words: String {
    switch self {
    case .done: "is done"
    case .existing: "is there already"
    case .refused: "is refused"
    case .failed: "has failed"
    case .timedOut: "has timed out"
    case .unconfirmed: "is unconfirmed"
    }
  }
}
