import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// How sessions stand, by their records and by what is so in the world.
struct RetentionTruth {
  /// The records of the store.
  let documents: [Ledger.Document]

  init(_ documents: [Ledger.Document]) { self.documents = documents }

  /// The record of a session, by its id.
  func document(of id: Text) -> SessionDocument? {
    documents.first { $0.key == id }?.session
  }

  /// The record that means the very session of a pane.
  func owner(of pane: PaneFacts) -> SessionDocument? {
    for document in documents {
      guard let session = document.session, session.runtime.name == pane.sessionName else {
        continue
      }
      guard let known = session.runtime.pane else { return session }
      if pane.reference.isOf(known) { return session }
    }
    return nil
  }

  /// Whether somebody works in a session, or did until agents ended in this event.
  func isWorked(
    _ document: SessionDocument?, endedNow: [ProcessIdentity] = [],
    _ universe: borrowing Universe<Cast>
  ) -> Bool {
    guard let document, let agent = document.runtime.agent else { return false }
    guard endedNow.contains(agent) || lives(agent, universe) else { return false }
    for number in 0..<universe.actorCount {
      let actor = ActorID(rawValue: Int32(number))
      guard universe.world.processes[universe.process(of: actor)]?.identity == agent,
        case .agent(let machine) = universe.machine(of: actor)
      else { continue }
      return !machine.value.isDone
    }
    // One whose process is gone by now was there a moment ago.
    return RetainedWork(document) != .complete
  }

  /// Whether a process is there and is no zombie.
  func lives(_ identity: ProcessIdentity?, _ universe: borrowing Universe<Cast>) -> Bool {
    guard let identity,
      let index = universe.world.processes.find(
        pid: identity.pid, namespace: identity.namespace),
      let process = universe.world.processes[index]
    else { return false }
    return process.identity == identity && process.state != .zombie
  }
}

extension PaneReference {
  /// Whether both are of one session of one incarnation of a server.
  func isOf(_ other: PaneReference) -> Bool {
    session == other.session && serverPid == other.serverPid && serverStart == other.serverStart
  }
}
