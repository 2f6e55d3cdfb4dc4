import Operations
import SimulatedWorld
import Simulation
import SimulationSupport
import Supervision

/// One migration of an old session file, ended or failed at drawn operations and run again, beside
/// one that nothing happened to; then perhaps rolled back in the same way.
package struct MigrationCampaign: ~Copyable, Campaign {
  /// The universe and its migrations.
  package var desk: MigrationDesk
  /// What went wrong on purpose, for people to read.
  package private(set) var faults: [String] = []
  private var dice: Dice
  private var violations: [String] = []
  private let isPlanted: Bool
  private let sessions: String
  private let seed: UInt64

  /// Sets up the run of a seed; planted: the map is emptied in the end.
  package init(seed: UInt64, isPlanted: Bool = false) {
    dice = Dice(seed: seed &* 0x9E37_79B9)
    self.seed = seed
    self.isPlanted = isPlanted
    sessions = Self.draw(&dice)
    desk = MigrationDesk(seed: seed, sessions: sessions)
  }

  /// Does something with its universe.
  package mutating func withUniverse<Result>(
    _ body: (inout Universe<MigrationCast>) -> Result
  ) -> Result { body(&desk.universe) }

  /// An old file with entries of every kind.
  private static func draw(_ dice: inout Dice) -> String {
    guard !dice.once(in: 4) else { return OldFiles.mixed }
    let statuses = ["running", "completed", "failed", "abandoned", "starting", "stopped"]
    let times: [String?] = [
      "2025-10-19T11:00:00.000Z", "2025-10-18T00:00:00Z", "2025-01-01T00:00:00.000Z", nil,
    ]
    let pids = ["", "", "\"runnerPid\":99999", "\"runnerPid\":1"]
    // At least one to take along, or there would be nothing to interrupt.
    var entries = [("s0", OldFiles.entry(id: "s0", status: "completed"))]
    for number in 1...(1 + dice.below(6)) {
      let id = "s\(dice.once(in: 8) ? 0 : number)"
      let entry = OldFiles.entry(
        id: dice.once(in: 10) ? nil : id, status: dice.pick(statuses), lastUsed: dice.pick(times),
        name: dice.once(in: 3) ? "fix" : "", more: dice.pick(pids))
      entries.append(("s\(number)", entry))
    }
    return OldFiles.version2(entries)
  }

  private mutating func violate(_ what: String) {
    violations.append("\(desk.universe.now.nanoseconds / 1_000_000) ms: \(what)")
  }

  /// Runs to the end, and says what was wrong.
  package mutating func run() -> [String] {
    var plain = MigrationDesk(seed: seed, sessions: sessions)
    guard case .migrated? = plain.run(.toForge) else {
      violate("not migrated although nothing happened")
      return violations
    }
    migrate()
    if isPlanted { desk.universe.world.putFile(desk.text("/state/migration-map.json"), .empty) }
    compare(with: &plain)
    if violations.isEmpty, dice.once(in: 3) { rollBack() }
    desk.universe.checkInvariants()
    return violations
  }

  // MARK: - There

  private mutating func migrate() {
    let caller = desk.add(.toForge, name: "caller")
    for _ in 0..<(1 + dice.below(3)) { addFault(caller) }
    for restart: Int64 in [100, 300, 500] {
      desk.universe.schedule(.restart(caller), at: .start + .seconds(restart))
    }
    _ = desk.universe.run(RunLimits(until: .start + .seconds(700)))
    desk.universe.disarm()
    // Whoever is told that it was interrupted runs it again.
    for _ in 0..<3 {
      if case .alreadyMigrated? = desk.run(.toForge) { return }
    }
    violate("not migrated after all that were run again")
  }

  private mutating func addFault(_ caller: Text) {
    let skip = Int32(dice.below(80))
    let verbs: [Verb] = [
      .fileLock, .fileRead, .fileReplace, .fileAppend, .fileSync, .storeGet, .storePut,
      .forgeHealth,
    ]
    switch dice.below(8) {
    case 0, 1, 2: arm(Rule(actor: caller, skip: skip, dice.pick(ForgeWeather.crashes)))
    case 3:
      let verb = dice.pick(verbs)
      let failure: Outcome =
        switch verb {
        case .storeGet, .storePut: .store(.failed(.inputOutput))
        case .forgeHealth: .forge(.failed(.connectionReset))
        default: .file(.failed(.noSpace))
        }
      arm(
        Rule(
          actor: caller, verb: verb, skip: skip % 9,
          dice.pick([.fail(failure), .loseAnswer, .hang])
        ))
    case 4:
      let time = Interval.milliseconds(Int64(1 + dice.below(9_000)))
      schedule(.powerFailure, time)
      schedule(.world(.forge(.start)), time + .seconds(1))
    case 5:
      let faults: [ForgeFault] = [
        .failure(.connectionReset, takesEffect: true), .hang(takesEffect: true),
        .failure(.status(500), takesEffect: false), .slow(.seconds(20)),
      ]
      let verb: Verb = dice.pick([.forgeCreateAndStart, .forgeStop, .forgeListTasks])
      schedule(.world(.forge(.request(verb, dice.pick(faults)))), .zero)
    case 6:
      let time = Interval.milliseconds(Int64(1 + dice.below(9_000)))
      schedule(.world(.forge(.crash(killingExecutors: true))), time)
      schedule(.world(.forge(.start)), time + .seconds(2))
    default:
      schedule(
        .world(.store(.busy(.milliseconds(Int64(dice.below(2_000)))))),
        .milliseconds(Int64(dice.below(9_000))))
    }
  }

  private mutating func arm(_ rule: Rule) {
    faults.append("\(rule)")
    desk.universe.arm(rule)
  }

  private mutating func schedule(_ fault: Fault, _ time: Interval) {
    faults.append("\(time.nanoseconds / 1_000_000) ms: \(fault)")
    desk.universe.schedule(fault, at: .start + time)
  }

  private mutating func compare(with plain: inout MigrationDesk) {
    let names = ["session file", "map", "archive", "backup"]
    let found = FilesMeaning.of(desk.files(of: sessions))
    let expected = FilesMeaning.of(plain.files(of: sessions))
    for (number, name) in names.enumerated() where found[number] != expected[number] {
      violate("another \(name) than without interruption")
    }
    let (tasks, wanted) = (
      desk.universe.world.forge.taskCount, plain.universe.world.forge.taskCount
    )
    if tasks != wanted { violate("\(tasks) tasks for \(wanted) sessions") }
    if desk.liveExecutors > 0 { violate("\(desk.liveExecutors) sessions work again by themselves") }
  }

  // MARK: - And back

  private mutating func rollBack() {
    let caller = desk.add(.rollBack, name: "back")
    let now = desk.universe.now
    arm(Rule(actor: caller, skip: Int32(dice.below(45)), dice.pick(ForgeWeather.crashes)))
    for restart: Int64 in [100, 300] {
      desk.universe.schedule(.restart(caller), at: now + .seconds(restart))
    }
    _ = desk.universe.run(RunLimits(until: now + .seconds(500)))
    desk.universe.disarm()
    if desk.universe.world.forge.taskCount != 0 || desk.universe.world.store.count != 0 {
      violate("something is left in Forge or the store after the way back")
    }
    if desk.files(of: sessions) != [sessions, nil, nil, sessions] {
      violate("the old file is not what it was after the way back")
    }
  }
}
