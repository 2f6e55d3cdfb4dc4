import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// A universe with a repository, a store and the programs of the session manager.
public struct SessionStage: ~Copyable {
  /// The universe.
  public var universe: Universe<SessionCast>
  /// How far it was let go so far.
  private var horizon = Instant.start
  /// The numbers and places.
  public let policy: SessionPolicy

  /// The socket of the tmux server.
  public static let socket = Text("/tmp/tmux")
  /// The repository.
  public static let repository = Text("/repo")

  /// Sets the stage.
  public init(
    seed: UInt64 = 1, latencies: Latencies = .measured, agent: AgentBehaviour = AgentBehaviour(),
    catchesSignals: Bool = true, others: [Programs<SessionCast>.Program] = [],
    _ adjust: (inout SessionPolicy) -> Void = { _ in },
    supervising: (SupervisorPolicy) -> SupervisorPolicy = { $0 }
  ) {
    var policy = SessionPolicy(
      socket: Self.socket, worktrees: Text("/trees"), runner: Text("runner"))
    adjust(&policy)
    self.policy = policy
    let command = SessionCommand(policy, entryPoint: EntryPoint(Text("rehearse session")))
    let catching: Habits = [.catchesHangUp, .catchesTerminate, .catchesInterrupt]
    let habits = catchesSignals ? catching : []
    var supervision = SupervisorPolicy(policy)
    supervision.lock = Text("/state/supervisor.lock")
    universe = Universe(
      seed: seed,
      programs: Programs(
        [
          .init(Text("session"), .command(command)),
          .init(Text("runner"), .runner(SessionRunner(policy)), habits: habits),
          .init(Text("agent"), .agent(Agent(agent))),
          .init(
            Text("supervisor"), .supervisor(Supervisor(supervising(supervision))), habits: catching),
        ] + others), latencies: latencies, setting: WorldSetting(canLosePower: true))
    universe.trace.record(false)
    for text in [
      "/tmp/tmux", "/trees", "runner", "/repo", "main", "agent", "session", "rehearse session",
      "child", "supervisor", "/state/supervisor.lock", "user",
    ] { _ = universe.text(text) }
    universe.world.putFile(universe.text("/repo/README"), universe.text("x"))
    universe.world.putFile(universe.text("/trees/keep"), universe.text("x"))
    universe.world.putFile(universe.text("/state/keep"), universe.text("x"))
    universe.world.addRepository(Self.repository, branch: Text("main"))
  }

  /// Sets the same stage once more, as it is now.
  public init(copying other: borrowing SessionStage) {
    policy = other.policy
    universe = other.universe.copy()
  }

  /// The request for a session under a run key.
  public mutating func spawnRequest(_ key: String) -> SessionRequest {
    SessionRequest(
      .spawn, id: universe.text(key), key: universe.text(key), agent: Text("agent"),
      prompt: universe.text("do it"), repository: Self.repository, base: Text("main"))
  }

  /// Adds a command that somebody types at an instant.
  @discardableResult
  public mutating func command(
    _ request: SessionRequest, as name: String, at start: Instant = .start
  ) -> ActorID {
    var texts = universe.world.moment.texts
    let argument = request.encoded(&texts)
    universe.world.moment.texts = texts
    return universe.add(
      actor: universe.text(name), program: Text("session"), argument: argument, at: start)
  }

  /// The command machine of an actor.
  public func command(of actor: ActorID) -> SessionCommand? {
    if case .command(let machine) = universe.machine(of: actor) { machine } else { nil }
  }

  /// How the command of an actor ended.
  public func result(of actor: ActorID) -> SessionResult? { command(of: actor)?.result }

  /// Goes on for so long at most.
  @discardableResult
  public mutating func run(seconds: Int64 = 60) -> Halt {
    universe.run(RunLimits(until: end(after: seconds)))
  }

  /// The end of a stretch of so many seconds that begins where the one before it ended.
  ///
  /// The time of a universe is that of its last event, which may lie well before that.
  public mutating func end(after seconds: Int64) -> Instant {
    horizon = max(horizon, universe.now) + .seconds(seconds)
    return horizon
  }

  // MARK: - The truth

  /// The session's record as it is in the store.
  public mutating func document(_ id: String) -> SessionDocument? {
    var emit = Emitter()
    emit.texts = universe.world.moment.texts
    guard let record = universe.world.store.record(of: universe.text(id)) else { return nil }
    return SessionDocument(record.value, &emit)
  }

  /// How many processes run a program now and are no zombies.
  public mutating func living(_ program: String) -> Int {
    let program = universe.text(program)
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == program, process.state != .zombie { count += 1 }
    }
    return count
  }

  /// How many worktrees there are beside the repository itself.
  public var worktreeCount: Int { universe.world.git.worktrees(of: Self.repository).count - 1 }

  /// The names of the tmux sessions.
  public var tmuxSessions: [Text] { universe.world.tmux.sessionNames }
}

extension SessionStage {
  /// Adds a supervisor.
  public mutating func supervise(at start: Instant = .start) {
    universe.add(
      actor: universe.text("supervisor"), program: Text("supervisor"), at: start)
  }

  /// What an actor is called.
  public func name(of actor: ActorID) -> String {
    universe.world.moment.texts.string(universe.name(of: actor))
  }

  /// Goes on for so long at most, with somebody who watches every event.
  public mutating func run(seconds: Int64, judge: inout SessionJudge) {
    let end = end(after: seconds)
    while universe.step(until: end) { judge.watch(&self) }
  }
}

extension SessionStage {
  /// The supervisor machine of an actor.
  public func supervisor(of actor: ActorID) -> Supervisor? {
    if case .supervisor(let machine) = universe.machine(of: actor) { machine } else { nil }
  }

  /// How many prompts the agents were given, and how many times one was repeated.
  public func prompts() -> (given: Int, repeated: Int) {
    var given = 0
    var repeated = 0
    for number in 0..<universe.actorCount {
      if case .agent(let agent) = universe.machine(of: ActorID(rawValue: Int32(number))) {
        given += agent.promptCount
        repeated += agent.repetitionCount
      }
    }
    return (given, repeated)
  }
}
