import Operations
import SimulatedWorld

/// A background start finds a name whatever names are taken, and its record has the real one.
///
/// It is violated at the event at which a background start comes to nothing because a name was
/// taken, or at which the recorded name of a desk's session is not its real one.
///
/// Systems: desk.
public struct NamesAreSettled: Property {
  /// What must hold.
  public static let sentence =
    "A background start finds a name whatever names are taken, and its record has the real one."
  /// What it is called in files and reports.
  public let name = PropertyName.namesAreSettled
  /// What it has found so far.
  public var finding = Finding()

  private var seen: [Seen] = []

  /// What was seen of a desk.
  private struct Seen {
    var collisionCount = 0
    var recordedName = Text.empty
  }

  /// Watches nothing yet.
  public init() {}

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    while seen.count < account.desks.count { seen.append(Seen()) }
    for place in account.desks.indices { judge(account.desks[place], place, account, world) }
  }

  private mutating func judge(
    _ desk: DeskFacts, _ place: Int, _ account: borrowing Account, _ world: borrowing World
  ) {
    if desk.collisionCount > seen[place].collisionCount
      || desk.recordedName != seen[place].recordedName
    {
      seen[place] = Seen(collisionCount: desk.collisionCount, recordedName: desk.recordedName)
      exercise()
    }
    let runner = account.say(desk.runner, world)
    if desk.isBackground, desk.wasEndedByName {
      violate(
        account,
        Violation(
          "the background start of \(runner) came to nothing after \(desk.collisionCount) names "
            + "that were taken",
          actors: [desk.runner], subjects: [desk.root],
          state: [.init("names that were taken", "\(desk.collisionCount)")]))
    }
    guard !desk.recordedName.isEmpty, !desk.realName.isEmpty, desk.recordedName != desk.realName
    else { return }
    violate(
      account,
      Violation(
        "the record of \(runner) names session \(world.say(desk.recordedName)), and it is "
          + world.say(desk.realName),
        actors: [desk.runner], subjects: [desk.root, desk.recordedName, desk.realName],
        state: [
          .init("recorded", world.say(desk.recordedName)), .init("real", world.say(desk.realName)),
        ]))
  }
}
