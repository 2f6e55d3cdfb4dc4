import Historical
import Operations
import SimulatedWorld
import Simulation

/// Several who take the lock of rlp-desk 0.11.1, on a machine as fast as the one it was measured on.
package struct ShellRace: ~Copyable {
  package var universe: Universe<ShellHolder>
  /// How many were inside at once at most.
  package private(set) var most = 0
  private var racers = 0

  package init(
    seed: UInt64, latencies: Latencies = .shell, roots: [String] = ["/srv/blog"],
    slugs: [String] = ["blog"]
  ) {
    var texts = Texts()
    let programs = slugs.map { slug in
      Programs<ShellHolder>.Program(texts.text(slug), ShellHolder(slug: texts.text(slug)))
    }
    universe = Universe(
      seed: seed, programs: Programs(programs), latencies: latencies)
    for slug in slugs { _ = universe.text(slug) }
    // `printf` opens and writes in one go.
    universe.world.files.writeDelay = .constant(.microseconds(20))
    for root in roots {
      universe.world.strike(
        .file(.directoryAppears(universe.text("\(root)/.claude/ralph-desk/logs"))))
    }
  }

  /// A race for a run of a flaw's scene.
  package init(_ probe: Probe, roots: [String] = ["/srv/blog"]) {
    self.init(seed: probe.seed, roots: roots)
    universe.trace.record(probe.isTraced)
  }

  /// Leaves the lock of one who is dead, with this record.
  package mutating func leaveStale(record: String = "{\"pid\":4711,\"slug\":\"old\"}") {
    var emit = Emitter()
    let text = RlpDeskLock.path(root: emit.texts.text("/srv/blog"), &emit)
    let path = emit.texts.string(text)
    universe.world.strike(.file(.directoryAppears(universe.text(path + ".d"))))
    universe.world.putFile(universe.text(path), universe.text(record))
  }

  /// Adds one who wants the lock.
  @discardableResult
  package mutating func add(
    _ name: String? = nil, root: String = "/srv/blog", atMs: Int64 = 0
  ) -> ActorID {
    racers += 1
    return universe.add(
      actor: universe.text(name ?? "racer-\(racers - 1)"), program: Text("blog"),
      argument: universe.text(root), at: .start + .milliseconds(atMs))
  }

  /// Runs to the end; how many were inside at once at most.
  @discardableResult
  package mutating func runToEnd() -> Int {
    while universe.step() {
      var inside = 0
      for number in 0..<universe.actorCount {
        let actor = ActorID(rawValue: Int32(number))
        if universe.state(of: actor) != .gone, universe.machine(of: actor).isInside { inside += 1 }
      }
      most = max(most, inside)
    }
    return most
  }

  /// What one who comes to a lock with this record is told.
  package static func answer(
    to record: String, _ probe: Probe = Probe(seed: 1),
    _ prepare: (inout Universe<ShellHolder>) -> Void = { _ in }
  ) -> RlpDeskLock.Result? {
    var race = ShellRace(probe)
    prepare(&race.universe)
    race.leaveStale(record: record)
    let actor = race.add("racer")
    race.runToEnd()
    return race.universe.machine(of: actor).result
  }
}
