import Operations
import SimulatedWorld
import Simulation

/// A session that is over stays over until somebody asks that it be brought back.
///
/// It is violated at the event at which a record is written as not over although it was, under
/// whatever key, and nobody who restores it has begun since. A change of a record that is over, and
/// anybody who starts while there is one, put it to the test.
///
/// Systems: lifecycle.
public struct TerminalStaysTerminal: Property {
  /// What must hold.
  public static let sentence =
    "A session that is over stays over until somebody asks that it be brought back."
  /// What it is called in files and reports.
  public let name = PropertyName.terminalStaysTerminal
  /// What it has found so far.
  public var finding = Finding()

  private var ended: [End] = []

  /// A session that has come to its end.
  private struct End {
    var id: Text
    var run: Text
    var time: Instant
    var restoreCount: Int
  }

  /// Watches nothing yet.
  public init() {}

  /// Records that are written, and everything once a session was over.
  public var concern: News { ended.isEmpty ? .changes : .everything }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for change in account.changes { judge(change, account, world) }
    if !ended.isEmpty, account.entries.contains(where: { $0.isBeginning && isHere($0, account) }) {
      exercise()
    }
  }

  private func isHere(_ entry: TraceEntry, _ account: borrowing Account) -> Bool {
    account.facts(of: entry.actor)?.stance.role != .agent
  }

  private mutating func judge(
    _ change: SessionChange, _ account: borrowing Account, _ world: borrowing World
  ) {
    guard let after = change.after else { return }
    let mark = ended.first { $0.id == after.id }
    if after.life.isOver {
      if mark != nil {
        exercise()
      } else {
        ended.append(
          End(
            id: after.id, run: after.run, time: account.now,
            restoreCount: Self.restores(of: after.run, account)))
      }
      return
    }
    guard let mark else { return }
    exercise()
    ended.removeAll { $0.id == after.id }
    guard !isAskedFor(after, since: mark, change.before?.life, account) else { return }
    violate(
      account,
      Violation(
        "session \(world.say(after.id)) was over at \(mark.time.words) and is \(after.life.words) "
          + "again by a write of \(account.say(change.writer, world)), and nobody asked for it",
        actors: [change.writer], subjects: [after.key, after.id, after.run],
        state: change.lines(world)))
  }

  private func isAskedFor(
    _ session: SessionFacts, since end: End, _ life: SessionFacts.Life?,
    _ account: borrowing Account
  ) -> Bool {
    if Self.restores(of: end.run, account) > end.restoreCount { return true }
    return account.actors.contains { actor in
      // What never came to run is begun anew by whoever asks for the run.
      let asks =
        actor.stance.role == .restorer || actor.stance.role == .launcher && life == .ended(.failed)
      guard asks, session.isMeant(by: actor.stance) else { return false }
      return actor.lives || actor.began >= end.time || actor.answeredAt ?? .start >= end.time
    }
  }

  private static func restores(of run: Text, _ account: borrowing Account) -> Int {
    account.runs.first { $0.key == run }?.restoreCount ?? 0
  }
}

extension TraceEntry {
  /// Whether a program began.
  fileprivate var isBeginning: Bool { if case .began = kind { true } else { false } }
}
