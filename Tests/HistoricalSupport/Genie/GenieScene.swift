import Historical
import Operations
import SimulatedWorld
import Simulation

/// A machine with one release of genie on it, and what is true there.
package struct GenieScene: ~Copyable {
  package static let file: StaticString = "/project/.genie/state/agents/sessions.json"
  package let version: GenieVersion
  package var universe: Universe<GenieCast>

  package init(
    _ version: GenieVersion, seed: UInt64, plan: GenieExecutor.Plan = GenieExecutor.Plan(),
    latencies: Latencies = .measured, policy: GeniePolicy = GeniePolicy(),
    wall: WallTime = WallTime(milliseconds: 1_760_000_000_000)
  ) {
    self.version = version
    universe = Universe(
      seed: seed,
      programs: Programs([
        .init(Text("genie"), .command(GenieCommand(version, policy))),
        .init(Text("claude"), .executor(GenieExecutor(plan))),
        .init(Text("stop"), .stop(GenieStop(version, policy))),
        .init(Text("list"), .list(GenieList(version, policy))),
      ]), latencies: latencies, wall: wall)
    for name in ["genie", "claude", "stop", "list", "editor", "\(Self.file)"] {
      _ = universe.text(name)
    }
  }

  /// A machine for a run of a flaw's scene.
  package init(
    _ version: GenieVersion, _ probe: Probe, plan: GenieExecutor.Plan = GenieExecutor.Plan(),
    latencies: Latencies = .measured,
    wall: WallTime = WallTime(milliseconds: 1_760_000_000_000)
  ) {
    self.init(version, seed: probe.seed, plan: plan, latencies: latencies, wall: wall)
    universe.trace.record(probe.isTraced)
  }

  /// Somebody calls a program, after so many milliseconds.
  package mutating func call(
    _ name: String, program: String = "genie", _ argument: String, atMs: Int64 = 0
  ) {
    universe.add(
      actor: universe.text(name), program: universe.text(program),
      argument: universe.text(argument), at: Instant.start + .milliseconds(atMs))
  }

  package mutating func run(toMs: Int64) {
    _ = universe.run(RunLimits(until: Instant.start + .milliseconds(toMs)))
  }

  package mutating func schedule(_ fault: Fault, atMs: Int64) {
    universe.schedule(fault, at: Instant.start + .milliseconds(atMs))
  }

  /// What the file holds now, in truth.
  package mutating func store() -> GenieStore {
    let content = universe.world.content(of: universe.text("\(Self.file)"))
    return GenieStore(
      content, as: version.format, now: universe.world.moment.wall,
      &universe.world.moment.texts)
  }

  package mutating func put(_ store: GenieStore) {
    let content = store.content(&universe.world.moment.texts)
    universe.world.putFile(universe.text("\(Self.file)"), content)
  }

  package mutating func machine(_ name: String) -> GenieCast? {
    universe.actor(named: universe.text(name)).map { universe.machine(of: $0) }
  }

  package mutating func launcher(_ name: String) -> GenieLauncher? {
    guard case .command(.launcher(let launcher))? = machine(name) else { return nil }
    return launcher
  }

  package mutating func verdict(_ name: String) -> GenieVerdict? { launcher(name)?.verdict }

  /// How many processes of a program there are that have not ended.
  package mutating func liveCount(of program: String) -> Int {
    let program = universe.text(program)
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == program, process.state != .zombie { count += 1 }
    }
    return count
  }

  /// Whether somebody who has not ended has the pid.
  package mutating func lives(pid: Int32) -> Bool {
    universe.world.processes.find(pid: pid, namespace: 0)
      .map { universe.world.processes.lives($0) } ?? false
  }
}
