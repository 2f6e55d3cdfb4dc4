import Historical
import Operations
import SimulatedWorld
import Simulation

/// Everybody who takes part in a scene of claude-squad's or of the naive programs.
package enum PatternCast: Machine {
  case script(Script)
  case board(SquadBoard)
  case reset(SquadReset)
  case reaper(NaiveReaper)
  case cleanup(NaiveCleanup)

  package mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .script(var machine):
      machine.handle(input, &emit)
      self = .script(machine)
    case .board(var machine):
      machine.handle(input, &emit)
      self = .board(machine)
    case .reset(var machine):
      machine.handle(input, &emit)
      self = .reset(machine)
    case .reaper(var machine):
      machine.handle(input, &emit)
      self = .reaper(machine)
    case .cleanup(var machine):
      machine.handle(input, &emit)
      self = .cleanup(machine)
    }
  }

  package func fold(into digest: inout Digest) {
    switch self {
    case .script(let machine): machine.fold(into: &digest)
    case .board(let machine): machine.fold(into: &digest)
    case .reset(let machine): machine.fold(into: &digest)
    case .reaper(let machine): machine.fold(into: &digest)
    case .cleanup(let machine): machine.fold(into: &digest)
    }
  }
}

extension Universe where M == PatternCast {
  /// A universe in which each of these runs from its instant on.
  package static func of(
    _ cast: [(name: String, atMs: Int64, machine: PatternCast)], seed: UInt64 = 1,
    argument: String = ""
  ) -> Universe<PatternCast> {
    var texts = Texts()
    let programs = cast.map { Programs<PatternCast>.Program(texts.text($0.name), $0.machine) }
    var universe = Universe(seed: seed, programs: Programs(programs))
    for text in ["sock", "claude", "editor", "live", "terminated", "/repo", "main", "/worktrees"] {
      _ = universe.text(text)
    }
    for (name, atMs, _) in cast {
      let name = universe.text(name)
      universe.add(
        actor: name, program: name, argument: universe.text(argument),
        at: Instant.start + .milliseconds(atMs))
    }
    return universe
  }

  /// A universe for a run of a flaw's scene.
  package static func of(
    _ cast: [(name: String, atMs: Int64, machine: PatternCast)], _ probe: Probe,
    argument: String = ""
  ) -> Universe<PatternCast> {
    var universe = Universe.of(cast, seed: probe.seed, argument: argument)
    universe.trace.record(probe.isTraced)
    return universe
  }

  package mutating func run(toMs: Int64) {
    _ = run(RunLimits(until: Instant.start + .milliseconds(toMs)))
  }

  /// Whether a session of exactly that name is there, and what runs in it has not ended.
  package mutating func lives(session: String) -> Bool {
    let name = text(session)
    guard let process = world.tmux.paneProcess(ofSession: name, at: Text("sock")) else {
      return false
    }
    return world.processes.lives(process)
  }

  /// The names of the branches, in truth.
  package mutating func branches() -> [String] {
    guard
      case .git(.listing)? = world.perform(
        .git(.listBranches(repository: Text("/repo"))), by: .initial)
    else { return [] }
    let names = world.moment.rows.compactMap { row -> Text? in
      guard case .name(let name) = row else { return nil }
      return name
    }
    return names.map { world.moment.texts.string($0) }
  }

  /// What the store has under a key, in truth.
  package mutating func stored(_ key: String) -> String? {
    guard
      case .store(.record(let record))? = world.perform(
        .store(.get(key: text(key))), by: .initial)
    else { return nil }
    return world.moment.texts.string(record.value)
  }

  package mutating func session(_ name: String) -> Operation {
    .tmux(.newSession(name: text(name), Launch(program: Text("claude"))), socket: Text("sock"))
  }
}
