import Historical
import Operations
import SimulatedWorld
import Simulation

/// A repository, a list of instances, and boards of claude-squad.
package enum SquadScene {
  /// Sets the scene.
  package static func scene(
    _ cast: [(name: String, atMs: Int64, machine: PatternCast)], _ probe: Probe = Probe(seed: 1)
  ) -> Universe<PatternCast> {
    var universe = Universe.of(cast, probe)
    universe.world.addRepository(Text("/repo"), branch: Text("main"))
    let file = universe.text(SquadPolicy().file)
    universe.world.putFile(file, universe.text("[]"))
    return universe
  }

  /// What is on the list.
  package static func instances(_ universe: inout Universe<PatternCast>) -> [String] {
    let file = universe.text(SquadPolicy().file)
    guard let content = universe.world.content(of: file),
      let instances = SquadInstances(content, &universe.world.moment.texts)
    else { return ["?"] }
    return instances.list.map { universe.world.moment.texts.string($0.title) }
  }
}
