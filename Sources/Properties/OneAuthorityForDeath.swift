import Operations
import SimulatedWorld
import Simulation

/// Only those who decide about sessions write that one is over, and those who only read write
/// nothing.
///
/// It is violated at the event at which a record is written as ended by somebody whose role may not
/// end sessions, at which somebody who only reads has changed a record, or at which it has put
/// anything into the store.
///
/// Systems: lifecycle.
public struct OneAuthorityForDeath: Property {
  /// What must hold.
  public static let sentence =
    "Only those who decide about sessions write that one is over, and those who only read write "
    + "nothing."
  /// What it is called in files and reports.
  public let name = PropertyName.oneAuthorityForDeath
  /// What it has found so far.
  public var finding = Finding()

  private var answers = AnswerWatch()

  /// Watches nothing yet.
  public init() {}

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for change in account.changes { judge(change, account, world) }
    for entry in account.entries where entry.isWrite {
      guard let actor = account.facts(of: entry.actor), actor.stance.role == .reader else {
        continue
      }
      violate(
        account,
        Violation(
          "\(world.say(actor.name)) only reads and has written to the store",
          actors: [actor.actor], subjects: [actor.stance.session],
          state: [.init("role of \(world.say(actor.name))", "\(actor.stance.role)")]))
    }
    for actor in answers.new(in: account) where actor.stance.role == .reader { exercise() }
  }

  private mutating func judge(
    _ change: SessionChange, _ account: borrowing Account, _ world: borrowing World
  ) {
    guard let writer = account.facts(of: change.writer) else { return }
    let role = writer.stance.role
    let record = change.after ?? change.before
    if change.ends { exercise() }
    guard let record, role == .reader || (change.ends && !role.mayEndSessions) else { return }
    let name = world.say(writer.name)
    violate(
      account,
      Violation(
        change.ends
          ? "\(name), a \(role), has written that session \(world.say(record.id)) is over"
          : "\(name), a \(role), has changed the record of session \(world.say(record.id))",
        actors: [change.writer], subjects: [record.key, record.id],
        state: [.init("role of \(name)", "\(role)")] + change.lines(world)))
  }
}

extension SessionChange {
  /// What it was and is, for people to read.
  func lines(_ world: borrowing World) -> [Violation.StateLine] {
    (before.map { [$0.line(world)] } ?? []) + (after.map { [$0.line(world)] } ?? [])
  }
}

extension TraceEntry {
  /// Whether it puts something into the store.
  fileprivate var isWrite: Bool {
    guard case .performed(.store(let operation), _) = kind else { return false }
    return operation.verb == .storePut || operation.verb == .storeDelete
  }
}
