import Lifecycle
import Operations
import Properties
import Scenarios
import Supervision
import TestSupport

/// Makes scenarios that can be played, the same for the same seed, with everything that a file can
/// say.
struct ScenarioMaker {
  var random: SplitMix64
  /// What can be named, once the actors are there.
  private(set) var players: [String] = []
  private(set) var runs: [String] = []
  private(set) var desks: [String] = []

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// A scenario.
  mutating func scenario() -> Scenario {
    var scenario = Scenario(title: text())
    if random.once(in: 3) { scenario.covers = some(1...3) { $0.text() } }
    scenario.seeds = seeds()
    if random.once(in: 2) { scenario.length = interval() }
    if random.once(in: 4) { scenario.calm = interval() }
    if random.once(in: 4) { scenario.live.scale = 1 + random.below(1_000) }
    if random.once(in: 8) { scenario.live.never = text() }
    if random.once(in: 2) { scenario.stage = stage() }
    scenario.actors = actors()
    scenario.timeline = some(0...6) { $0.happening() }
    if random.once(in: 3) { scenario.schedule = schedule() }
    scenario.expectations = some(1...4) { $0.expectation() }
    scenario.reds = some(0...3) { $0.red(scenario) }
    return scenario
  }

  // MARK: - Single values

  mutating func some<Item>(
    _ count: ClosedRange<Int>, _ make: (inout ScenarioMaker) -> Item
  ) -> [Item] {
    let count = count.lowerBound + random.below(count.count)
    return (0..<count).map { _ in make(&self) }
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    if random.once(in: 8) { return random.pick([range.lowerBound, range.upperBound]) }
    return range.lowerBound + random.below(min(range.count, 1_000))
  }

  mutating func flag() -> Bool { random.once(in: 2) }

  mutating func interval() -> Interval {
    let unit = random.pick([1, 1_000, 1_000_000, 1_000_000_000, 1_000_000_000, 60_000_000_000])
    return Interval(nanoseconds: Int64(unit * (1 + random.below(120))))
  }

  mutating func intervals() -> ClosedRange<Interval> {
    let first = random.once(in: 4) ? Interval.zero : interval()
    return random.once(in: 2) ? first...first : first...(first + interval())
  }

  mutating func seeds() -> ClosedRange<UInt64> {
    let first = UInt64(random.below(900_000))
    return first...(first + UInt64(random.once(in: 2) ? 0 : random.below(1_000)))
  }

  mutating func text() -> String {
    random.pick([
      "plain", "two words", "true", "null", "~", "1", "1e3", "0x1F", "a: b", "- a", "#a", "a #b",
      "'", "\"", "\\", "{a", "[a", "*a", "&a", "!a", "|", ">", "%a", "@a", "`a", "?", ": a", "a:",
      "<<", "---", "...", " a", "a ", "a\tb", "a\nb", "a\n\nb\n", "\n", "ä", "日本", "\u{1F600}",
      "\u{7F}", "no", "on", "=", "5s", "40s..60s", "é\u{301}",
    ]) + (random.once(in: 2) ? "" : " \(random.below(100))")
  }

  mutating func path() -> String {
    random.pick(["/a", "/srv/ada/notes", "/p q/r", "/repo/x", "/state/sessions", "/é", "/a:b"])
  }

  mutating func player() -> String { random.pick(players) }
  mutating func run() -> String { random.pick(runs) }

  mutating func target() -> Target {
    if !desks.isEmpty, random.once(in: 3) {
      return Target(random.pick(desks), random.pick(Target.Part.self))
    }
    if random.once(in: 5) { return Target(random.pick(["vim", "a b", "x.y"])) }
    return Target(run(), random.pick([.whole, .agent, .runner, .child]))
  }

  mutating func entry() -> Stage.Entry {
    Stage.Entry(path: path(), content: random.once(in: 3) ? "" : text())
  }

  // MARK: - The stage

  mutating func stage() -> Stage {
    var stage = Stage()
    if random.once(in: 4) { stage.wallMs = Int64(number(0...4_000_000_000_000)) }
    if random.once(in: 4) { stage.branch = random.pick(["main", "trunk", "a b", "no"]) }
    if random.once(in: 2) { stage.files = some(1...3) { $0.entry() } }
    if random.once(in: 3) { stage.folders = some(1...3) { $0.path() + "/folder" } }
    if random.once(in: 4) {
      stage.aliases = [Stage.Alias(path: "/tmp/blog", target: "/srv/ada/blog")]
    }
    if random.once(in: 3) { stage.keepsakes = some(1...2) { $0.entry() } }
    if random.once(in: 2) { stage.agent = agent() }
    if random.once(in: 3) {
      stage.forge.projects = some(0...3) { UInt64($0.number(1...1_000_000)) }
      stage.forge.isDocumented = flag()
      stage.forge.lineCount = Int32(number(0...1_000_000))
      stage.forge.linePause = interval()
      stage.forge.status = UInt8(number(0...255))
      stage.forge.ignoresSignals = flag()
    }
    if random.once(in: 4) { stage.entryPoint = "npx genie" }
    if random.once(in: 4) { stage.latency = interval() }
    return stage
  }

  private mutating func agent() -> AgentPlan {
    var plan = AgentPlan()
    plan.works = interval()
    plan.ending = random.pick([.stays, .crashes, .exits(0), .exits(7), .exits(255)])
    plan.afterwards = random.pick([.active, .ready, .idle, .waitingInput, .blocked, .exited])
    plan.reports = random.below(5)
    plan.reportPause = interval()
    plan.children = random.below(3)
    if random.once(in: 4) { plan.launches = "helper" }
    plan.ignoresHangUp = flag()
    plan.catchesSignals = flag()
    return plan
  }

  // MARK: - The schedule

  private mutating func schedule() -> Schedule {
    switch random.below(4) {
    case 0: return .random(within: interval())
    case 1:
      return .priorities(
        Schedule.Priorities(
          changes: number(0...100), steps: number(1...10_000_000), within: interval()))
    default:
      var calls: [Schedule.Call] = []
      for _ in 0...random.below(6) {
        let call = Schedule.Call(
          player(), random.pick([.timer, .fileRead, .storePut, .tmuxNewSession, .processProbe]),
          nth: random.once(in: 2) ? 1 : number(1...1_000_000))
        if !calls.contains(call) { calls.append(call) }
      }
      return .order(calls)
    }
  }

  // MARK: - Who takes part

  private mutating func actors() -> [Player] {
    players = []
    runs = []
    desks = []
    var actors = [Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1")))]
    note(actors[0])
    for name in ["ben", "c-3", "dora", "eli", "fay"].prefix(random.below(6)) {
      let actor = actor(name)
      note(actor)
      actors.append(actor)
    }
    return actors
  }

  private mutating func note(_ actor: Player) {
    players += actor.names
    switch actor.part {
    case .command(let part): noteRun(part.run, actor.count)
    case .forge(let part): noteRun(part.run, actor.count)
    case .desk: desks += actor.names
    default: break
    }
  }

  private mutating func noteRun(_ run: String, _ count: Int) {
    guard !run.isEmpty else { return }
    for number in 1...count {
      runs.append(
        run.split(separator: "#", omittingEmptySubsequences: false)
          .joined(separator: "\(number)"))
    }
  }
}
