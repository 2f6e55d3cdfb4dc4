import Operations
import SimulatedWorld
import Simulation

/// The status that people see is derived from the record, and stored nowhere.
///
/// It is violated at the event at which a record with a stored status is written, or at which
/// somebody is shown another status than the one that follows from the record that was read.
///
/// Systems: lifecycle.
public struct StatusIsDerived: Property {
  /// What must hold.
  public static let sentence =
    "The status that people see is derived from the record, and stored nowhere."
  /// What it is called in files and reports.
  public let name = PropertyName.statusIsDerived
  /// What it has found so far.
  public var finding = Finding()

  /// Watches nothing yet.
  public init() {}

  /// It judges by what is so, and remembers nothing.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool { true }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for change in account.changes {
      guard let after = change.after else { continue }
      exercise()
      guard let status = after.storedStatus else { continue }
      violate(
        account,
        Violation(
          "the record of session \(world.say(after.id)) stores the status \(world.say(status))",
          actors: [change.writer], subjects: [after.key, after.id], state: [after.line(world)]))
    }
    for shown in account.shown {
      exercise()
      guard shown.shown != shown.derived else { continue }
      violate(
        account,
        Violation(
          "session \(world.say(shown.session)) was shown as \(world.say(shown.shown)) and its "
            + "record says \(world.say(shown.derived))",
          actors: [shown.by], subjects: [shown.session],
          state: [
            .init("shown", world.say(shown.shown)), .init("derived", world.say(shown.derived)),
          ]))
    }
  }
}
