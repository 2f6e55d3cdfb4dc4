import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// A universe with a Forge, and genie's way with it.
package struct NaiveDesk: ~Copyable {
  package var universe: Universe<NaiveForgeCast>
  private var count = 0

  package init(
    seed: UInt64 = 1, _ flaws: ForgeFlaws = .shipped,
    migration: ShippedMigration.Variant = .placeholder, lineCount: Int32 = 100
  ) {
    let habits: Habits = [.catchesInterrupt, .catchesTerminate]
    universe = Universe(
      seed: seed,
      programs: Programs([
        .init(Text("naive"), .naive(NaiveForge(flaws))),
        .init(Text("migration"), .migration(ShippedMigration(migration))),
        .init(Text("claude"), .agent(.init(lineCount: lineCount)), habits: habits),
      ]), setting: WorldSetting(projects: [7]),
      wall: WallTime(milliseconds: 1_760_875_200_000))
    for text in ["naive", "migration", "claude", "main", "/state"] { _ = universe.text(text) }
    universe.world.strike(.file(.directoryAppears(Text("/state"))))
  }

  /// A desk for a run of a flaw's scene.
  package init(
    _ probe: Probe, _ flaws: ForgeFlaws, migration: ShippedMigration.Variant = .placeholder,
    lineCount: Int32 = 100
  ) {
    self.init(seed: probe.seed, flaws, migration: migration, lineCount: lineCount)
    universe.trace.record(probe.isTraced)
  }

  package mutating func text(_ string: String) -> Text { universe.text(string) }

  package mutating func run(_ key: String) -> ForgeOrder {
    .run(key: text(key), project: 7, title: text("fix"), base: text("main"))
  }

  package mutating func add(
    _ program: StaticString, name: String? = nil, _ argument: (inout Emitter) -> Text
  ) -> Text {
    count += 1
    let actor = text(name ?? "actor-\(count)")
    var emit = Emitter()
    swap(&emit.texts, &universe.world.moment.texts)
    let argument = argument(&emit)
    swap(&emit.texts, &universe.world.moment.texts)
    universe.add(actor: actor, program: Text(program), argument: argument, at: universe.now)
    return actor
  }

  package mutating func result(_ order: ForgeOrder, within limit: Interval = .seconds(60))
    -> NaiveForgeResult?
  {
    let actor = add("naive") { order.encoded(&$0) }
    wait(limit)
    return result(of: actor)
  }

  /// Creates a session, however long that takes.
  package mutating func launch(_ key: String) {
    let order = run(key)
    let actor = add("naive") { order.encoded(&$0) }
    let end = universe.now + .seconds(30)
    while result(of: actor) == nil, let next = universe.nextInstant(), next <= end {
      universe.step()
    }
  }

  package func result(of actor: Text) -> NaiveForgeResult? {
    guard let id = universe.actor(named: actor), case .naive(let machine) = universe.machine(of: id)
    else { return nil }
    return machine.result
  }

  package mutating func wait(_ interval: Interval) {
    _ = universe.run(RunLimits(until: universe.now + interval))
  }

  package mutating func strike(_ verb: Verb, _ fault: ForgeFault) {
    universe.strike(.world(.forge(.request(verb, fault))))
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

  package mutating func content(_ name: String) -> String? {
    let path = text("/state/\(name)")
    return universe.world.content(of: path).map { universe.world.moment.texts.string($0) }
  }
}
