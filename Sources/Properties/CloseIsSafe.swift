import Operations
import SimulatedWorld

/// A close ends only what is at rest, unattached, owned and unchanged, leaves branches and
/// worktrees, and is reported only when it is done.
///
/// It is violated at the event at which a close ends a session that is something else or takes a
/// branch or worktree with it, and at which a session is said to be closed while it or a process of
/// it is there.
///
/// Systems: retention.
public struct CloseIsSafe: Property {
  /// What must hold.
  public static let sentence =
    "A close ends only what is at rest, unattached, owned and unchanged, leaves branches and "
    + "worktrees, and is reported only when it is done."
  /// What it is called in files and reports.
  public let name = PropertyName.closeIsSafe
  /// What it has found so far.
  public var finding = Finding()

  /// Watches nothing yet.
  public init() {}

  /// It judges by what is so, and remembers nothing.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool { true }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for close in account.closes {
      exercise()
      guard let words = words(close, world) else { continue }
      violate(
        account,
        Violation(
          "\(account.say(close.by, world)) has closed session \(world.say(close.session)), and "
            + words,
          actors: [close.by], subjects: [close.session, close.lost].filter { !$0.isEmpty },
          state: [
            .init("somebody worked in it", "\(close.isWorked)"),
            .init("somebody attached", "\(close.isAttached)"),
            .init("owned", "\(!close.isForeign)"),
            .init("changed since it was judged", "\(close.hasChanged)"),
            .init("lost with it", world.say(close.lost)),
          ]))
    }
    for report in account.closeReports {
      exercise()
      guard report.isThere || !report.survivors.isEmpty else { continue }
      let left = report.isThere ? "it is there" : "\(report.survivors.count) processes of it live"
      violate(
        account,
        Violation(
          "\(account.say(report.by, world)) says that session \(world.say(report.session)) is "
            + "closed, and \(left)",
          actors: [report.by], subjects: [report.session], pids: report.survivors,
          state: [
            .init("session there", "\(report.isThere)"),
            .init("processes left", "\(report.survivors.count)"),
          ]))
    }
  }

  private func words(_ close: CloseFacts, _ world: borrowing World) -> String? {
    if close.isForeign { return "no record means it" }
    if close.isWorked { return "somebody worked in it" }
    if close.isAttached { return "somebody was attached" }
    if close.hasChanged { return "it had changed since it was judged" }
    return close.lost.isEmpty ? nil : "\(world.say(close.lost)) went with it"
  }
}
