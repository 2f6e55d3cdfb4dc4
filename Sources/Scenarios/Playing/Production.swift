import Operations
import Properties
import SimulatedWorld
import Simulation

/// A scenario that is ready to be played.
///
/// The programs are engaged, the stage is set, the books are open: all that is left to a run is its
/// seed.
///
/// A campaign makes one for each of its threads and plays it from as many seeds as it likes. Nothing
/// on the stage is drawn: the first draw of a run is when its first actor comes on.
public struct Production: ~Copyable {
  /// The scenario.
  public let scenario: Scenario

  private let universe: Universe<Cast>
  private let books: Bookkeeper
  private let director: Director
  private let properties: [any Property]
  /// What each of them has to hear of in the beginning.
  private let hearings: [Hearing]
  /// What struck while the stage was set, which belongs to the digest of every run.
  private let struck: [Fault]

  /// Sets the stage for a scenario as it should be, or with the changes of a red.
  ///
  /// Where no power can fail, nobody has to remember what would be lost.
  public init(
    _ scenario: Scenario, changes: [Red.Change] = [], records: Bool = false,
    canLosePower: Bool = true
  ) throws(StagingError) {
    self.scenario = scenario
    var company = Company(scenario, changes: changes)
    try company.engage()
    let stage = scenario.stage
    var universe = Universe<Cast>(
      seed: 0, programs: Programs(company.programs),
      latencies: stage.latency.map { Latencies(constant: $0) } ?? .measured,
      setting: WorldSetting(
        canLosePower: canLosePower, forge: stage.forge.isDocumented ? .documented : .actual,
        projects: stage.forge.projects.isEmpty ? [7] : stage.forge.projects),
      wall: WallTime(milliseconds: stage.wallMs))
    company.lexicon.teach(&universe)
    let variants = ProgramVariants.all(
      of: company.programNames, players: scenario.actors.flatMap(\.names))
    var books = Bookkeeper(scenario, &universe, variants: variants, records: records)
    var director = Director(scenario, company.engagements, variants: variants)
    director.prepare(&universe.world.moment.texts)
    self.director = director
    let properties: [any Property] = scenario.expectations.compactMap { expectation in
      guard case .property(let name, let limits) = expectation else { return nil }
      return name.make(limits: limits)
    }
    self.properties = properties
    hearings = properties.map { $0.hearing }
    universe.trace.record(true)
    struck = Self.set(stage, &universe, &books)
    precondition(
      universe.world.moment.streams == RandomStreams(seed: 0), "something on the stage was drawn")
    self.universe = universe
    self.books = books
  }

  /// Begins a run from a seed.
  public borrowing func play(seed: UInt64) -> Play {
    var universe = universe.copy()
    universe.reseed(seed)
    for fault in struck { fault.fold(into: &universe.digest) }
    var director = director
    director.begin(&universe, RandomStream(seed: seed, name: "timeline"))
    return Play(scenario, universe, books, director, properties, hearings)
  }

  /// Puts there what the scenario says; the faults that it took.
  private static func set(
    _ stage: Stage, _ universe: inout Universe<Cast>, _ books: inout Bookkeeper
  ) -> [Fault] {
    let repository = universe.text(Company.repository)
    for path in [
      "/repo/README", "/trees/keep", "/state/keep", "/logs/keep", "/claude-squad/keep",
    ] {
      universe.world.putFile(universe.text(path), universe.text("x"))
    }
    universe.world.addRepository(repository, branch: universe.text(stage.branch))
    var faults: [Fault] = []
    for folder in stage.folders {
      faults.append(.world(.file(.directoryAppears(universe.text(folder)))))
      universe.strike(faults[faults.count - 1])
    }
    for entry in stage.files {
      universe.world.putFile(universe.text(entry.path), universe.text(entry.content))
    }
    for alias in stage.aliases {
      let (path, target) = (universe.text(alias.path), universe.text(alias.target))
      faults.append(.world(.file(.alias(path, of: target))))
      universe.strike(faults[faults.count - 1])
    }
    for entry in stage.keepsakes {
      let (path, content) = (universe.text(entry.path), universe.text(entry.content))
      universe.world.putFile(path, content)
      books.addStranger(.file(path, content: content))
    }
    universe.trace.clear()
    return faults
  }
}
