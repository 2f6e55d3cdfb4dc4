import Operations
import SimulatedWorld
import Simulation
import Supervision

/// What is there when those who want a lock come.
package enum LockRemains: Int, CaseIterable, Sendable {
  case nothing, dead, halfWritten, empty, null, zombie, pidReused, othersProcess

  /// Leaves it at a path, in a universe whose root is `/srv/blog`.
  package func leave<M: Machine>(at path: Text, _ universe: inout Universe<M>) {
    let dead = ProcessIdentity(boot: 1, namespace: 0, pid: 4_711, startTick: 3, nonce: 9)
    switch self {
    case .nothing:
      universe.world.strike(.file(.directoryAppears(universe.text("/srv/blog"))))
    case .dead:
      universe.world.putFile(path, Self.record(of: dead, &universe))
    case .halfWritten:
      universe.world.putFile(path, universe.text("{\"pid\":123"))
    case .empty:
      universe.world.putFile(path, .empty)
    case .null:
      universe.world.putFile(path, universe.text("{\"pid\":null}"))
    case .zombie:
      // The first process reaps an orphan only after a while: a zombie's record is read before that.
      universe.strike(.foreignProcess(program: Text("old"), pid: 600, user: 1000))
      universe.world.putFile(path, Self.record(of: Self.identity(pid: 600, universe), &universe))
      if let process = universe.world.processes.find(pid: 600, namespace: 0) {
        universe.world.processes.end(process, .signalled(.kill), &universe.world.moment)
      }
    case .pidReused:
      var old = dead
      old.pid = 601
      universe.strike(.foreignProcess(program: Text("stranger"), pid: 601, user: 1000))
      universe.world.putFile(path, Self.record(of: old, &universe))
    case .othersProcess:
      // It belongs to somebody else and is not the owner either: EPERM says nothing about death.
      var old = dead
      old.pid = 602
      universe.strike(.foreignProcess(program: Text("stranger"), pid: 602, user: 7))
      universe.world.putFile(path, Self.record(of: old, &universe))
    }
  }

  private static func record<M: Machine>(
    of identity: ProcessIdentity, _ universe: inout Universe<M>
  ) -> Text {
    let owner = LockOwner(
      identity: identity, slug: universe.text("old"), root: universe.text("/srv/blog"), token: 77,
      generation: 1)
    return owner.record(&universe.world.moment.texts)
  }

  private static func identity<M: Machine>(
    pid: Int32, _ universe: borrowing Universe<M>
  ) -> ProcessIdentity {
    guard let process = universe.world.processes.find(pid: pid, namespace: 0),
      let facts = universe.world.processes[process]
    else { preconditionFailure("no process \(pid)") }
    return facts.identity
  }
}
