import Exploration
import ExplorationSupport
import Glibc
import Lifecycle
import Properties
import Scenarios
import Simulation

/// Plays the scenes as they should be, varied by the swarm: nothing may be violated.
struct Holding {
  private let options: Options

  init(_ options: Options) {
    self.options = options
  }

  /// The exit status.
  func run() throws(StagingError) -> Int32 {
    let scenes = PlainScene.allCases.filter { options.only == nil || options.only == $0.rawValue }
    guard !scenes.isEmpty else { Options.refuse("no scene is called '\(options.only ?? "")'") }
    var all = Census()
    for scene in scenes {
      if let seed = options.seed { return try replay(scene, seed) }
      let census = try play(scene)
      print(
        "\(scene.rawValue): \(census.runCount) runs, \(census.eventCount) events, "
          + "\(census.violatedCount) violated")
      fflush(nil)
      all.merge(census)
    }
    for fault in FaultClass.allCases where all.drawn(fault).count > 0 {
      print(
        "fault \(fault.text): drawn \(all.drawn(fault).count), struck \(all.struck(fault).count) in "
          + "\(all.struck(fault).runs) runs")
    }
    for situation in Situation.allCases {
      let tally = all.visits(to: situation)
      print("situation \(situation.text): \(tally.count) in \(tally.runs) runs")
    }
    for name in PropertyName.allCases {
      let tally = all.exercises(of: name)
      print(
        "property \(name.text): exercised \(tally.count) in \(tally.runs) runs, violated in "
          + "\(all.violations(of: name).count)")
    }
    for situation in all.neverReached { print("never reached: \(situation.text)") }
    return all.violatedCount == 0 ? 0 : 1
  }

  private func play(_ scene: PlainScene) throws(StagingError) -> Census {
    let hunt = Hunt(scene.scenario)
    var census: Census? = Census()
    for seed in 1...UInt64(max(1, options.runs))
    where seed % UInt64(options.shards) == UInt64(options.shard) {
      Console.progress("\(scene.rawValue) \(seed)")
      let run = try hunt.run(seed: seed, &census)
      guard let place = run.violated else { continue }
      Console.progress("")
      print(
        "violated: \(scene.rawValue) seed \(seed): \(run.scenario.expectations[place].name): "
          + "\(run.violation?.words ?? "") [\(words(hunt, seed))]")
      fflush(nil)
    }
    Console.progress("")
    return census ?? Census()
  }

  /// The classes of faults that live in a run.
  private func words(_ hunt: Hunt, _ seed: UInt64) -> String {
    Swarm(hunt.scenario).variation(seed: seed).classes.map(\.text).joined(separator: " ")
  }

  private func replay(_ scene: PlainScene, _ seed: UInt64) throws(StagingError) -> Int32 {
    var census: Census? = Census()
    let run = try Hunt(scene.scenario).run(seed: seed, &census)
    print("latency \(run.scenario.stage.latency.map { "\($0)" } ?? "as measured")")
    for player in run.scenario.actors {
      print("\(player.name): \(player.part.kind.text) at \(player.start.lowerBound)")
    }
    for happening in run.scenario.timeline { print("\(happening.trigger): \(happening.action)") }
    if options.isTraced {
      var play = try Play(run.scenario, changes: run.changes, seed: seed, records: true)
      play.run(until: run.violated)
      let wording = Wording(of: play.universe)
      for entry in play.history { print(wording.line(entry)) }
    }
    guard let place = run.violated else {
      print("held, \(run.eventCount) events")
      return 0
    }
    if let failure = try Failure(
      of: run.scenario, changes: run.changes, seed: seed, expectation: place)
    {
      for line in FailurePage(failure, file: "-", width: 160).lines { print(line) }
    }
    return 1
  }
}
