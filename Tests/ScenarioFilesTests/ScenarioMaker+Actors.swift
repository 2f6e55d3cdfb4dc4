import Lifecycle
import Operations
import Scenarios
import Supervision
import TestSupport

extension ScenarioMaker {
  /// Somebody who takes part.
  mutating func actor(_ name: String) -> Player {
    var player = Player(name: name, part: part())
    if random.once(in: 2) { player.start = intervals() }
    if random.once(in: 5) { player.count = 2 + random.below(3) }
    player.variant = variant(of: player.part)
    return player
  }

  private mutating func part() -> Part {
    switch random.below(12) {
    case 0, 1, 2: return .command(command())
    case 3: return .command(CommandPart(.list))
    case 4: return .supervisor
    case 5: return .desk(desk())
    case 6:
      return .lock(
        LockPart(
          root: path(), holds: interval(), rounds: random.once(in: 2) ? 1 : number(1...1_000)))
    case 7: return .retention(retention())
    case 8: return .forge(forge())
    case 9:
      return .migration(
        MigrationPart(
          random.pick(MigrationPart.Verb.self), folder: random.pick(["/state", "/old"]),
          project: UInt64(number(1...1_000_000))))
    case 10: return .person(PersonPart(some(0...3) { $0.deed() }))
    default:
      return .clock(
        ClockPart(
          every: interval(), times: number(1...10_000), starts: retention(), overlaps: flag()))
    }
  }

  private mutating func command() -> CommandPart {
    let verb =
      random.pick([.spawn, .spawn, .restore, .kill, .cleanup, .recover, .send, .get])
      as SessionRequest.Verb
    let run = random.pick(["fix-1", "fix-2", "job-#", "#", "Fix 3", "true"])
    return random.once(in: 2)
      ? CommandPart(verb, run: run) : CommandPart(verb, run: run, prompt: text())
  }

  private mutating func desk() -> DeskPart {
    var part = DeskPart(root: "/srv/ada/blog", slug: random.pick(["blog", "two words", "no"]))
    part.isBackground = flag()
    if random.once(in: 2) { part.worker = some(1...3) { $0.reply() } }
    if random.once(in: 2) {
      part.verdicts = some(1...3) {
        $0.random.pick([.complete, .pass, .fail, .requestInfo, .blocked, .unknown])
      }
    }
    part.learns = flag()
    return part
  }

  private mutating func reply() -> DeskReply {
    let signal: WorkerSignal.Status = random.pick([
      .continue, .verify, .verifyPartial, .blocked, .unknown,
    ])
    switch random.below(7) {
    case 0: return .signals(signal, after: interval())
    case 1: return .signalsInHalves(signal, after: interval(), gap: interval())
    case 2: return .stalls
    case 3: return .hangs(after: interval())
    case 4: return .signalsWhenNudged(signal)
    case 5: return .dies(after: interval(), status: UInt8(random.below(256)))
    default: return .leaves(after: interval())
    }
  }

  private mutating func retention() -> RetentionPart {
    let words = random.pick(["status", "sweep", "sweep --dry-run", "close fix-1"])
    return random.once(in: 2) ? RetentionPart(words) : RetentionPart(words, keeps: interval())
  }

  private mutating func forge() -> ForgePart {
    var part = ForgePart(
      random.pick(ForgePart.Verb.self), run: random.pick(["", "fix-1", "f-#"]),
      project: UInt64(random.pick([7, 8])), text: random.pick(["fix", "go on", "null"]))
    part.isForced = flag()
    return part
  }

  private mutating func deed() -> PersonPart.Deed {
    let name = random.pick(["fix-1", "desk-blog", "own"])
    let action: PersonPart.Action
    switch random.below(5) {
    case 0: action = .attach(name)
    case 1: action = .detach(name)
    case 2: action = .type(name, keys: random.pick(["ls", "q: ~", "C-c"]))
    case 3: action = .newSession(name)
    default: action = .killSession(name)
    }
    return PersonPart.Deed(after: random.once(in: 3) ? .zero : interval(), action)
  }

  // MARK: - How they differ

  /// How somebody differs, if at all.
  mutating func variant(of part: Part) -> Variant {
    guard random.once(in: 3) else { return Variant() }
    var variant = Variant()
    if random.once(in: 2) {
      let system = random.pick(part.kind.systems)
      variant.system = canDo(part, system) ? system : .rehearsal
      if system != .rehearsal && system != .reference {
        if random.once(in: 2), variant.system == system, !system.flaws.isEmpty {
          variant.flaws = some(0...2) { $0.random.pick(system.flaws).name }
        }
        return variant
      }
    }
    if random.once(in: 2) { variant.policy = settings(part.kind.settings) }
    if random.once(in: 3) { variant.rules = settings(part.kind.rules) }
    if random.once(in: 2), part.kind != .person { variant.without = safeguards(part.kind) }
    return variant
  }

  private func canDo(_ part: Part, _ system: System) -> Bool {
    guard case .command(let command) = part else { return true }
    switch system {
    case .rehearsal: return true
    case .claudeSquad: return [.spawn, .kill, .cleanup].contains(command.verb)
    case .naiveReaper: return command.verb == .list
    default: return [.spawn, .kill, .get, .list].contains(command.verb)
    }
  }

  private mutating func settings(_ known: [Part.Kind.SettingFacts]) -> [Variant.Setting] {
    guard !known.isEmpty else { return [] }
    var settings: [Variant.Setting] = []
    for _ in 0...random.below(3) {
      let facts = random.pick(known)
      if settings.contains(where: { $0.name == facts.name }) { continue }
      let value: Variant.Value =
        switch facts.wants {
        case "a number": .count(1 + random.below(20))
        case "0 or 1": .count(random.below(2))
        default: .interval(interval())
        }
      settings.append(Variant.Setting(facts.name, value))
    }
    return settings
  }

  private mutating func safeguards(_ kind: Part.Kind) -> [String] {
    var known = Safeguard.allCases.map(\.text)
    if !kind.rules.isEmpty { known += Correction.allCases.map(\.text) }
    return some(0...3) { $0.random.pick(known) }
  }

  /// A flawed variant.
  mutating func red(_ scenario: Scenario) -> Red {
    var changes: [Red.Change] = []
    for player in scenario.actors where random.once(in: 3) {
      let variant = variant(of: player.part)
      if !variant.isPlain { changes.append(Red.Change(actor: player.name, variant: variant)) }
    }
    if changes.isEmpty || random.once(in: 3) {
      if random.once(in: 2) {
        changes.append(
          Red.Change(
            actor: Red.everybody,
            variant: Variant(policy: [.init("tmux-limit", .interval(.seconds(2)))])))
      }
      changes.append(
        Red.Change(
          actor: Red.everybody, variant: Variant(without: ["rollback"] + safeguards(.command))))
    }
    let names = scenario.expectations.map(\.name)
    return Red(changes: changes, violates: some(1...2) { $0.random.pick(names) })
  }
}
