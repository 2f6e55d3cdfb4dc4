import Historical
import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// The programs of a run, made out of who takes part in it and by which system.
struct Company {
  /// What somebody is started with.
  struct Engagement {
    /// The name of the actor.
    var name: String
    /// The player that it stands for.
    var player: Int
    /// The program.
    var program: Text
    /// When it begins, drawn anew for each run.
    var start: ClosedRange<Interval>
    /// What it is to do.
    var errand: Errand
    /// The name and the argument of its start, or what it is made of, once they are prepared.
    var called = Text.empty
    var argument = Text.empty
  }

  /// What becomes the argument of a start.
  enum Errand {
    /// These words.
    case words(String)
    /// A request about sessions.
    case request(SessionRequest.Verb, run: String, prompt: String)
    /// The id by which genie knows the session of a run.
    case genieID(run: String)
    /// An order to Forge.
    case forge(ForgePart)
    /// A move of old sessions.
    case migration(MigrationPart)
  }

  let scenario: Scenario
  let changes: [Red.Change]
  var lexicon = Lexicon()
  var programs: [Programs<Cast>.Program] = []
  /// What the programs are called, in the same order.
  private(set) var programNames: [String] = []
  var engagements: [Engagement] = []

  /// The socket of the tmux server.
  static let socket = "/tmp/tmux"
  /// The repository.
  static let repository = "/repo"
  /// The same, as a literal.
  static let repositoryName: StaticString = "/repo"
  /// The folder of the worktrees.
  static let worktrees = "/trees"
  /// The folder of the logs of closed sessions.
  static let logs = "/logs"
  /// Programs that do sessions' work.
  static let agentPrograms: [StaticString] = ["agent", "claude", "worker"]

  static let catching: Habits = [.catchesHangUp, .catchesTerminate, .catchesInterrupt]

  init(_ scenario: Scenario, changes: [Red.Change]) {
    self.scenario = scenario
    self.changes = changes
  }

  /// The variant of a player, with what the red changes.
  func variant(of player: Player) -> Variant { player.variant(changedBy: changes) }

  /// Engages everybody.
  mutating func engage() throws(StagingError) {
    try addCommonPrograms()
    for (number, player) in scenario.actors.enumerated() {
      let variant = variant(of: player)
      let system = variant.system ?? .rehearsal
      guard player.part.kind.systems.contains(system) else {
        throw .wrongSystem(player: player.name, kind: player.part.kind, system)
      }
      let (program, errand) = try role(of: player, variant, system)
      for (place, name) in player.names.enumerated() {
        engagements.append(
          Engagement(
            name: name, player: number, program: program, start: player.start,
            errand: errand.numbered(place + 1)))
      }
    }
  }

  /// What everybody finds: agents, workers, verifiers, shells.
  private mutating func addCommonPrograms() throws(StagingError) {
    let plan = scenario.stage.agent
    var behaviour = AgentBehaviour()
    behaviour.workTime = plan.works
    behaviour.ending = plan.ending
    behaviour.afterwards = plan.afterwards
    behaviour.reportsMax = plan.reports
    behaviour.reportPause = plan.reportPause
    behaviour.children = plan.children
    behaviour.childProgram = lexicon("child")
    if let supervisor = scenario.actors.first(where: { $0.part.kind == .supervisor }) {
      behaviour.supervisor = lexicon(supervisor.name)
    }
    if !plan.launches.isEmpty {
      behaviour.calls = try nestedLaunch(of: plan.launches)
      behaviour.callsNotFor = lexicon(plan.launches)
    }
    var habits: Habits = plan.catchesSignals ? Self.catching : []
    if plan.ignoresHangUp { habits.insert(.ignoresHangUp) }
    add("agent", .agent(Shared(Agent(behaviour))), habits)
    let genie = scenario.actors.compactMap { variant(of: $0).system }.first(where: \.isGenie)
    if let genie {
      var plan = GenieExecutor.Plan()
      plan.runsForMs = scenario.stage.agent.works.nanoseconds / 1_000_000
      if case .exits(let status) = scenario.stage.agent.ending { plan.exitStatus = status }
      // The first releases had no id until the agent had printed one.
      if genie == .genieV1 { plan.announcesAfterMs = 1_200 }
      plan.genie = "\(genie.word)"
      let nested = scenario.stage.agent.launches
      if !nested.isEmpty { plan.calls = "\(nested) do it" }
      add("claude", .genieExecutor(Shared(GenieExecutor(plan))))
    } else {
      add(
        "claude", .executor(Shared(ForgeAgent(scenario.stage.forge))),
        [.catchesInterrupt, .catchesTerminate])
    }
    // What machines name by literals has to be known to whoever reads what happened.
    for topic in ["acknowledged", "activity", "prompt", "reaction", "notice"] { _ = lexicon(topic) }
    for name in ["main", "rehearse session", "child", "vim", "editor", "sh", scenario.stage.branch]
    {
      _ = lexicon(name)
    }
  }

  /// Adds a program, unless one of that name is there.
  @discardableResult
  mutating func add(_ name: String, _ machine: Cast, _ habits: Habits = []) -> Text {
    let text = lexicon(name)
    if !programs.contains(where: { $0.name == text }) {
      programs.append(.init(text, machine, habits: habits))
      programNames.append(name)
    }
    return text
  }
}

extension Company.Errand {
  /// The same for one of several: `#` stands for its number.
  func numbered(_ number: Int) -> Company.Errand {
    func put(_ string: String) -> String {
      String(string.flatMap { $0 == "#" ? Array("\(number)") : [$0] })
    }
    switch self {
    case .words(let words): return .words(put(words))
    case .request(let verb, let run, let prompt):
      return .request(verb, run: put(run), prompt: prompt)
    case .genieID(let run): return .genieID(run: put(run))
    case .forge(var part):
      part.run = put(part.run)
      return .forge(part)
    case .migration: return self
    }
  }
}

extension System {
  /// Whether it is made of the real machines, which have policies and safeguards.
  public var isOurs: Bool { self == .rehearsal || self == .reference || self == .generations }

  /// Whether it is a release of genie.
  var isGenie: Bool {
    switch self {
    case .genieV1, .genieRC19, .genieRC20, .genieRC21, .genieRC23, .genieRC29: true
    default: false
    }
  }

  /// The release.
  var genieVersion: GenieVersion {
    switch self {
    case .genieV1: .v1
    case .genieRC19: .rc19
    case .genieRC20: .rc20
    case .genieRC23: .rc23
    case .genieRC29: .rc29
    default: .rc21
    }
  }
}

extension Part.Kind {
  /// The systems that can do it.
  public var systems: [System] {
    switch self {
    case .command:
      [
        .rehearsal, .genieV1, .genieRC19, .genieRC20, .genieRC21, .genieRC23, .genieRC29,
        .claudeSquad, .naiveReaper,
      ]
    case .supervisor: [.rehearsal, .reference, .naiveReaper]
    case .desk: [.rehearsal, .rlpDesk]
    case .lock: [.rehearsal, .generations, .rlpDesk, .carelessLock]
    case .retention: [.rehearsal, .claudeSquad]
    case .forge: [.rehearsal, .naiveForge]
    case .migration: [.rehearsal, .shippedMigration]
    case .person, .clock: [.rehearsal]
    }
  }
}
