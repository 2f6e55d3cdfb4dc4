import Operations
import Properties
import SimulatedWorld
import Simulation

/// One run of a scenario from one seed: who takes part, what happens to them, and what is watched.
///
/// It is a value like the universe in it, and what happens in it is a function of the scenario, the
/// changes of the red, and the seed.
public struct Play: ~Copyable {
  /// The universe.
  public var universe: Universe<Cast>
  /// What is so.
  public var account: Account { books.account }
  /// The properties that are watched, in the order of the expectations.
  public private(set) var properties: [any Property]
  /// The scenario.
  public let scenario: Scenario
  // What follows has no initial value, since a run is made on a stage that is set.

  /// Whoever else looks at the run; nobody unless a campaign counts what it has reached.
  public var lookout: Optional<any Lookout>
  /// After how many events it is given up; nil for never.
  public var eventsMax: Optional<Int64>
  /// Whether it was given up: it might have gone on for ever.
  public private(set) var isGivenUp: Bool

  var books: Bookkeeper
  var director: Director
  var stepping: Stepping
  private let end: Instant
  /// What each property has to hear of.
  private var hearings: [Hearing]
  /// What any of them has to hear of, and until when time alone is nothing to all of them.
  private var hearing: Hearing
  /// Whether properties are asked to watch every event, to see that they need not be.
  var hearsEverything: Bool

  /// Sets the stage for a scenario as it should be, or with the changes of a red.
  public init(
    _ scenario: Scenario, changes: [Red.Change] = [], seed: UInt64, records: Bool = false
  ) throws(StagingError) {
    self = try Production(scenario, changes: changes, records: records).play(seed: seed)
  }

  /// Begins a run on a stage that is set.
  init(
    _ scenario: Scenario, _ universe: consuming Universe<Cast>, _ books: Bookkeeper,
    _ director: Director, _ properties: [any Property], _ hearings: [Hearing]
  ) {
    self.scenario = scenario
    stepping = Stepping(scenario.schedule, seed: universe.seed, records: books.records)
    self.universe = universe
    self.books = books
    self.director = director
    self.properties = properties
    end = .start + scenario.length
    self.hearings = hearings
    hearing = Hearing(of: hearings)
    lookout = nil
    eventsMax = nil
    isGivenUp = false
    hearsEverything = false
  }

  private init(twin: borrowing Play) {
    universe = twin.universe.copy()
    properties = twin.properties
    scenario = twin.scenario
    books = twin.books
    director = twin.director
    stepping = twin.stepping
    lookout = twin.lookout
    eventsMax = twin.eventsMax
    isGivenUp = twin.isGivenUp
    end = twin.end
    hearings = twin.hearings
    hearing = twin.hearing
    hearsEverything = twin.hearsEverything
  }

  /// Another run that is as this one and goes its own way from here.
  public borrowing func copy() -> Play { Play(twin: self) }

  /// Draws an interval out of a range.
  static func draw(_ range: ClosedRange<Interval>, _ draws: inout RandomStream) -> Interval {
    let width = range.upperBound.nanoseconds - range.lowerBound.nanoseconds
    guard width > 0 else { return range.lowerBound }
    return Interval(
      nanoseconds: range.lowerBound.nanoseconds + Int64(draws.next(below: UInt64(width) + 1)))
  }

  // MARK: - Going on

  /// Takes the next event and all that follows from it; false when nothing is left until the end.
  public mutating func step() -> Bool {
    guard stepping.step(&universe, until: end) else { return false }
    look()
    return true
  }

  /// How often what happens in one instant may bring about something else in that instant.
  private static let roundsMax = 16

  /// Looks at what is so, and lets happen what is due; what that changes is looked at in turn.
  mutating func look() {
    for _ in 0..<Self.roundsMax {
      books.note(&universe)
      watch()
      lookout?.look(books.account, universe.world)
      director.direct(&universe, &books)
      if universe.trace.entries.isEmpty { return }
    }
  }

  /// Lets those properties watch that the event concerns.
  private mutating func watch() {
    let news: News = hearsEverything ? .everything : books.account.news
    guard hearsEverything || hearing.concerns(news, now: universe.now) else { return }
    Self.tell(&properties, &hearings, news, books.account, universe.world)
    hearing = Hearing(of: hearings)
  }

  /// Tells those of an event whom it concerns: it is handed the account and the world once, of which
  /// copies would be made for each.
  private static func tell(
    _ properties: inout [any Property], _ hearings: inout [Hearing], _ news: News,
    _ account: borrowing Account, _ world: borrowing World
  ) {
    for place in properties.indices
    where news == .everything || hearings[place].concerns(news, now: account.now) {
      hearings[place] = properties[place].hear(account, world)
    }
  }

  /// Goes on to the end, unless something is violated before.
  public mutating func run(stopsAtViolation: Bool = true) {
    while step() {
      if givesUp() || stopsAtViolation && hearing.isSettled { return }
    }
    calmDown()
    conclude()
  }

  /// Whether there were so many events that it is given up.
  private mutating func givesUp() -> Bool {
    guard let eventsMax, universe.eventCount >= eventsMax else { return false }
    isGivenUp = true
    return true
  }

  /// Whether something was seen violated.
  public var isViolated: Bool { properties.contains { $0.isSettled } }

  /// Lets everything come to rest without faults.
  private mutating func calmDown() {
    guard scenario.calm > .zero else { return }
    universe.disarm()
    director.endWeather(&universe)
    let end = end + scenario.calm
    while universe.step(until: end) {
      look()
      if givesUp() { return }
    }
  }

  /// Looks at what is left in the end.
  mutating func conclude() {
    // What has not come about in a run without end is not missing.
    guard !isGivenUp else { return }
    books.conclude(&universe)
    for place in properties.indices {
      properties[place].conclude(books.account, universe.world)
    }
  }

  /// Goes on to the end, or until one expectation is violated, whatever becomes of the others.
  public mutating func run(until expectation: Int?) {
    guard let expectation, case .property = scenario.expectations[expectation] else {
      return run(stopsAtViolation: expectation == nil)
    }
    let place = scenario.expectations[..<expectation].count {
      if case .property = $0 { true } else { false }
    }
    while step() {
      if properties[place].isSettled || givesUp() { return }
    }
    calmDown()
    conclude()
  }

  /// All that happened, if it was to be kept.
  public var history: [TraceEntry] { books.history }

  /// The calls of an ordered schedule that have not come, in the order of the list.
  public var missingCalls: [Schedule.Call] { stepping.missing }

  /// The calls that have taken effect, by name, if what happens was to be kept.
  public var calls: [Schedule.Call] { stepping.calls }

  /// The calls that are pending, by the names that they get in the order of time, if what happens was
  /// to be kept.
  public mutating func pendingCalls() -> [Schedule.Call] {
    let pending = candidates()
    return stepping.names(of: pending, universe)
  }

  /// What happenings struck, by their places in the timeline.
  public var struck: [Bool] { director.struck }

  /// The actors' names, by number.
  public var actorNames: [Text] { universe.actorNames }
}

extension Hearing {
  /// What any of these has to hear of, and whether any of them was seen violated.
  fileprivate init(of all: [Hearing]) {
    self.init(concern: [], patience: .never, isSettled: false)
    for one in all {
      concern.formUnion(one.concern)
      isSettled = isSettled || one.isSettled
      if one.concern.contains(.time) { patience = min(patience, one.patience) }
    }
  }
}
