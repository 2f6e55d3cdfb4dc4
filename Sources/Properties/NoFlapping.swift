import Operations
import SimulatedWorld
import Simulation

/// Nobody is told again of what has not changed since they were told.
///
/// It is violated at the event at which a person is told of a session what they were told before,
/// though it has been so in the world ever since, unless the notice bears the number of the first;
/// and when the very same message reaches a person more often than a crash of its sender explains.
///
/// Systems: lifecycle.
public struct NoFlapping: Property {
  /// What must hold.
  public static let sentence =
    "Nobody is told again of what has not changed since they were told."
  /// The limits that a file may set.
  public static let takes: PropertyLimits.Names = .max
  /// What it is called in files and reports.
  public let name = PropertyName.noFlapping
  /// What it has found so far.
  public var finding = Finding()
  /// How often one message, by its number, may reach a person.
  public var deliveriesMax = 3

  private var told: [Told] = []
  private var counts: [Count] = []

  /// Something that a person was told of a session.
  private struct Told {
    var dispatch: DispatchFacts
    var time: Instant
  }

  /// How often one message was read.
  private struct Count {
    var person: Text
    var message: Message
    var count: Int
  }

  /// Watches nothing yet.
  public init() {}

  /// Takes the limits that a file sets.
  public mutating func take(_ limits: PropertyLimits) {
    deliveriesMax = limits.max ?? deliveriesMax
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for dispatch in account.dispatches where dispatch.isForPerson {
      judge(dispatch, account, world)
    }
    for notice in account.notices { judge(notice, account, world) }
  }

  private mutating func judge(
    _ dispatch: DispatchFacts, _ account: borrowing Account, _ world: borrowing World
  ) {
    exercise()
    let place = told.firstIndex {
      $0.dispatch.session == dispatch.session && $0.dispatch.reaction == dispatch.reaction
    }
    guard let place else {
      return told.append(Told(dispatch: dispatch, time: account.now))
    }
    let before = told[place]
    told[place] = Told(dispatch: dispatch, time: account.now)
    guard dispatch.unchangedSince <= before.time, !before.dispatch.isKnown(as: dispatch) else {
      return
    }
    violate(
      account,
      Violation(
        "\(world.say(dispatch.reaction)) of session \(world.say(dispatch.session)) was told again, "
          + "and nothing has changed since it was told at \(before.time.words)",
        actors: [before.dispatch.by, dispatch.by],
        subjects: [dispatch.session, dispatch.reaction],
        state: [
          .init("so since", dispatch.unchangedSince.words), .init("first told", before.time.words),
        ]))
  }

  private mutating func judge(
    _ notice: Notice, _ account: borrowing Account, _ world: borrowing World
  ) {
    exercise()
    let place = counts.firstIndex { $0.person == notice.person && $0.message == notice.message }
    guard let place else {
      return counts.append(Count(person: notice.person, message: notice.message, count: 1))
    }
    counts[place].count += 1
    guard counts[place].count > deliveriesMax else { return }
    violate(
      account,
      Violation(
        "\(world.say(notice.person)) was told \(world.say(notice.message.body)) "
          + "\(counts[place].count) times under one number",
        actors: [notice.from], subjects: [notice.person, notice.message.body],
        state: [.init("deliveries of one message", "\(counts[place].count)")]))
  }
}
