import Operations
import Scenarios
import Supervision

extension Draft {
  // MARK: - Pace

  /// How long everything takes.
  mutating func drawPace() {
    guard variation.scenario.stage.latency == nil else { return }
    guard lots.happens(percent: knobs.constantLatencyPercent) else { return }
    variation.scenario.stage.latency = lots.pick(knobs.latencies)
    variation.isVaried = true
  }

  // MARK: - Agents

  /// How agents, workers and executors behave, where the base does not say.
  mutating func drawAgents() {
    guard lots.happens(percent: knobs.agentPercent) else { return }
    if variation.scenario.stage.agent == AgentPlan() {
      variation.scenario.stage.agent = agent()
      variation.isVaried = true
    }
    if variation.scenario.stage.forge == ForgePlan(), swarm.kinds.contains(.forge) {
      variation.scenario.stage.forge.lineCount = Int32(lots.number(1...60))
      variation.scenario.stage.forge.linePause = lots.interval(
        .milliseconds(50) ... .milliseconds(550))
      variation.scenario.stage.forge.status = lots.happens(percent: 25) ? 1 : 0
      variation.scenario.stage.forge.ignoresSignals = lots.happens(percent: 15)
      variation.scenario.stage.forge.isDocumented = lots.happens(percent: 25)
      variation.isVaried = true
    }
    for place in variation.scenario.actors.indices {
      guard case .desk(var part) = variation.scenario.actors[place].part,
        part.worker == DeskPart(root: part.root).worker
      else { continue }
      part.worker = workers()
      part.verdicts = lots.happens(percent: 50) ? [.fail, .complete] : [.complete]
      variation.scenario.actors[place].part = .desk(part)
      variation.isVaried = true
    }
  }

  private mutating func agent() -> AgentPlan {
    var plan = AgentPlan()
    plan.works = .seconds(Int64(lots.number(5...400)))
    switch lots.below(5) {
    case 0: plan.ending = .exits(0)
    case 1: plan.ending = .crashes
    default: plan.ending = .stays
    }
    plan.reports = lots.below(12)
    plan.children = lots.happens(percent: 25) ? 1 : 0
    plan.catchesSignals = lots.happens(percent: 60)
    return plan
  }

  private mutating func workers() -> [DeskReply] {
    let time = Interval.seconds(Int64(lots.number(2...20)))
    let kinds: [DeskReply] = [
      .signals(.continue, after: time), .signals(.verify, after: time),
      .signalsInHalves(.verify, after: time, gap: .seconds(Int64(lots.number(1...12)))),
      .signals(.unknown, after: time), .hangs(after: time), .signalsWhenNudged(.verify),
      .dies(after: time, status: 1), .leaves(after: time), .signals(.blocked, after: time),
    ]
    let count = lots.below(3)
    var replies: [DeskReply] = []
    for _ in 0..<count { replies.append(lots.pick(kinds)) }
    return replies + [.signals(.verify, after: time)]
  }

  // MARK: - Who else takes part

  /// More commands, more runs, more claims.
  mutating func drawWorkload() {
    let runs = lots.number(lots.pick(knobs.runs))
    for _ in 0..<runs { addRun() }
    let commands = lots.number(lots.pick(knobs.commands))
    for _ in 0..<commands { addCommand() }
  }

  /// The players of the base whose part is of a kind.
  private func models(_ kind: Part.Kind) -> [Player] {
    swarm.base.actors.filter { $0.part.kind == kind }
  }

  private mutating func time() -> Interval {
    lots.interval(upTo: Interval(nanoseconds: length.nanoseconds / 10 * 9))
  }

  private mutating func addRun() {
    let spawners = swarm.base.actors.filter { player in
      if case .command(let part) = player.part { part.verb == .spawn } else { false }
    }
    let name = free("run")
    if !spawners.isEmpty {
      let model = lots.pick(spawners)
      add(name, .command(CommandPart(.spawn, run: name)), at: time(), after: model)
    } else if let model = models(.forge).first, case .forge(let part) = model.part {
      add(
        name, .forge(ForgePart(.run, run: name, project: part.project)), at: time(), after: model)
    }
  }

  private mutating func addCommand() {
    let model = lots.pick(swarm.base.actors)
    let system = zip(swarm.base.actors, swarm.systems).first { $0.0 == model }?.1 ?? .rehearsal
    switch model.part {
    case .command:
      let verbs = Self.verbs(of: system)
      guard !verbs.isEmpty, !runs.isEmpty else { return }
      let (verb, run) = (lots.pick(verbs), lots.pick(runs))
      // A list is of all sessions: it names none.
      let part = verb == .list ? CommandPart(.list) : CommandPart(verb, run: run)
      add(free("user"), .command(part), at: time(), after: model)
    case .desk(let part): add(free("rival"), .desk(part), at: time(), after: model)
    case .lock(let part):
      add(
        free("rival"), .lock(LockPart(root: part.root, holds: lots.interval(upTo: part.holds))),
        at: time(), after: model)
    case .retention(let part):
      let words = lots.pick(["sweep", "sweep", "status"])
      add(
        free("keeper"), .retention(RetentionPart(words, keeps: part.keeps)), at: time(),
        after: model)
    case .clock(let part):
      add(
        free("keeper"), .retention(RetentionPart("sweep", keeps: part.starts.keeps)), at: time(),
        after: model)
    case .forge(var part):
      guard !runs.isEmpty else { return }
      part.verb = lots.pick([.resume, .stop, .view, .status, .run])
      part.run = lots.pick(runs)
      add(free("user"), .forge(part), at: time(), after: model)
    case .migration(let part): add(free("mover"), .migration(part), at: time(), after: model)
    case .supervisor:
      guard system == .rehearsal, lots.happens(percent: 40) else { return }
      add(free("watch"), .supervisor, at: time(), after: model)
    case .person: break
    }
  }

  /// What else a system can be asked for.
  private static func verbs(of system: System) -> [SessionRequest.Verb] {
    switch system {
    case .rehearsal: [.kill, .restore, .cleanup, .send, .get, .list, .kill, .spawn]
    case .genieV1, .genieRC19, .genieRC20, .genieRC21, .genieRC23, .genieRC29:
      [.kill, .list, .spawn]
    case .claudeSquad: [.spawn, .kill]
    default: []
    }
  }
}
