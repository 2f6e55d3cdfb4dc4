import Operations
import SimulatedWorld
import Simulation
import Supervision

/// A stage of sessions with the commands of retention, a person and a clockwork.
extension SessionStage {
  /// The folder of the logs.
  public static let logs = Text("/logs")

  /// Sets the stage for retention: sessions are kept for so long.
  public static func retaining(
    seed: UInt64 = 1, agent: AgentBehaviour = AgentBehaviour(), catchesSignals: Bool = true,
    for retainFor: Interval = .seconds(60), deeds: [User.Deed] = [],
    cron: (launch: Launch, interval: Interval, turnsMax: Int)? = nil,
    safeguards: Safeguards = .all
  ) -> SessionStage {
    var sessions = SessionPolicy(
      socket: Self.socket, worktrees: Text("/trees"), runner: Text("runner"))
    sessions.safeguards = safeguards
    var policy = RetentionPolicy(sessions, logs: Self.logs)
    policy.retainFor = retainFor
    let launch = cron?.launch ?? Launch(program: Text("retention"), argument: Text("sweep"))
    let clockwork = Cron(
      launch, every: cron?.interval ?? .seconds(30), turnsMax: cron?.turnsMax ?? 0)
    var stage = SessionStage(
      seed: seed, agent: agent, catchesSignals: catchesSignals,
      others: [
        .init(Text("retention"), .retention(Retention(policy))),
        .init(Text("cron"), .cron(clockwork)),
        .init(Text("person"), .user(User(deeds, socket: Self.socket))),
      ]
    ) { $0.safeguards = safeguards }
    for text in ["/logs", "retention", "sweep", "status", "cron", "person", "@state", "active"] {
      _ = stage.universe.text(text)
    }
    return stage
  }

  /// Adds a command of retention.
  @discardableResult
  public mutating func retention(
    _ words: String, as name: String, at start: Instant
  ) -> ActorID {
    universe.add(
      actor: universe.text(name), program: Text("retention"), argument: universe.text(words),
      at: start)
  }

  /// The machine of a command of retention.
  public func retention(of actor: ActorID) -> Retention? {
    if case .retention(let machine) = universe.machine(of: actor) { machine } else { nil }
  }

  /// What a command found of a session.
  public mutating func finding(_ id: String, of actor: ActorID) -> Retention.Finding? {
    let text = universe.text(id)
    return retention(of: actor)?.findings.first { $0.id == text }
  }

  /// Adds the person.
  public mutating func addPerson(at start: Instant) {
    universe.add(actor: universe.text("person"), program: Text("person"), at: start)
  }

  /// The panes of the tmux server as they are, by asking a copy of it; nil when it does not answer.
  public func panes() -> [PaneFacts]? {
    var tmux = universe.world.tmux
    var processes = universe.world.processes
    var moment = universe.world.moment
    guard let caller = tmux.serverProcess(at: Self.socket) else { return nil }
    moment.rows = []
    let outcome = tmux.perform(
      .listAllPanes, socket: Self.socket, by: caller, &processes, &moment)
    guard case .listing = outcome else { return nil }
    return moment.rows.compactMap { row in
      if case .pane(let facts) = row { facts } else { nil }
    }
  }
}

extension SessionStage {
  /// A worker that is done after ten seconds and stays; its pull request is merged.
  package static func merged(
    seed: UInt64 = 1, ending: AgentBehaviour.Ending = .stays, deeds: [User.Deed] = [],
    cron: (launch: Launch, interval: Interval, turnsMax: Int)? = nil,
    safeguards: Safeguards = .all
  ) -> SessionStage {
    var behaviour = AgentBehaviour()
    behaviour.workTime = .seconds(10)
    behaviour.ending = ending
    behaviour.supervisor = Text("supervisor")
    behaviour.reportsMax = 1
    var stage = SessionStage.retaining(
      seed: seed, agent: behaviour, deeds: deeds, cron: cron, safeguards: safeguards)
    stage.supervise()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 20)
    stage.mergePullRequest()
    stage.run(seconds: 60)
    return stage
  }

  /// The pull request of the session is merged.
  package mutating func mergePullRequest() {
    guard let branch = document("a")?.workspace.branch else { return }
    var facts = PullRequestFacts()
    facts.state = .merged
    facts.number = 132
    universe.strike(.world(.pullRequest(.becomes(branch: branch, facts))))
  }
}
