import Operations
import SimulatedWorld
import Simulation

/// A session has one id, and no two live sessions share an id, a name, a branch, a worktree or a
/// log.
///
/// It is violated at the event at which a record is written that shares one of them with another
/// that is not over, at which the record of one session gets another id, or at which somebody is
/// answered with an id that is another session's.
///
/// Systems: launch, Forge.
public struct IdentityIsOne: Property {
  /// What must hold.
  public static let sentence =
    "A session has one id, and no two live sessions share an id, a name, a branch, a worktree or a "
    + "log."
  /// What it is called in files and reports.
  public let name = PropertyName.identityIsOne
  /// What it has found so far.
  public var finding = Finding()

  private var answers = AnswerWatch()
  private var answered: [Answered] = []

  /// An id that somebody was told.
  private struct Answered {
    var id: Text
    var run: Text
    var actor: ActorID
  }

  /// Watches nothing yet.
  public init() {}

  /// Folds who has been heard, and which ids were told.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool {
    answers.fold(into: &digest, account)
    for one in answered {
      digest.fold(one.id)
      digest.fold(one.run)
      digest.fold(UInt64(bitPattern: Int64(one.actor.rawValue)))
    }
    return true
  }

  /// Answers, and records that are written.
  public var concern: News { [.actors, .changes] }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for change in account.changes {
      guard let after = change.after else { continue }
      if let before = change.before, before.id != after.id, before.run == after.run,
        !before.life.isOver
      {
        violate(
          account,
          Violation(
            "the session of run \(world.say(after.run)) was \(world.say(before.id)) and is "
              + "\(world.say(after.id)) now",
            actors: [change.writer], subjects: [before.id, after.id, after.key],
            state: [before.line(world), after.line(world)]))
      }
      guard !after.life.isOver else { continue }
      judge(after, change.writer, account, world)
    }
    for actor in answers.new(in: account) { judge(actor, account, world) }
  }

  private mutating func judge(
    _ session: SessionFacts, _ writer: ActorID, _ account: borrowing Account,
    _ world: borrowing World
  ) {
    for other in account.sessions where other.key != session.key && !other.life.isOver {
      exercise()
      guard let (what, value) = session.shared(with: other) else { continue }
      violate(
        account,
        Violation(
          "sessions \(world.say(other.key)) and \(world.say(session.key)) have one \(what): "
            + world.say(value),
          actors: [writer], subjects: [other.key, session.key, value],
          state: [other.line(world), session.line(world), .init(what, world.say(value))]))
    }
  }

  private mutating func judge(
    _ actor: ActorFacts, _ account: borrowing Account, _ world: borrowing World
  ) {
    let stance = actor.stance
    guard stance.role == .launcher || stance.role == .restorer, stance.answer == .done,
      !stance.answeredID.isEmpty, !stance.run.isEmpty
    else { return }
    exercise()
    if let other = answered.first(where: { $0.id == stance.answeredID && $0.run != stance.run }) {
      violate(
        account,
        Violation(
          "\(world.say(actor.name)) and \(account.say(other.actor, world)) were told one id, "
            + "\(world.say(other.id)), for the runs \(world.say(stance.run)) and "
            + world.say(other.run),
          actors: [other.actor, actor.actor], subjects: [other.id, stance.run, other.run],
          state: [.init("id for \(world.say(stance.run))", world.say(stance.answeredID))]))
    }
    if let record = account.session(stance.answeredID), record.run != stance.run,
      record.key != stance.run
    {
      violate(
        account,
        Violation(
          "\(world.say(actor.name)) was told the id \(world.say(stance.answeredID)) for run "
            + "\(world.say(stance.run)), and it is that of run \(world.say(record.run))",
          actors: [actor.actor], subjects: [stance.answeredID, stance.run, record.key],
          state: [record.line(world)]))
    }
    answered.append(Answered(id: stance.answeredID, run: stance.run, actor: actor.actor))
  }
}

extension SessionFacts {
  /// What two sessions have in common that each must have for itself.
  fileprivate func shared(with other: SessionFacts) -> (what: String, value: Text)? {
    let pairs: [(String, Text, Text)] = [
      ("id", id, other.id), ("name", name, other.name), ("branch", branch, other.branch),
      ("worktree", worktree, other.worktree), ("log", log, other.log),
    ]
    return pairs.first { !$0.1.isEmpty && $0.1 == $0.2 }.map { ($0.0, $0.1) }
  }
}
