import Historical
import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision

extension Company {
  /// The program of a player, and what it is started with.
  mutating func role(
    of player: Player, _ variant: Variant, _ system: System
  ) throws(StagingError) -> (Text, Errand) {
    switch player.part {
    case .command(let part):
      if system.isGenie { return try genie(part, player, system) }
      if system == .claudeSquad { return try squad(part, player) }
      if system == .naiveReaper { return try reader(part, player) }
      let program = try command(player, variant)
      return (program, .request(part.verb, run: part.run, prompt: part.prompt))
    case .supervisor: return (try supervisor(player, variant, system), .words(""))
    case .desk(let part): return (try desk(part, player, variant, system), .words(part.root))
    case .lock(let part): return (try lock(part, player, variant, system), .words(part.root))
    case .retention(let part):
      return (try retention(part, player, variant, system), .words(part.words))
    case .forge(let part): return (try forge(player, variant, system), .forge(part))
    case .migration(let part): return (try migration(player, variant, system), .migration(part))
    case .person(let part): return (try person(part, player, variant), .words(""))
    case .clock(let part): return (try clock(part, player, variant), .words(""))
    }
  }

  /// The name of a program: its own where the player differs from what it should be.
  private func name(_ base: String, _ player: Player, _ variant: Variant) -> String {
    variant.isPlain ? base : "\(base)@\(player.name)"
  }

  // MARK: - Sessions

  /// The policy of sessions as a variant has it, with a runner that goes by it as well.
  private mutating func sessionPolicy(
    _ player: Player, _ variant: Variant, others: [String] = []
  ) throws(StagingError) -> SessionPolicy {
    let runner = name("runner", player, variant)
    var policy = SessionPolicy(
      socket: lexicon(Self.socket), worktrees: lexicon(Self.worktrees), runner: lexicon(runner))
    let own = variant.policy.filter { !others.contains($0.name) }
    try SessionPolicy.knobs.apply(own, to: &policy, of: player.name)
    try Rules.knobs.apply(variant.rules, to: &policy.rules, of: player.name)
    // The corrections of the lifecycle are taken away like any other safeguard.
    let corrections = Correction.allCases.filter { variant.without.contains($0.text) }
    for correction in corrections { policy.rules.corrections.remove(correction.set) }
    let names = variant.without.filter { name in !corrections.contains { $0.text == name } }
    try remove(names, from: &policy.safeguards, of: player.name)
    add(runner, .runner(Shared(SessionRunner(policy))), Self.catching)
    return policy
  }

  /// Takes safeguards away by their names.
  private func remove(
    _ names: [String], from safeguards: inout Safeguards, of player: String
  ) throws(StagingError) {
    for name in names {
      guard let safeguard = Safeguard.allCases.first(where: { $0.text == name }) else {
        throw .unknownSafeguard(
          player: player, name: name, known: Safeguard.allCases.map(\.text))
      }
      safeguards.remove(safeguard.set)
    }
  }

  private mutating func command(
    _ player: Player, _ variant: Variant
  ) throws(StagingError) -> Text {
    let policy = try sessionPolicy(player, variant)
    let entry = EntryPoint(lexicon(scenario.stage.entryPoint))
    return add(
      name("session", player, variant), .command(Shared(SessionCommand(policy, entryPoint: entry))))
  }

  /// How an agent launches a run by itself: as its own launcher would, if there is one.
  mutating func nestedLaunch(of run: String) throws(StagingError) -> Launch {
    let spawner = scenario.actors.first { player in
      if case .command(let part) = player.part { part.verb == .spawn } else { false }
    }
    let own = spawner.map { variant(of: $0) } ?? Variant()
    // A genie's agents are others, and call genie.
    let player = spawner ?? Player(name: "agent", part: .command(CommandPart(.spawn, run: run)))
    let program = try command(player, own.system.map { $0 == .rehearsal } ?? true ? own : Variant())
    let request = lexicon.request(.spawn, run: run, prompt: "do it")
    return Launch(program: program, argument: request)
  }

  private mutating func supervisor(
    _ player: Player, _ variant: Variant, _ system: System
  ) throws(StagingError) -> Text {
    if system == .naiveReaper {
      var policy = NaiveReaper.Policy()
      policy.socket = Self.socket
      for name in [policy.socket, "live", "terminated"] { _ = lexicon(name) }
      return add("naive-reaper", .reaper(Shared(NaiveReaper(policy))))
    }
    let own = SupervisorPolicy.knobs.map { "\($0.name)" }
    var policy = SupervisorPolicy(try sessionPolicy(player, variant, others: own))
    policy.lock = lexicon("/state/supervisor.lock")
    policy.person = lexicon("person")
    if system == .reference { policy = ReferenceSupervision.policy(policy) }
    try SupervisorPolicy.knobs.apply(
      variant.policy.filter { own.contains($0.name) }, to: &policy, of: player.name)
    return add(
      name("supervisor", player, variant), .supervisor(Shared(Supervisor(policy))), Self.catching)
  }

  private mutating func retention(
    _ part: RetentionPart, _ player: Player, _ variant: Variant, _ system: System
  ) throws(StagingError) -> Text {
    if system == .claudeSquad {
      return add("squad-reset", .squadReset(Shared(SquadReset(squadPolicy()))))
    }
    let own = RetentionPolicy.knobs.map { "\($0.name)" }
    var policy = RetentionPolicy(
      try sessionPolicy(player, variant, others: own), logs: lexicon(Self.logs))
    policy.retainFor = part.keeps
    try RetentionPolicy.knobs.apply(
      variant.policy.filter { own.contains($0.name) }, to: &policy, of: player.name)
    let seconds = part.keeps.nanoseconds / 1_000_000_000
    return add(
      name("retention-\(seconds)", player, variant), .retention(Shared(Retention(policy))))
  }

  // MARK: - As they were

  private mutating func genie(
    _ part: CommandPart, _ player: Player, _ system: System
  ) throws(StagingError) -> (Text, Errand) {
    var policy = GeniePolicy()
    let base = "\(system.word)"
    policy.genie = base
    add(base, .command(version: system.genieVersion, policy))
    switch part.verb {
    case .spawn:
      return (lexicon(base), .words("run \(part.run) \(part.prompt)"))
    case .kill:
      let program = add("\(base)-stop", .genieStop(Shared(GenieStop(system.genieVersion, policy))))
      return (program, .genieID(run: part.run))
    case .list, .get:
      let program = add("\(base)-list", .genieList(Shared(GenieList(system.genieVersion, policy))))
      return (program, .words(""))
    case .restore, .cleanup, .recover, .send:
      throw .unableTo(player: player.name, system, "\(part.verb.word)")
    }
  }

  /// A list that says what it thinks of each session, and writes it down.
  private mutating func reader(
    _ part: CommandPart, _ player: Player
  ) throws(StagingError) -> (Text, Errand) {
    guard part.verb == .list else {
      throw .unableTo(player: player.name, .naiveReaper, "\(part.verb.word)")
    }
    var policy = NaiveReaper.Policy()
    policy.socket = Self.socket
    policy.tickIntervalMs = 10
    policy.tickCountMax = 1
    policy.killsLeftovers = false
    for name in [policy.socket, "live", "terminated"] { _ = lexicon(name) }
    return (add("naive-list", .reaper(Shared(NaiveReaper(policy)))), .words(""))
  }

  private mutating func squadPolicy() -> SquadPolicy {
    var policy = SquadPolicy()
    policy.socket = Self.socket
    policy.repository = Self.repository
    policy.worktrees = Self.worktrees
    policy.program = "agent"
    policy.base = scenario.stage.branch
    for name in [policy.file, "claudesquad_"] { _ = lexicon(name) }
    return policy
  }

  private mutating func squad(
    _ part: CommandPart, _ player: Player
  ) throws(StagingError) -> (Text, Errand) {
    let command: SquadBoard.Command
    switch part.verb {
    case .spawn: command = .create(part.run)
    case .kill, .cleanup: command = .kill(part.run)
    case .restore, .recover, .send, .get, .list:
      throw .unableTo(player: player.name, .claudeSquad, "\(part.verb.word)")
    }
    let board = SquadBoard([.init(afterMs: 10, command)], squadPolicy())
    return (add("squad@\(player.name)", .squadBoard(Shared(board))), .words(""))
  }

  // MARK: - Desks and locks

  private mutating func desk(
    _ part: DeskPart, _ player: Player, _ variant: Variant, _ system: System
  ) throws(StagingError) -> Text {
    let worker = "worker@\(player.name)"
    add(worker, .worker(Shared(DeskWorker(part.worker, learns: part.learns))))
    let socket = lexicon(Self.socket)
    if system == .rlpDesk {
      let shell = "zsh@\(player.name)"
      add(shell, .rlpShell(Shared(RlpDeskShell(agent: lexicon(worker)))), .reapsAtOnce)
      var setup = RlpDeskSetup(
        root: lexicon(part.root), slug: lexicon(part.slug), socket: socket,
        isBackground: part.isBackground)
      setup.shellProgram = lexicon(shell)
      return add("rlp-desk@\(player.name)", .rlpDesk(Shared(RlpDeskRunner(setup))), Self.catching)
    }
    var policy = DeskPolicy()
    try DeskPolicy.knobs.apply(variant.policy, to: &policy, of: player.name)
    try remove(variant.without, from: &policy.safeguards, of: player.name)
    let verifier = "verifier@\(player.name)"
    add(verifier, .verifier(Shared(DeskVerifier(part.verdicts))))
    let setup = DeskSetup(
      root: lexicon(part.root), slug: lexicon(part.slug), socket: socket,
      isBackground: part.isBackground, leaderProgram: lexicon("sh"),
      workerProgram: lexicon(worker), verifierProgram: lexicon(verifier))
    return add("desk@\(player.name)", .desk(Shared(DeskRunner(setup, policy))), Self.catching)
  }

  private mutating func lock(
    _ part: LockPart, _ player: Player, _ variant: Variant, _ system: System
  ) throws(StagingError) -> Text {
    _ = lexicon("mission")
    var policy = LockPolicy()
    if system == .rehearsal || system == .generations {
      try LockPolicy.knobs.apply(variant.policy, to: &policy, of: player.name)
    }
    try remove(variant.without, from: &policy.safeguards, of: player.name)
    let machine: Cast
    switch system {
    case .generations:
      machine = .contender(
        Shared(
          LockContender(
            .generations, holdingFor: part.holds, rounds: part.rounds, policy: policy)))
    case .rlpDesk:
      machine = .rlpLock(
        Shared(
          RlpDeskContender(slug: lexicon("blog"), holdingFor: part.holds, rounds: part.rounds)))
    case .carelessLock:
      machine = .careless(
        Shared(CarelessContender(holdingFor: part.holds, rounds: part.rounds)))
    default:
      machine = .contender(
        Shared(
          LockContender(
            .kernel, holdingFor: part.holds, rounds: part.rounds, policy: policy)))
    }
    return add("lock@\(player.name)", machine)
  }

  // MARK: - Forge

  private mutating func forge(
    _ player: Player, _ variant: Variant, _ system: System
  ) throws(StagingError) -> Text {
    if system == .naiveForge {
      return add(
        name("naive-forge", player, variant),
        .naiveForge(Shared(NaiveForge(try flaws(player, variant, ForgeFlaws.named, .shipped)))))
    }
    var policy = ForgePolicy()
    policy.executorProgram = lexicon("claude")
    try ForgePolicy.knobs.apply(variant.policy, to: &policy, of: player.name)
    try remove(variant.without, from: &policy.safeguards, of: player.name)
    let entry = EntryPoint(lexicon(scenario.stage.entryPoint))
    // Not 'forge': that is the backend's own program, which no command is.
    return add(
      name("forge-command", player, variant), .forge(Shared(ForgeCommand(policy, entry: entry))),
      [.catchesInterrupt, .catchesTerminate])
  }

  private mutating func migration(
    _ player: Player, _ variant: Variant, _ system: System
  ) throws(StagingError) -> Text {
    if system == .shippedMigration {
      let flaws = try flaws(player, variant, ShippedMigrationFlaws.named, .onlyCounts)
      return add(
        name("shipped-migration", player, variant),
        .shippedMigration(Shared(ShippedMigration(flaws.variant))))
    }
    var policy = MigrationPolicy()
    policy.forge.executorProgram = lexicon("claude")
    try MigrationPolicy.knobs.apply(variant.policy, to: &policy, of: player.name)
    try remove(variant.without, from: &policy.safeguards, of: player.name)
    return add(name("migration", player, variant), .migration(Shared(Migration(policy))))
  }

  /// The flaws that a variant names, or those that the system was shipped with.
  private func flaws<Flaws: OptionSet & Sendable>(
    _ player: Player, _ variant: Variant, _ names: [NamedFlaw<Flaws>],
    _ shipped: Flaws
  ) throws(StagingError) -> Flaws where Flaws.Element == Flaws {
    guard let chosen = variant.flaws else { return shipped }
    var flaws: Flaws = []
    for name in chosen {
      guard let found = names.first(where: { "\($0.name)" == name }) else {
        throw .unknownFlaw(player: player.name, name: name, known: names.map { "\($0.name)" })
      }
      flaws.formUnion(found.flaw)
    }
    return flaws
  }

  // MARK: - People and clockworks

  private mutating func person(
    _ part: PersonPart, _ player: Player, _ variant: Variant
  ) throws(StagingError) -> Text {
    var deeds: [User.Deed] = []
    for deed in part.deeds { deeds.append(User.Deed(after: deed.delay, action(deed.action))) }
    let socket = lexicon(Self.socket)
    return add("person@\(player.name)", .user(Shared(User(deeds, socket: socket))))
  }

  private mutating func action(_ action: PersonPart.Action) -> User.Action {
    switch action {
    case .attach(let name): return .tmux(.attach(.bare(lexicon(name))))
    case .detach(let name): return .tmux(.detach(.bare(lexicon(name))))
    case .type(let name, let keys):
      return .tmux(.sendKeys(.bare(lexicon(name)), lexicon(keys)))
    case .newSession(let name):
      return .tmux(.newSession(name: lexicon(name), Launch(program: lexicon("vim"))))
    case .killSession(let name): return .tmux(.killSession(.bare(lexicon(name))))
    }
  }

  private mutating func clock(
    _ part: ClockPart, _ player: Player, _ variant: Variant
  ) throws(StagingError) -> Text {
    let program = try retention(part.starts, player, variant, .rehearsal)
    let launch = Launch(program: program, argument: lexicon(part.starts.words))
    return add(
      "clock@\(player.name)",
      .cron(
        Shared(Cron(launch, every: part.every, turnsMax: part.times, allowsOverlap: part.overlaps)))
    )
  }
}

extension Cast {
  /// Genie's script of a release.
  fileprivate static func command(version: GenieVersion, _ policy: GeniePolicy) -> Cast {
    .genie(Shared(GenieCommand(version, policy)))
  }
}
