import Operations
import SimulatedWorld

/// A background session lives on when its clients or whoever started it leave.
///
/// It is violated at the event at which such a session is gone because its last client or its
/// wrapper left.
///
/// Systems: desk.
public struct BackgroundSurvives: Property {
  /// What must hold.
  public static let sentence =
    "A background session lives on when its clients or whoever started it leave."
  /// What it is called in files and reports.
  public let name = PropertyName.backgroundSurvives
  /// What it has found so far.
  public var finding = Finding()

  private var exercised: [Bool] = []

  /// Watches nothing yet.
  public init() {}

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    while exercised.count < account.desks.count { exercised.append(false) }
    for place in account.desks.indices where account.desks[place].isBackground {
      let desk = account.desks[place]
      if !exercised[place], desk.clientsLeft != nil || desk.wrapperLeft != nil {
        exercised[place] = true
        exercise()
      }
      let cause: String
      switch desk.loss {
      case .clientsLeft: cause = "its last client left"
      case .wrapperLeft: cause = "whoever started it left"
      case .ended, .killed, nil: continue
      }
      let session = desk.realName.isEmpty ? desk.recordedName : desk.realName
      violate(
        account,
        Violation(
          "the background session \(world.say(session)) of "
            + "\(account.say(desk.runner, world)) is gone because \(cause)",
          actors: [desk.runner], subjects: [desk.root, desk.realName, desk.recordedName],
          state: [
            .init("clients left", desk.clientsLeft?.words ?? "no"),
            .init("wrapper left", desk.wrapperLeft?.words ?? "no"),
          ]))
    }
  }
}
