import Operations
import SimulatedWorld
import Simulation

extension Director {
  // MARK: - tmux

  mutating func actOnTmux(
    _ action: Action, _ universe: inout Universe<Cast>, _ books: Bookkeeper
  ) -> Bool {
    let socket = universe.text(Company.socket)
    switch action {
    case .paneDies(let target, let ending):
      guard let process = books.process(of: target.paned, &universe),
        universe.world.processes.lives(process)
      else { return false }
      universe.world.processes.end(process, ending, &universe.world.moment)
      universe.strike(.cue(-1))
    case .sessionKilled(let target):
      guard let name = books.sessionName(of: target, &universe),
        universe.world.tmux.sessionNames.contains(name)
      else { return false }
      universe.strike(.world(.tmux(.sessionKilled(session: name, socket: socket))))
    case .clientsDetached(let target):
      guard let name = books.sessionName(of: target, &universe) else { return false }
      universe.strike(.world(.tmux(.clientsDetached(session: name, socket: socket))))
    case .prefixTwin(let target, let program):
      guard let name = books.sessionName(of: target, &universe) else { return false }
      let program = universe.text(program)
      universe.strike(
        .world(.tmux(.prefixTwin(session: name, socket: socket, program: program))))
    case .nameTaken(let name, let program):
      let (name, program) = (universe.text(name), universe.text(program))
      universe.strike(
        .world(.tmux(.nameTaken(session: name, socket: socket, program: program))))
    default: return actOnServer(action, socket, &universe)
    }
    return true
  }

  private mutating func actOnServer(
    _ action: Action, _ socket: Text, _ universe: inout Universe<Cast>
  ) -> Bool {
    let hasServer = universe.world.tmux.serverProcess(at: socket) != nil
    switch action {
    case .serverKilled:
      guard hasServer else { return false }
      universe.strike(.world(.tmux(.serverKilled(socket: socket))))
    case .serverRestarted(let program):
      guard hasServer else { return false }
      let program = universe.text(program)
      universe.strike(.world(.tmux(.serverRestarted(socket: socket, program: program))))
    case .serverStopped(let time):
      guard hasServer else { return false }
      universe.strike(.world(.tmux(.serverStopped(socket: socket))))
      if let time { plan(.heal(.continueServer), after: time, &universe) }
    case .serverContinued: universe.strike(.world(.tmux(.serverContinued(socket: socket))))
    case .callsFail(let count): universe.strike(.world(.tmux(.callsFail(count: count))))
    case .destroyUnattached(let isOn):
      guard hasServer else { return false }
      universe.strike(.world(.tmux(.destroyUnattached(socket: socket, isOn: isOn))))
    case .remainOnExit(let value):
      guard hasServer else { return false }
      let value = universe.text(value)
      universe.strike(.world(.tmux(.remainOnExit(socket: socket, value: value))))
    case .statusesLate(let interval): universe.strike(.world(.tmux(.statusesLate(interval))))
    case .socketDeleted:
      guard hasServer else { return false }
      universe.strike(.world(.tmux(.socketDeleted(socket: socket))))
    default: preconditionFailure("no action on tmux: \(action)")
    }
    return true
  }

  // MARK: - Files

  mutating func actOnFiles(
    _ action: Action, _ universe: inout Universe<Cast>, _ books: inout Bookkeeper
  ) -> Bool {
    let fault: FileFault
    switch action {
    case .diskFull(let bytes): fault = .diskFull(after: bytes)
    case .readOnly(let isOn): fault = .readOnly(isOn)
    case .fileFails(let path, let errno, let always):
      fault = always ? .fail(universe.text(path), errno) : .failNext(universe.text(path), errno)
    case .fileHeals(let path): fault = .heal(universe.text(path))
    case .shortWrite(let path, let keep):
      fault = .shortWrite(universe.text(path), keep: keep, .noSpace)
    case .tornWrite(let path, let keep): fault = .tornWrite(universe.text(path), keep: keep)
    case .deny(let path): fault = .deny(universe.text(path))
    case .fileAppears(let path, let content):
      fault = .appears(universe.text(path), content: universe.text(content))
    case .folderAppears(let path): fault = .directoryAppears(universe.text(path))
    case .vanishes(let path): fault = .vanishes(universe.text(path))
    case .work(let run, let file):
      guard let tree = books.worktree(of: run) else { return false }
      let path = universe.text(universe.world.moment.texts.string(tree) + "/" + file)
      let content = universe.text("work of \(run)")
      books.addWork(path, content: content)
      fault = .appears(path, content: content)
    case .worktreeVanishes(let run):
      guard let tree = books.worktree(of: run), universe.world.isThere(tree) else { return false }
      fault = .vanishes(tree)
    default: preconditionFailure("no action on files: \(action)")
    }
    universe.strike(.world(.file(fault)))
    return true
  }

  // MARK: - git, the store, Forge, pull requests

  mutating func actOnServices(
    _ action: Action, _ universe: inout Universe<Cast>, _ books: Bookkeeper
  ) -> Bool {
    switch action {
    case .addKilled(let stage): universe.strike(.world(.git(.addKilled(stage))))
    case .removalRefused: universe.strike(.world(.git(.removalRefused)))
    case .addSlow(let interval): universe.strike(.world(.git(.addSlow(interval))))
    case .branchExists(let name):
      let fault = GitFault.branchExists(
        repository: universe.text(Company.repository), name: universe.text(name),
        base: universe.text("main"))
      universe.strike(.world(.git(fault)))
    case .storeBusy(let interval): universe.strike(.world(.store(.busy(interval))))
    case .storeSlow(let interval): universe.strike(.world(.store(.slow(interval))))
    case .storeTrouble(let trouble, let time):
      universe.strike(.world(.store(.trouble(trouble))))
      if let time { plan(.heal(.healStore), after: time, &universe) }
    case .recordBecomes(let run, let content):
      let (key, value) = (universe.text(run), universe.text(content))
      let texts = universe.world.moment.texts
      universe.world.store.put(key, value, texts)
      universe.strike(.cue(-1))
    case .forgeRequest(let verb, let fault):
      universe.strike(.world(.forge(.request(verb, fault))))
    case .forgeCrash(let kills):
      universe.strike(.world(.forge(.crash(killingExecutors: kills))))
    case .forgeStart: universe.strike(.world(.forge(.start)))
    case .forgeSpawnFails: universe.strike(.world(.forge(.spawnFails)))
    case .forgeWorktreeFails: universe.strike(.world(.forge(.worktreeFails)))
    case .forgeChange(let run, let file):
      let (run, path) = (universe.text(run), universe.text(file))
      guard universe.world.change(path, ofRun: run) else { return false }
      universe.strike(.cue(-1))
    case .streamsCut: universe.strike(.world(.forge(.streamsCut)))
    default: return actOnPullRequests(action, &universe, books)
    }
    return true
  }

  private func actOnPullRequests(
    _ action: Action, _ universe: inout Universe<Cast>, _ books: Bookkeeper
  ) -> Bool {
    switch action {
    case .fetchesFail(let count):
      universe.strike(.world(.pullRequest(.fetchesFail(count: count))))
    case .hostUnreachable(let isOn): universe.strike(.world(.pullRequest(.unreachable(isOn))))
    case .factsStale(let interval): universe.strike(.world(.pullRequest(.stale(interval))))
    case .pullRequest(let run, let facts):
      guard let branch = books.branch(of: run) else { return false }
      universe.strike(.world(.pullRequest(.becomes(branch: branch, facts))))
    case .flapping(let run, let interval):
      guard let branch = books.branch(of: run) else { return false }
      universe.strike(.world(.pullRequest(.flapping(branch: branch, every: interval))))
    default: preconditionFailure("no such action: \(action)")
    }
    return true
  }
}

extension World {
  /// A file of a run's worktree in Forge changes; false when it has none there.
  fileprivate mutating func change(_ path: Text, ofRun run: Text) -> Bool {
    guard let truth = withForge({ $0.truth(newestOfKey: run, &$1) }) else { return false }
    return changeFile(path, ofForgeAttempt: truth.attempt)
  }
}

extension Target {
  /// The same, where a session stands for the process in its pane.
  var paned: Target { part == .whole ? Target(owner, .runner) : self }
}
