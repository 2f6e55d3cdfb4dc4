import Operations
import SimulatedWorld
import Simulation
import SimulationSupport
import Supervision

/// One run of a Forge session: two callers create it under one key, each ended somewhere and
/// started again; then it is gone on with, stopped and looked at, while backend, requests, store
/// and streams fail.
package struct ForgeCampaign: ~Copyable, Campaign {
  /// The universe and its commands.
  package var desk: ForgeDesk
  /// What went wrong on purpose, for people to read.
  package private(set) var faults: [String] = []
  private var dice: Dice
  private var violations: [String] = []
  private let isPlanted: Bool
  private let isDocumented: Bool
  private let lineCount: Int32
  private var agentsMax = 0
  /// Whether the backend ends while the session is used, and with it what it would log.
  private var hasCrashed = false
  private var views: [Text] = []
  private var stops: [Text] = []
  /// Stops whose result was looked at.
  private var judgedStops: [Text] = []

  /// Sets up the run of a seed; planted: a stranger makes a task with the same key.
  package init(seed: UInt64, isPlanted: Bool = false) {
    dice = Dice(seed: seed &* 0x9E37_79B9)
    self.isPlanted = isPlanted
    isDocumented = dice.once(in: 4)
    lineCount = Int32(1 + dice.below(60))
    desk = ForgeDesk(
      seed: seed, isDocumented ? .documented : .actual,
      executor: PrintingExecutor(
        lineCount: lineCount, pause: .milliseconds(Int64(50 + dice.below(500))),
        status: dice.once(in: 4) ? 1 : 0, isStubborn: dice.once(in: 6)))
  }

  /// Does something with its universe.
  package mutating func withUniverse<Result>(
    _ body: (inout Universe<ForgeCast>) -> Result
  ) -> Result { body(&desk.universe) }

  /// Runs to the end, and says what was wrong.
  package mutating func run() -> [String] {
    let session = create()
    if agentsMax > 1 { violate("\(agentsMax) agents of one key at once") }
    if let session, violations.isEmpty { use(session) }
    desk.universe.checkInvariants()
    return violations
  }

  private mutating func violate(_ what: String) {
    let milliseconds = desk.universe.now.nanoseconds / 1_000_000
    violations.append("\(milliseconds) ms: \(what)")
  }

  private mutating func go(for interval: Interval) {
    let end = desk.universe.now + interval
    while let next = desk.universe.nextInstant(), next <= end {
      guard desk.universe.step() else { return }
      agentsMax = max(agentsMax, desk.liveExecutors)
      judgeStops()
    }
    _ = desk.universe.run(RunLimits(until: end))
  }

  private mutating func schedule(_ fault: Fault, after interval: Interval) {
    faults.append("\((desk.universe.now + interval).nanoseconds / 1_000_000) ms: \(fault)")
    desk.universe.schedule(fault, at: desk.universe.now + interval)
  }

  private mutating func arm(_ rule: Rule) {
    faults.append("\(rule)")
    desk.universe.arm(rule)
  }

  // MARK: - The creation

  private mutating func create() -> ForgeSession? {
    let all = ForgeWeather.creation.flatMap(\.faults) + ForgeWeather.more
    for _ in 0..<(1 + dice.below(3)) {
      let (time, fault) = dice.pick(all)
      schedule(.world(fault), after: time)
    }
    // Whatever has crashed comes back.
    schedule(.world(.forge(.start)), after: .seconds(20))
    var callers: [Text] = []
    for name in ["first", "second"] {
      let start = Interval.milliseconds(Int64(dice.below(400)))
      let caller = desk.add(desk.run("key-1"), name: name, at: .start + start)
      callers.append(caller)
      guard !dice.once(in: 4) else { continue }
      arm(Rule(actor: caller, skip: Int32(dice.below(14)), dice.pick(ForgeWeather.crashes)))
      for restart in 1...6 {
        schedule(.restart(caller), after: .seconds(Int64(restart * 90 + dice.below(40))))
      }
    }
    if isPlanted {
      desk.universe.add(
        actor: desk.text("stranger"), program: Text("stranger"), at: .start + .seconds(1))
    }
    go(for: .seconds(900))
    desk.universe.disarm()
    // Whoever was ended last comes back once more.
    for caller in callers where desk.result(of: caller) == nil {
      desk.universe.strike(.restart(caller))
      go(for: .seconds(300))
    }
    return judgeCreation(callers)
  }

  private mutating func judgeCreation(_ callers: [Text]) -> ForgeSession? {
    let forge = desk.universe.world.forge
    if forge.taskCount > 1 { violate("\(forge.taskCount) tasks for one key") }
    if forge.processCount > 1 { violate("\(forge.processCount) runs for one key") }
    var sessions: [ForgeSession] = []
    var canGoOn = false
    for caller in callers {
      switch desk.result(of: caller) {
      case .created(let session, _, isRecorded: let isRecorded, _):
        sessions.append(session)
        canGoOn = canGoOn || isRecorded
      case .failedToStart(let session): sessions.append(session)
      case .fallBackLocally:
        if forge.taskCount > 0 { violate("fell back beside a task") }
      case .unresolved, .refused: break
      case nil: violate("a creation came to no result")
      case let other: violate("a creation came to \(String(describing: other))")
      }
    }
    for session in sessions where session.task == 0 || session.attempt == 0 || session.process == 0
    {
      violate("created without ids")
    }
    if !sessions.isEmpty, forge.taskCount != 1 { violate("created without a task") }
    if sessions.count == 2, sessions[0].task != sessions[1].task {
      violate("two sessions for one key")
    }
    return canGoOn ? sessions.first : nil
  }

  // MARK: - What follows

  private mutating func use(_ session: ForgeSession) {
    let key = session.key
    let before = desk.universe.world.forge.processCount
    var resumes: [Text] = []
    for number in 0..<(1 + dice.below(4)) {
      let start = desk.universe.now + .milliseconds(Int64(1 + dice.below(20_000)))
      switch dice.below(4) {
      case 0, 1:
        let order = ForgeOrder.resume(key: key, prompt: desk.text("go on"), isForced: true)
        resumes.append(desk.add(order, name: "resume-\(number)", at: start))
      case 2: stops.append(desk.add(.stop(key: key), name: "stop-\(number)", at: start))
      default: views.append(desk.add(.view(key: key), name: "view-\(number)", at: start))
      }
    }
    for _ in 0..<dice.below(4) { addLaterFault(session, resumes + stops) }
    // Whatever has crashed comes back.
    schedule(.world(.forge(.start)), after: .seconds(60))
    agentsMax = 0
    go(for: .seconds(600))
    desk.universe.disarm()
    go(for: .seconds(300))
    judgeUse(resumes, before)
  }

  private mutating func addLaterFault(_ session: ForgeSession, _ callers: [Text]) {
    let time = Interval.milliseconds(Int64(dice.below(22_000)))
    let verbs: [Verb] = [
      .forgeFollowUp, .forgeStop, .forgeListProcesses, .forgeStreamLog, .forgeGetProcess,
      .forgeListAttempts, .forgeGetAttempt,
    ]
    let requests: [ForgeFault] = [
      .failure(.connectionReset, takesEffect: false), .hang(takesEffect: true),
      .failure(.connectionReset, takesEffect: true), .failure(.status(500), takesEffect: true),
      .failure(.connectionRefused, takesEffect: false), .slow(.seconds(Int64(1 + dice.below(30)))),
      .failure(.unsuccessful, takesEffect: true), .hang(takesEffect: false),
    ]
    switch dice.below(8) {
    case 0, 1, 2:
      schedule(.world(.forge(.request(dice.pick(verbs), dice.pick(requests)))), after: time)
    case 3:
      schedule(.world(.forge(.streamsCut)), after: time)
      schedule(.world(.forge(.streamsCut)), after: time + .seconds(1))
    case 4: schedule(.world(.forge(.logRepeats(process: session.process))), after: time)
    case 5:
      hasCrashed = true
      schedule(.world(.forge(.crash(killingExecutors: dice.once(in: 2)))), after: time)
      schedule(.world(.forge(.start)), after: time + .seconds(Int64(1 + dice.below(5))))
    case 6: schedule(.world(.store(.busy(.milliseconds(Int64(dice.below(2_000)))))), after: time)
    default:
      guard !callers.isEmpty else { return }
      arm(
        Rule(
          actor: dice.pick(callers), skip: Int32(dice.below(12)), dice.pick(ForgeWeather.crashes)))
    }
  }

  /// Who is told that the process is gone may rely on it.
  private mutating func judgeStops() {
    for name in stops where !judgedStops.contains(name) {
      guard let result = desk.result(of: name) else { continue }
      judgedStops.append(name)
      if case .stopped(_, .processGone) = result, desk.liveExecutors > 0 {
        violate("a stop is confirmed and an agent lives")
      }
    }
  }

  private mutating func judgeUse(_ resumes: [Text], _ before: Int) {
    if agentsMax > 1 { violate("\(agentsMax) agents of one session at once") }
    if desk.universe.world.forge.taskCount > 1 { violate("a second task") }
    let added = desk.universe.world.forge.processCount - before
    if added > resumes.count { violate("\(added) runs for \(resumes.count) follow-ups") }
    for name in views {
      guard case .streamed(let report)? = desk.result(of: name) else { continue }
      let lines = report.entries.texts.map { desk.universe.world.moment.texts.string($0) }
      if !areInOrder(lines) {
        violate("a log was shown as \(lines.prefix(8)), \(lines.count) lines")
      }
      // The status is that of the session: it is the log's if nothing else has run in it.
      let isAlone = isDocumented ? resumes.isEmpty : added == 0
      if report.end == .finished, report.status == .completed, isAlone, !hasCrashed,
        lines.count != Int(lineCount)
      {
        violate("\(lines.count) of \(lineCount) lines of a log that is finished")
      }
    }
  }

  /// Whether each line follows the one before; as documented, a follow-up goes on in the same log.
  private func areInOrder(_ lines: [String]) -> Bool {
    var number = 0
    for line in lines {
      number = isDocumented && line == "line 1" ? 1 : number + 1
      guard line == "line \(number)" else { return false }
    }
    return true
  }
}
