import Operations
import SimulatedWorld
import Simulation
import Supervision

/// A universe with an old session file, a Forge, and migrations.
package struct MigrationDesk: ~Copyable {
  package var universe: Universe<MigrationCast>
  private var count = 0

  /// 2025-10-19T12:00:00Z.
  package static let now = WallTime(milliseconds: 1_760_875_200_000)

  package init(seed: UInt64 = 1, sessions: String?, policy: MigrationPolicy = MigrationPolicy()) {
    let habits: Habits = [.catchesInterrupt, .catchesTerminate]
    let agent = PrintingExecutor(lineCount: 10_000)
    universe = Universe(
      seed: seed,
      programs: Programs([
        .init(Text("migration"), .migration(Migration(policy))),
        .init(Text("claude"), .executor(agent), habits: habits),
      ]), setting: WorldSetting(canLosePower: true, projects: [7]), wall: Self.now)
    for text in ["migration", "claude", "main", "/state"] { _ = universe.text(text) }
    universe.world.strike(.file(.directoryAppears(Text("/state"))))
    if let sessions {
      let path = universe.text("/state/sessions.json")
      let content = universe.text(sessions)
      universe.world.putFile(path, content)
    }
  }

  package mutating func text(_ string: String) -> Text { universe.text(string) }

  @discardableResult
  package mutating func add(_ what: MigrationOrder.What, name: String? = nil) -> Text {
    count += 1
    let actor = text(name ?? "migration-\(count)")
    let order = MigrationOrder(what, directory: text("/state"), project: 7, base: text("main"))
    var emit = Emitter()
    swap(&emit.texts, &universe.world.moment.texts)
    let argument = order.encoded(&emit)
    swap(&emit.texts, &universe.world.moment.texts)
    universe.add(
      actor: actor, program: Text("migration"), argument: argument, at: universe.now)
    return actor
  }

  package func result(of actor: Text) -> MigrationResult? {
    guard let id = universe.actor(named: actor),
      case .migration(let migration) = universe.machine(of: id)
    else { return nil }
    return migration.result
  }

  package mutating func run(_ what: MigrationOrder.What) -> MigrationResult? {
    let actor = add(what)
    let end = universe.now + .seconds(3_600)
    while result(of: actor) == nil, let next = universe.nextInstant(), next <= end {
      universe.step()
    }
    // It says goodbye after its result.
    _ = universe.run(RunLimits(until: universe.now + .seconds(1)))
    return result(of: actor)
  }

  package mutating func wait(_ interval: Interval) {
    _ = universe.run(RunLimits(until: universe.now + interval))
  }

  package mutating func content(_ name: String) -> String? {
    let path = text("/state/\(name)")
    return universe.world.content(of: path).map { universe.world.moment.texts.string($0) }
  }

  /// The files that count afterwards.
  package mutating func files(of sessions: String) -> [String?] {
    let stamp = String(text(sessions).fingerprint, radix: 16)
    return [
      content("sessions.json"), content("migration-map.json"),
      content("sessions-archive-\(stamp).json"), content("sessions-backup-\(stamp).json"),
    ]
  }

  package var liveExecutors: Int {
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == Text("claude"), universe.world.processes.lives(process.index) {
        count += 1
      }
    }
    return count
  }
}
