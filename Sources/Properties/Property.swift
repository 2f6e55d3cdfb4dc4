import Operations
import SimulatedWorld

/// Something that must hold in every run.
///
/// It watches a run event by event and is a value like everything else: it can be copied with the
/// universe that it watches. It judges by what is so, and says so at the event at which it stops
/// being so. One that was never put to the test says that too.
public protocol Property: Sendable {
  /// What must hold, in one sentence.
  static var sentence: String { get }
  /// Which limits a file may set.
  static var takes: PropertyLimits.Names { get }

  /// Watches nothing yet, with the usual limits.
  init()

  /// What it is called in files and reports.
  var name: PropertyName { get }
  /// What it has found so far.
  var finding: Finding { get set }
  /// Whether it was seen violated, so that there is nothing more to look for.
  var isSettled: Bool { get }

  /// What it has to hear of; it is not asked to watch an event that brings nothing of it.
  var concern: News { get }
  /// Until when time alone is nothing to it, whatever it has to hear of else.
  var patience: Instant { get }

  /// Takes the limits that a file sets.
  mutating func take(_ limits: PropertyLimits)

  /// Looks at the run after an event.
  mutating func watch(_ account: borrowing Account, _ world: borrowing World)

  /// Looks at the run after an event, and tells what it has to hear of from then on.
  ///
  /// Nobody has to write it: it is one call where there would be four.
  mutating func hear(_ account: borrowing Account, _ world: borrowing World) -> Hearing

  /// Looks at the run when it is over and all is quiet.
  mutating func conclude(_ account: borrowing Account, _ world: borrowing World)

  /// Folds all that it remembers of the run and that its answers still depend on; false when that
  /// grows with the run, so that no search over all runs would ever come to an end.
  func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool
}

/// What a property has to hear of.
public struct Hearing: Sendable {
  /// What kinds of news.
  public var concern: News
  /// Until when time alone is nothing to it.
  public var patience: Instant
  /// Whether it was seen violated.
  public var isSettled: Bool

  /// Makes it of its parts.
  public init(concern: News, patience: Instant, isSettled: Bool) {
    self.concern = concern
    self.patience = patience
    self.isSettled = isSettled
  }

  /// Whether it has to hear of these news.
  public func concerns(_ news: News, now: Instant) -> Bool {
    let heard = concern.intersection(news)
    return !heard.isEmpty && (heard != .time || now > patience)
  }
}

extension Property {
  /// None.
  public static var takes: PropertyLimits.Names { [] }

  /// Every event.
  public var concern: News { .everything }

  /// Not at all.
  public var patience: Instant { .start }

  /// There is nothing to set.
  public mutating func take(_ limits: PropertyLimits) {}

  /// Looks, and tells.
  public mutating func hear(_ account: borrowing Account, _ world: borrowing World) -> Hearing {
    watch(account, world)
    return hearing
  }

  /// What it has to hear of.
  public var hearing: Hearing {
    Hearing(concern: concern, patience: patience, isSettled: isSettled)
  }

  /// All was seen on the way.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {}

  /// It remembers the run.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool { false }

  /// Notes that it was put to the test.
  public mutating func exercise() { finding.exerciseCount += 1 }

  /// Notes that it does not hold; only the first time counts.
  public mutating func violate(_ account: borrowing Account, _ violation: Violation) {
    finding.exerciseCount += 1
    guard finding.violation == nil else { return }
    var violation = violation
    violation.time = account.now
    violation.event = account.event
    finding.violation = violation
  }

  /// Told by the finding, of which no copy is made for it.
  public var isSettled: Bool { finding.violation != nil }
}
