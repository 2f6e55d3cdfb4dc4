import Operations
import SimulatedWorld
import Simulation

/// Sets up the universes that are measured.
enum Scene {
  /// The seed of every universe.
  static let seed: UInt64 = 1

  /// Actors of one program, all begun at once, each with its number as its argument.
  static func actors<M: Machine>(_ count: Int, _ machine: M) -> Universe<M> {
    var universe = Universe(seed: seed, programs: Programs([.init(Text("actor"), machine)]))
    let program = universe.text("actor")
    add(count, program, to: &universe, at: .start)
    return universe
  }

  /// Actors that go round through a mix of operations in a world in which everything is in place.
  ///
  /// The founder makes what all share; the others begin when that is long done.
  static func mix(actors: Int, shared: Int) -> Universe<MixMachine> {
    let machine = MixMachine(shared: shared, founder: Text("founder"))
    var universe = Universe(seed: seed, programs: Programs([.init(Text("mix"), machine)]))
    let program = universe.text("mix")
    let founder = universe.text("founder")
    MixNames.enter(&universe.world.moment.texts)
    universe.add(actor: founder, program: program, argument: founder)
    add(actors, program, to: &universe, at: .start + .seconds(600))
    return universe
  }

  private static func add<M: Machine>(
    _ count: Int, _ program: Text, to universe: inout Universe<M>, at start: Instant
  ) {
    for number in 0..<count {
      universe.add(
        actor: universe.text("a\(number)"), program: program,
        argument: universe.text("\(number)"), at: start)
    }
  }
}
