import Operations
import SimulatedWorld
import Simulation

/// The pids that actors have, or had when they died.
struct ActorNumbers {
  private var pids: [Int32] = []

  /// Notes the pid of whoever has begun.
  mutating func note(_ entries: [TraceEntry], _ universe: borrowing Universe<Cast>) {
    for entry in entries where entry.actor != .none {
      guard case .began = entry.kind,
        let process = universe.world.processes[universe.process(of: entry.actor)]
      else { continue }
      let place = Int(entry.actor.rawValue)
      while pids.count <= place { pids.append(0) }
      pids[place] = process.identity.pid
    }
  }

  /// The pid of an actor; nil when it has never begun.
  func pid(of actor: ActorID) -> Int32? {
    let place = Int(actor.rawValue)
    return pids.indices.contains(place) && pids[place] > 0 ? pids[place] : nil
  }
}
