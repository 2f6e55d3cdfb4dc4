import Operations
import SimulatedWorld

/// A reaction is carried out when its record calls for it, once for each time that it comes to.
///
/// It is violated at the event at which a reaction is handed over that the stored record has not
/// called for during the race limit, or a second time for one incident and attempt in a way that
/// the receiver cannot tell from a new one; and at the end when an effect is left that was called
/// for, though a supervisor lives.
///
/// Systems: lifecycle.
public struct ReactionsAreCurrent: Property {
  /// What must hold.
  public static let sentence =
    "A reaction is carried out when its record calls for it, once for each time that it comes to."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = .within
  /// What it is called in files and reports.
  public let name = PropertyName.reactionsAreCurrent
  /// What it has found so far.
  public var finding = Finding()
  /// How long a reaction may be on its way when its record stops calling for it.
  public var raceMax = Interval.seconds(5)

  private var heard: [DispatchFacts] = []

  /// Watches nothing yet.
  public init() {}

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    raceMax = limits.within ?? raceMax
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for dispatch in account.dispatches { judge(dispatch, account, world) }
    for change in account.changes {
      if (change.after?.openEffects ?? 0) > (change.before?.openEffects ?? 0) { exercise() }
    }
  }

  /// Looks at the run when it is over and all is quiet.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {
    guard account.actors.contains(where: { $0.stance.role == .supervisor && $0.lives }) else {
      return
    }
    for session in account.sessions where session.openEffects > 0 {
      violate(
        account,
        Violation(
          "\(session.openEffects) effects of session \(world.say(session.id)) were never carried out",
          actors: account.actors.filter { $0.stance.role == .supervisor }.map(\.actor),
          subjects: [session.key, session.id],
          state: [
            session.line(world),
            .init("effects of \(world.say(session.id)) that are left", "\(session.openEffects)"),
          ]))
    }
  }

  private mutating func judge(
    _ dispatch: DispatchFacts, _ account: borrowing Account, _ world: borrowing World
  ) {
    exercise()
    let words = "\(world.say(dispatch.reaction)) of session \(world.say(dispatch.session))"
    if let overtaken = dispatch.overtaken, account.now > overtaken + raceMax {
      violate(
        account,
        Violation(
          "\(words) was handed over by \(account.say(dispatch.by, world)), and its record has not "
            + "called for it since \(overtaken.words)",
          actors: [dispatch.by], subjects: [dispatch.session, dispatch.reaction],
          state: [.init("called for until", overtaken.words)]))
    }
    let first = heard.first { $0.isSameIncident(as: dispatch) && !$0.isKnown(as: dispatch) }
    if let first {
      violate(
        account,
        Violation(
          "\(words) was handed over a second time for incident \(dispatch.incident)",
          actors: [first.by, dispatch.by], subjects: [dispatch.session, dispatch.reaction],
          state: [
            .init("first", "number \(first.number), by \(account.say(first.by, world))"),
            .init("second", "number \(dispatch.number), by \(account.say(dispatch.by, world))"),
          ]))
    }
    heard.append(dispatch)
  }
}

extension DispatchFacts {
  /// Whether both are about one incident and no attempt more.
  func isSameIncident(as other: DispatchFacts) -> Bool {
    session == other.session && reaction == other.reaction && incident == other.incident
      && attempt == other.attempt && isForPerson == other.isForPerson
  }

  /// Whether the receiver knows the second for a repetition of the first.
  func isKnown(as other: DispatchFacts) -> Bool { number != 0 && number == other.number }
}
