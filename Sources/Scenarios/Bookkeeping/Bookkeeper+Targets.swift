import Historical
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

extension Bookkeeper {
  /// The record of a run's session.
  func record(of run: String) -> RecordFacts? {
    let run = Self.text(run)
    return account.sessions.first { $0.run == run || $0.id == run }
  }

  /// The worktree of a run's session.
  func worktree(of run: String) -> Text? {
    record(of: run).flatMap { $0.worktree.isEmpty ? nil : $0.worktree }
  }

  /// The branch of a run's session.
  func branch(of run: String) -> Text? {
    record(of: run).flatMap { $0.branch.isEmpty ? nil : $0.branch }
  }

  /// The tmux session of something: by its record, its runner, or its own name.
  func sessionName(of target: Target, _ universe: inout Universe<Cast>) -> Text? {
    let name = universe.text(target.owner)
    if let actor = universe.actor(named: name) {
      switch universe.machine(of: actor) {
      case .desk(let runner):
        return runner.value.sessionName.isEmpty ? nil : runner.value.sessionName
      case .rlpDesk(let runner): return runner.value.name.isEmpty ? nil : runner.value.name
      default: break
      }
    }
    if let record = record(of: target.owner) { return record.name.isEmpty ? nil : record.name }
    return name
  }

  /// The number that something has or had, whether it lives or not.
  func pid(of target: Target, _ universe: inout Universe<Cast>) -> Int32? {
    if let pid = deskPid(of: target, &universe) { return pid }
    let run = Self.text(target.owner)
    switch target.part {
    case .agent:
      return account.agents.last { $0.run == run }?.identity.pid
    case .runner, .whole:
      guard let document = document(of: target.owner, &universe) else {
        if let runner = runner(of: run) { return numbers.pid(of: runner) }
        return universe.actor(named: universe.text(target.owner)).flatMap { numbers.pid(of: $0) }
      }
      return document.runtime.runner?.pid ?? document.runtime.pane?.panePid
    case .child, .leader, .worker, .verifier: return nil
    }
  }

  /// The process of something that lives.
  func process(of target: Target, _ universe: inout Universe<Cast>) -> ProcessIndex? {
    if let pid = deskPid(of: target, &universe) {
      return universe.world.processes.find(pid: pid, namespace: 0)
    }
    let run = Self.text(target.owner)
    switch target.part {
    case .agent: return account.agents.last { $0.run == run && $0.lives }?.process
    case .child: return child(of: target.owner, &universe)
    case .runner, .whole:
      if let pid = pid(of: target, &universe),
        let process = universe.world.processes.find(pid: pid, namespace: 0)
      {
        return process
      }
      guard let name = sessionName(of: target, &universe) else { return nil }
      return universe.world.tmux.paneProcess(
        ofSession: name, at: universe.text(Company.socket))
    case .leader, .worker, .verifier: return nil
    }
  }

  /// The last runner of a run that has no pane, as genie's have none.
  private func runner(of run: Text) -> ActorID? {
    account.actors.last { $0.stance.role == .runner && $0.stance.run == run }?.actor
  }

  private func child(of run: String, _ universe: inout Universe<Cast>) -> ProcessIndex? {
    guard let record = record(of: run) else { return nil }
    let program = universe.text("child")
    var found: ProcessIndex?
    universe.world.processes.forEach { process in
      if process.program == program, process.identity.nonce == record.nonce {
        found = process.index
      }
    }
    return found
  }

  private func document(of run: String, _ universe: inout Universe<Cast>) -> SessionDocument? {
    guard let record = record(of: run), let stored = universe.world.store.record(of: record.key)
    else { return nil }
    var emit = Emitter()
    emit.texts = universe.world.moment.texts
    return SessionDocument(stored.value, &emit)
  }

  /// The process in a desk's pane.
  private func deskPid(of target: Target, _ universe: inout Universe<Cast>) -> Int32? {
    guard let actor = universe.actor(named: universe.text(target.owner)) else { return nil }
    switch universe.machine(of: actor) {
    case .desk(let runner):
      guard let panes = runner.value.panes else { return nil }
      switch target.part {
      case .leader: return panes.leader.panePid
      case .worker, .agent: return panes.worker.panePid
      case .verifier: return panes.verifier.panePid
      case .whole, .runner, .child: return nil
      }
    case .rlpDesk(let runner):
      let place: Int
      switch target.part {
      case .leader: place = 0
      case .worker, .agent: place = 1
      case .verifier: place = 2
      case .whole, .runner, .child: return nil
      }
      guard runner.value.panes.indices.contains(place) else { return nil }
      return universe.world.tmux.panePid(
        runner.value.panes[place], at: universe.text(Company.socket))
    default: return nil
    }
  }

  static func text(_ name: String) -> Text {
    var name = name
    return name.withUTF8 { Text(bytes: $0) }
  }
}
