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
  public private(set) var properties: [any Property] = []
  /// The scenario.
  public let scenario: Scenario
  /// Whoever else looks at the run; nobody unless a campaign counts what it has reached.
  public var lookout: (any Lookout)?

  var books: Bookkeeper
  var director: Director
  private let end: Instant

  /// Sets the stage for a scenario as it should be, or with the changes of a red.
  public init(
    _ scenario: Scenario, changes: [Red.Change] = [], seed: UInt64, records: Bool = false
  ) throws(StagingError) {
    self.scenario = scenario
    var draws = RandomStream(seed: seed, name: "timeline")
    var company = Company(scenario, changes: changes)
    try company.engage { range in Self.draw(range, &draws) }
    let stage = scenario.stage
    universe = Universe(
      seed: seed, programs: Programs(company.programs),
      latencies: stage.latency.map { Latencies(constant: $0) } ?? .measured,
      setting: WorldSetting(
        canLosePower: true, forge: stage.forge.isDocumented ? .documented : .actual,
        projects: stage.forge.projects.isEmpty ? [7] : stage.forge.projects),
      wall: WallTime(milliseconds: stage.wallMs))
    company.lexicon.teach(&universe)
    let variants = ProgramVariants.all(
      of: company.programNames, players: scenario.actors.flatMap(\.names))
    books = Bookkeeper(scenario, &universe, variants: variants, records: records)
    director = Director(scenario, company.engagements, variants: variants)
    end = .start + scenario.length
    properties = scenario.expectations.compactMap { expectation in
      guard case .property(let name, let limits) = expectation else { return nil }
      return name.make(limits: limits)
    }
    universe.trace.record(true)
    Self.set(stage, &universe, &books)
    director.begin(&universe, &draws)
  }

  private init(twin: borrowing Play) {
    universe = twin.universe.copy()
    properties = twin.properties
    scenario = twin.scenario
    books = twin.books
    director = twin.director
    lookout = twin.lookout
    end = twin.end
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

  private static func set(
    _ stage: Stage, _ universe: inout Universe<Cast>, _ books: inout Bookkeeper
  ) {
    let repository = universe.text(Company.repository)
    for path in [
      "/repo/README", "/trees/keep", "/state/keep", "/logs/keep", "/claude-squad/keep",
    ] {
      universe.world.putFile(universe.text(path), universe.text("x"))
    }
    universe.world.addRepository(repository, branch: universe.text(stage.branch))
    for folder in stage.folders {
      universe.strike(.world(.file(.directoryAppears(universe.text(folder)))))
    }
    for entry in stage.files {
      universe.world.putFile(universe.text(entry.path), universe.text(entry.content))
    }
    for alias in stage.aliases {
      universe.strike(
        .world(.file(.alias(universe.text(alias.path), of: universe.text(alias.target)))))
    }
    for entry in stage.keepsakes {
      let (path, content) = (universe.text(entry.path), universe.text(entry.content))
      universe.world.putFile(path, content)
      books.addStranger(.file(path, content: content))
    }
    universe.trace.clear()
  }

  // MARK: - Going on

  /// Takes the next event and all that follows from it; false when nothing is left until the end.
  public mutating func step() -> Bool {
    guard universe.step(until: end) else { return false }
    look()
    return true
  }

  /// How often what happens in one instant may bring about something else in that instant.
  private static let roundsMax = 16

  /// Looks at what is so, and lets happen what is due; what that changes is looked at in turn.
  private mutating func look() {
    for _ in 0..<Self.roundsMax {
      books.note(&universe)
      for place in properties.indices {
        properties[place].watch(books.account, universe.world)
      }
      lookout?.look(books.account, universe.world)
      director.direct(&universe, &books)
      if universe.trace.entries.isEmpty { return }
    }
  }

  /// Goes on to the end, unless something is violated before.
  public mutating func run(stopsAtViolation: Bool = true) {
    while step() {
      if stopsAtViolation, properties.contains(where: { $0.isSettled }) { return }
    }
    calmDown()
    conclude()
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
    }
  }

  /// Looks at what is left in the end.
  private mutating func conclude() {
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
      if properties[place].isSettled { return }
    }
    calmDown()
    conclude()
  }

  /// All that happened, if it was to be kept.
  public var history: [TraceEntry] { books.history }

  /// What happenings struck, by their places in the timeline.
  public var struck: [Bool] { director.struck }

  /// The actors' names, by number.
  public var actorNames: [Text] { universe.actorNames }
}
