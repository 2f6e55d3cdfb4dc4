import Operations
import SimulatedWorld

/// When a pane or session of a desk has died, a record says so within the limit after the next
/// check, and no record says so when nothing died.
///
/// It is violated at the first event after the limit at which there is no such record while the
/// runner lives and was not stopped itself, and at the event at which a record stands that has
/// another reason or advice, or that tells of a death that was none.
///
/// Systems: desk.
public struct DeathIsNoticed: Property {
  /// What must hold.
  public static let sentence =
    "When a pane or session of a desk has died, a record says so within the limit after the next "
    + "check, and no record says so when nothing died."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = [.within, .reason, .isRecoverable, .action]
  /// What it is called in files and reports.
  public let name = PropertyName.deathIsNoticed
  /// What it has found so far.
  public var finding = Finding()
  /// How long after the beginning of the next check the record has to stand.
  public var limit = Interval.seconds(5)
  /// The kind of reason that the record has to give.
  public var reason = Text("infra_failure")
  /// Whether the record has to say that the run can go on.
  public var isRecoverable = true
  /// What the record has to say is to be done.
  public var action = Text("restart")

  private var settled: [Bool] = []

  /// Watches nothing yet.
  public init() {}

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    limit = limits.within ?? limit
    reason = limits.reason ?? reason
    isRecoverable = limits.isRecoverable ?? isRecoverable
    action = limits.action ?? action
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    while settled.count < account.desks.count { settled.append(false) }
    for place in account.desks.indices where !settled[place] {
      settled[place] = judge(account.desks[place], account, world)
    }
  }

  /// Looks at the run when it is over and all is quiet.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {
    watch(account, world)
  }

  /// Whether there is nothing more to be seen of the desk.
  private mutating func judge(
    _ desk: DeskFacts, _ account: borrowing Account, _ world: borrowing World
  ) -> Bool {
    if let blocked = desk.blocked {
      return judge(blocked, of: desk, account, world)
    }
    // What a runner that is gone, or was stopped, has not written is not its fault.
    guard let died = desk.died, desk.lives, !desk.wasStalled, let began = desk.checkBegan,
      account.now > began + limit
    else { return false }
    let name = account.say(desk.runner, world)
    violate(
      account,
      Violation(
        "\(world.say(desk.deadThing)) of \(name) died at \(died.words), its check began at "
          + "\(began.words), and no record says so within \(limit.words)",
        actors: [desk.runner], subjects: [desk.root, desk.deadThing, desk.realName],
        state: [
          .init("died", died.words), .init("check began", began.words),
          .init("blocked record", "none"),
        ]))
    return true
  }

  private mutating func judge(
    _ blocked: BlockedFacts, of desk: DeskFacts, _ account: borrowing Account,
    _ world: borrowing World
  ) -> Bool {
    let tellsOfDeath = blocked.reason == reason
    // Blocked for another reason before anything could be noticed.
    guard tellsOfDeath || desk.checkBegan.map({ $0 < blocked.time }) == true else { return true }
    exercise()
    let name = account.say(desk.runner, world)
    let words: String
    if desk.died == nil {
      words = "the record of \(name) tells of a death, and nothing died"
    } else if let began = desk.checkBegan, blocked.time > began + limit, !desk.wasStalled {
      words =
        "the record of \(name) stands since \(blocked.time.words), later than \(limit.words) after "
        + "its check began at \(began.words)"
    } else if !tellsOfDeath || blocked.isRecoverable != isRecoverable || blocked.action != action {
      words =
        "the record of \(name) about a death says \(world.say(blocked.reason)), recoverable "
        + "\(blocked.isRecoverable), \(world.say(blocked.action))"
    } else {
      return true
    }
    violate(
      account,
      Violation(
        words, actors: [desk.runner], subjects: [desk.root, desk.realName],
        state: [
          .init("died", desk.died?.words ?? "nothing"),
          .init("reason", world.say(blocked.reason)),
          .init("recoverable", "\(blocked.isRecoverable)"),
          .init("action", world.say(blocked.action)),
        ]))
    return true
  }
}
