import Glibc
import Operations
import Properties
import Scenarios
import SessionManager
import Supervision

/// A scenario on this machine.
///
/// Its players are processes of the program, at real times, below one folder with a tmux server of
/// its own. Nothing of it is left when it is over.
public struct LivePlay {
  let scenario: Scenario
  let stage: LiveStage
  let manager: Manager
  /// The program under test.
  let program: String
  let startNs: Int64
  /// Who has been started, in that order.
  var orders: [Started] = []
  /// Who is started when, the next one last.
  private var entrances: [Entrance] = []
  /// What happens when, the next one last.
  private var cues: [Cue] = []
  /// What waits for something to be so.
  private var waiting: [Int]
  /// What is put right again later.
  var heals: [Heal] = []
  /// What belongs to strangers: sessions with the process in their pane.
  var strangers: [Stranger] = []
  /// The files in which somebody's work is.
  var works: [String] = []
  /// When panes of a desk were ended.
  var deskDeaths: [DeskDeath] = []
  /// What was seen on the way.
  var watch = LiveWatch()

  /// Somebody who was started.
  struct Started {
    var name: String
    var player: Int
    var number: Int
    var order: LiveOrder
    var child: LiveChild
  }

  private struct Entrance {
    var atNs: Int64
    var player: Int
    var number: Int
    var name: String
  }

  private struct Cue {
    var atNs: Int64
    var action: Action
  }

  /// A process that was stopped, and when it goes on again, if ever.
  struct Heal {
    var atNs: Int64
    var pid: Int32
  }

  /// A session of somebody else.
  struct Stranger {
    var name: String
    var pid: Int32
  }

  /// The end of a pane that a desk needs.
  struct DeskDeath {
    var desk: String
    var wall: time_t
  }

  /// Why nothing came of a run.
  public enum Failure: Error, Hashable {
    /// It could not be set up.
    case trouble(String)
    /// Somebody has asked for the end.
    case interrupted
  }

  /// Runs a scenario in a new folder, and hands back what was found of each expectation.
  ///
  /// Whoever asks for the end, by `hasEnough`, gets it within a moment, and the folder is cleared.
  public static func verdicts(
    of scenario: Scenario, in folder: String, program: String,
    hasEnough: @Sendable () -> Bool = { false }
  ) throws(Failure) -> [LiveVerdict] {
    do throws(LiveTrouble) {
      let stage = try LiveStage(scenario, in: folder, program: program)
      defer { stage.clear() }
      var play = try LivePlay(scenario, stage, program)
      try play.run(hasEnough)
      let verdicts = try play.settle(hasEnough)
      guard let verdicts else { throw LiveTrouble("") }
      return verdicts
    } catch {
      throw hasEnough() ? .interrupted : .trouble(error.message)
    }
  }

  private init(_ scenario: Scenario, _ stage: LiveStage, _ program: String) throws(LiveTrouble) {
    self.scenario = scenario
    self.stage = stage
    self.program = program
    do {
      manager = try Manager(Places(at: stage.places.state), entryPoint: scenario.stage.entryPoint)
    } catch let trouble as ManagerTrouble {
      throw LiveTrouble(trouble.message)
    } catch {
      throw LiveTrouble("The folder '\(stage.places.state)' cannot be used: \(error).")
    }
    startNs = LiveClock.nowNs
    waiting = []
    for (place, player) in scenario.actors.enumerated() {
      for (number, name) in player.names.enumerated() {
        entrances.append(
          Entrance(
            atNs: startNs + scaled(player.start.middle), player: place, number: number + 1,
            name: name))
      }
    }
    for (place, happening) in scenario.timeline.enumerated()
    where LiveDeath(happening, in: scenario) == nil {
      guard case .at(let range) = happening.trigger else {
        waiting.append(place)
        continue
      }
      plan(happening, at: startNs + scaled(range.middle))
    }
    sort()
  }

  // MARK: - Times

  func scaled(_ interval: Interval) -> Int64 {
    interval.nanoseconds / Int64(scenario.live.scale)
  }

  private mutating func plan(_ happening: Happening, at ns: Int64) {
    for time in 0..<happening.times {
      let later = scaled(happening.delay.middle) + Int64(time) * scaled(happening.every)
      cues.append(Cue(atNs: ns + later, action: happening.action))
    }
  }

  /// What is due together keeps the order of the file.
  private mutating func sort() {
    let byEntrance = entrances.enumerated().sorted { ($0.1.atNs, $0.0) > ($1.1.atNs, $1.0) }
    entrances = byEntrance.map(\.element)
    let byCue = cues.enumerated().sorted { ($0.1.atNs, $0.0) > ($1.1.atNs, $1.0) }
    cues = byCue.map(\.element)
  }

  // MARK: - The run

  /// How long after the end of the scenario commands may go on.
  private static var patienceNs: Int64 { 40_000_000_000 }
  private static var pauseMicroseconds: useconds_t { 20_000 }
  private static var lookPauseNs: Int64 { 250_000_000 }

  private mutating func run(_ hasEnough: () -> Bool) throws(LiveTrouble) {
    let end = startNs + scaled(scenario.length) + scaled(scenario.calm)
    var nextLookNs = startNs
    while !hasEnough() {
      let now = LiveClock.nowNs
      try takeDue(now)
      for place in orders.indices { _ = orders[place].child.look() }
      if now >= nextLookNs {
        try look()
        nextLookNs = LiveClock.nowNs + Self.lookPauseNs
      }
      let isDone =
        entrances.isEmpty && cues.isEmpty && !heals.contains { $0.atNs < .max }
        && !isSomebodyAtWork
      if now >= end, isDone || now >= end + Self.patienceNs { return }
      usleep(Self.pauseMicroseconds)
    }
    throw LiveTrouble("")
  }

  private var isSomebodyAtWork: Bool {
    orders.contains { order in
      if case .desk = scenario.actors[order.player].part { return false }
      return !order.order.goesOn && order.child.status == nil
    }
  }

  private mutating func takeDue(_ now: Int64) throws(LiveTrouble) {
    while let next = entrances.last, next.atNs <= now {
      entrances.removeLast()
      try start(next.player, next.number, next.name)
    }
    while let next = cues.last, next.atNs <= now {
      cues.removeLast()
      try act(next.action)
    }
    for heal in heals where heal.atNs <= now { kill(heal.pid, SIGCONT) }
    heals.removeAll { $0.atNs <= now }
  }

  mutating func start(_ player: Int, _ number: Int, _ name: String) throws(LiveTrouble) {
    let prints = scenario.expectations.contains { expectation in
      if case .output(name, _) = expectation { true } else { false }
    }
    let order = LiveOrder(
      scenario.actors[player], number: number, of: scenario, in: stage.places, prints: prints)
    // Whoever is started again does not die again.
    let isFirst = !orders.contains { $0.name == name }
    let deaths = scenario.timeline.compactMap { LiveDeath($0, in: scenario) }
      .filter { $0.actor == name && isFirst }.map(\.variable)
    let child = try LiveChild(
      program, ["session"] + order.words, environment: stage.environment + deaths,
      output: stage.places.output(of: name), errors: stage.places.output(of: name) + ".errors")
    orders.append(
      Started(name: name, player: player, number: number, order: order, child: child))
  }

  private mutating func look() throws(LiveTrouble) {
    let records = try records()
    watch.see(
      records, ended: runs(of: [.kill, .cleanup]), restored: runs(of: [.restore]))
    var left: [Int] = []
    for place in waiting {
      let happening = scenario.timeline[place]
      if case .when(let condition) = happening.trigger, isSo(condition, records) {
        plan(happening, at: LiveClock.nowNs)
      } else {
        left.append(place)
      }
    }
    if left.count != waiting.count { sort() }
    waiting = left
  }

  func records() throws(LiveTrouble) -> [SessionEntry] {
    do throws(ManagerTrouble) {
      return try manager.records()
    } catch {
      throw LiveTrouble(error.message)
    }
  }

  /// The runs that somebody who has been started is about.
  private func runs(of verbs: [SessionRequest.Verb]) -> [String] {
    orders.compactMap { order in
      guard case .command(let part) = scenario.actors[order.player].part,
        verbs.contains(part.verb)
      else { return nil }
      return part.run
    }
  }

  private func isSo(_ condition: Happening.Condition, _ records: [SessionEntry]) -> Bool {
    func entry(_ run: String) -> SessionEntry? { records.first { $0.key == run } }
    func lives(_ run: String) -> Bool {
      entry(run)?.agentPid.map { access("/proc/\($0)", F_OK) == 0 } ?? false
    }
    switch condition {
    case .holds: return false
    case .hasAnswered(let name), .isGone(let name):
      return orders.last { $0.name == name }?.child.status != nil
    case .hasAgent(let run): return lives(run)
    case .lostAgent(let run): return entry(run)?.agentPid != nil && !lives(run)
    case .session(let run, let life):
      return entry(run).map { Aftermath.Session($0).life == life } ?? false
    }
  }

  // MARK: - The end

  /// How often it is looked whether all is as it should be, before it counts as broken.
  private static var looksMax: Int { 16 }

  /// Judges when all is quiet: what is still under way is given a while.
  private mutating func settle(_ hasEnough: () -> Bool) throws(LiveTrouble) -> [LiveVerdict]? {
    var verdicts: [LiveVerdict] = []
    for _ in 0..<Self.looksMax {
      if hasEnough() { return nil }
      for place in orders.indices { _ = orders[place].child.look() }
      verdicts = LiveJudge.verdicts(of: scenario, try aftermath())
      let isBroken = verdicts.contains { if case .violated = $0 { true } else { false } }
      if !isBroken { break }
      usleep(500_000)
    }
    return verdicts
  }
}

extension ClosedRange<Interval> {
  /// What stands for a range of which a seed draws one.
  fileprivate var middle: Interval {
    let width = upperBound.nanoseconds - lowerBound.nanoseconds
    return Interval(nanoseconds: lowerBound.nanoseconds + width / 2)
  }
}
