import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport

extension AgentBehaviour {
  /// One that tells the supervisor what it does.
  static var reporting: AgentBehaviour {
    var behaviour = AgentBehaviour()
    behaviour.supervisor = Text("supervisor")
    behaviour.reportsMax = 1
    return behaviour
  }
}

/// What a scene shows with all safeguards, and with some taken away.
func both<Seen: Equatable>(
  without missing: Safeguard..., scene: (Safeguards) -> Seen
) -> (with: Seen, without: Seen) {
  var left = Safeguards.all
  for safeguard in missing { left.subtract(safeguard.set) }
  return (scene(.all), scene(left))
}

extension SessionStage {
  /// The usual stage under these safeguards.
  static func guarded(
    by safeguards: Safeguards, agent: AgentBehaviour = AgentBehaviour(),
    others: [Programs<SessionCast>.Program] = [], isSupervised: Bool = true,
    _ adjust: (inout SessionPolicy) -> Void = { _ in },
    supervising: (SupervisorPolicy) -> SupervisorPolicy = { $0 }
  ) -> SessionStage {
    var stage = SessionStage(
      agent: agent, others: others,
      {
        $0.safeguards = safeguards
        adjust(&$0)
      }, supervising: supervising)
    if isSupervised { stage.supervise() }
    return stage
  }

  /// Types a command now, and lets things go on.
  mutating func type(
    _ verb: SessionRequest.Verb, _ id: String = "a", as name: String, seconds: Int64 = 30
  ) -> SessionCommand? {
    var request = SessionRequest(verb, id: universe.text(id))
    if verb == .send { request.prompt = Text("main") }
    let actor = command(request, as: name, at: end(after: 0))
    run(seconds: seconds)
    return command(of: actor)
  }

  /// Spawns a session now, and lets things go on.
  mutating func spawn(
    _ id: String = "a", as name: String = "one", seconds: Int64 = 10
  ) -> SessionResult? {
    let actor = command(spawnRequest(id), as: name, at: end(after: 0))
    run(seconds: seconds)
    return result(of: actor)
  }

  /// Whether the agent that a record names lives.
  mutating func agentLives(_ id: String = "a") -> Bool {
    guard let agent = document(id)?.runtime.agent else { return false }
    return lives(agent)
  }

  /// Somebody else's tmux session.
  mutating func addStranger(_ name: String) {
    universe.strike(
      .world(
        .tmux(
          .nameTaken(
            session: universe.text(name), socket: Self.socket, program: universe.text("vim")))))
  }

  /// Puts a file into the worktree of a session, and says where.
  mutating func putUnsaved(_ id: String = "a") -> Text {
    let folder = universe.world.moment.texts.string(document(id)?.workspace.path ?? .empty)
    let path = universe.text("\(folder)/unsaved")
    universe.world.putFile(path, universe.text("work"))
    return path
  }

  /// The pull request of a session becomes this.
  mutating func become(_ facts: PullRequestFacts, _ id: String = "a") {
    guard let branch = document(id)?.workspace.branch else { return }
    universe.strike(.world(.pullRequest(.becomes(branch: branch, facts))))
  }
}
