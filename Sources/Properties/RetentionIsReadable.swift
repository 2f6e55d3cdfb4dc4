import Operations
import SimulatedWorld
import Supervision

/// Everybody who asks can tell which completed session is kept, safe to close, stale, foreign or at
/// work, and is told truly.
///
/// It is violated at the event at which somebody who asks is told nothing of a session, that it is
/// unknown though it could be known, or something of it that is not so.
///
/// Systems: retention.
public struct RetentionIsReadable: Property {
  /// What must hold.
  public static let sentence =
    "Everybody who asks can tell which completed session is kept, safe to close, stale, foreign or "
    + "at work, and is told truly."
  /// What it is called in files and reports.
  public let name = PropertyName.retentionIsReadable
  /// What it has found so far.
  public var finding = Finding()

  /// Watches nothing yet.
  public init() {}

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for judgement in account.judgements {
      exercise()
      guard let words = words(judgement) else { continue }
      let told = judgement.told.map { "\($0.word)" } ?? "nothing"
      violate(
        account,
        Violation(
          "\(account.say(judgement.by, world)) tells of session \(world.say(judgement.session)) "
            + "\(told), and \(words)",
          actors: [judgement.by], subjects: [judgement.session],
          state: [
            .init("told", told), .init("is there", "\(judgement.isThere)"),
            .init("somebody attached", "\(judgement.isAttached)"),
            .init("somebody works in it", "\(judgement.isWorked)"),
            .init("work complete", "\(judgement.isComplete)"),
            .init("owned", "\(judgement.isOwned)"),
          ]))
    }
  }

  /// What speaks against what was told.
  private func words(_ facts: JudgementFacts) -> String? {
    switch facts.told {
    case nil: return "it has to be told of"
    case .unknown: return facts.isHidden ? nil : "nothing keeps it from being known"
    case .gone: return facts.isThere ? "it is there" : nil
    case .stale: return facts.isWorked ? "somebody works in it" : nil
    case .foreign: return facts.isOwned ? "a record means it" : nil
    case .active:
      if !facts.isThere { return "it is gone" }
      return facts.isOwned ? nil : "no record means it"
    case .completedRetained, .safeToClose:
      if !facts.isThere { return "it is gone" }
      if !facts.isOwned { return "no record means it" }
      if !facts.isComplete { return "its work is not complete" }
      guard facts.told == .safeToClose else { return nil }
      if facts.isAttached { return "somebody is attached" }
      return facts.isWorked ? "somebody works in it" : nil
    }
  }
}
