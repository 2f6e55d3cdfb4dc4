import Historical
import Operations
import SimulatedWorld
import Simulation

extension KnownFlaw {
  private static func timeout(
    _ name: String, _ system: String, _ version: GenieVersion, _ words: String,
    _ isSo: @escaping @Sendable (inout GenieScene) -> Bool
  ) -> KnownFlaw {
    KnownFlaw(
      name, system, words, measure: Measure("ms", 20_000...20_049)
    ) { probe in
      var scene = GenieScene(version, probe)
      scene.call("launcher", "run implementor say hello")
      scene.run(toMs: 25_000)
      let isShown = isSo(&scene)
      guard case .timedOut(let afterMs)? = scene.verdict("launcher") else {
        return Showing(false, scene.universe)
      }
      return Showing(isShown, measure: afterMs, scene.universe)
    }
  }

  private static func plan(
    _ change: (inout GenieExecutor.Plan) -> Void
  ) -> GenieExecutor.Plan {
    var plan = GenieExecutor.Plan()
    change(&plan)
    return plan
  }

  /// What of two overlapping runs is left in the file.
  private static func overlap(_ probe: Probe) -> GenieScene {
    var draws = RandomStream(seed: probe.seed, name: "durations")
    let first = 5_000 + draws.next(below: 15_000)
    let second = 5_000 + draws.next(below: 15_000)
    var scene = GenieScene(.rc21, probe)
    scene.call("a", "run alpha lasts=\(first)")
    scene.call("b", "run beta lasts=\(second)", atMs: Int64(draws.next(below: 4_000)))
    scene.run(toMs: 40_000)
    return scene
  }

  /// A launch whose runner dies at once and whose record somebody wipes.
  package static func wiped(_ probe: Probe) -> GenieScene {
    var scene = GenieScene(.rc23, probe, latencies: Latencies(constant: .microseconds(2)))
    scene.universe.arm(
      Rule(actor: Text("genie"), verb: .fileMakeDirectories, .crashBeforeEffect))
    scene.schedule(.world(.file(.vanishes(Text(GenieScene.file)))), atMs: 250)
    scene.call("launcher", "run implementor say hello")
    scene.run(toMs: 70_000)
    return scene
  }

  /// A run whose runner and executor were killed, and whose executor's pid is a stranger's now.
  package static func reusedPid(_ probe: Probe) -> GenieScene {
    var scene = GenieScene(.rc21, probe)
    scene.call("launcher", "run implementor say hello")
    scene.schedule(.crash(Text("genie")), atMs: 5_000)
    scene.schedule(.crash(Text("claude")), atMs: 5_001)
    scene.run(toMs: 7_000)
    let pid = scene.store().records.first?.entry.executorPid ?? 0
    scene.schedule(.foreignProcess(program: Text("editor"), pid: pid, user: 1_000), atMs: 7_500)
    return scene
  }

  static let genie: [KnownFlaw] = genieV1 + genieLaunches + genieFile

  private static let genieV1 = [
    KnownFlaw(
      "genie-v1-overwrite", "genie v1", "a second run of an agent overwrites the first's record"
    ) { probe in
      var scene = GenieScene(.v1, probe, plan: plan { $0.announcesAfterMs = 1_200 })
      scene.call("first", "run implementor say hello")
      scene.call("second", "run implementor say more", atMs: 30_000)
      scene.run(toMs: 20_000)
      let first = scene.store().records.first?.entry.sessionID
      scene.run(toMs: 60_000)
      let records = scene.store().records
      let isShown = first != nil && records.count == 1 && records[0].entry.sessionID != first
      return Showing(isShown, scene.universe)
    },
    KnownFlaw(
      "genie-v1-old-id", "genie v1", "a second run that overlaps is told the first one's id"
    ) { probe in
      var scene = GenieScene(.v1, probe, plan: plan { $0.announcesAfterMs = 1_200 })
      scene.call("first", "run implementor say hello")
      scene.call("second", "run implementor say more", atMs: 1_000)
      scene.run(toMs: 40_000)
      guard case .reported(let first, _)? = scene.verdict("first"),
        case .reported(let second, _)? = scene.verdict("second")
      else { return Showing(false, scene.universe) }
      return Showing(first == second, scene.universe)
    },
  ]

  private static let genieLaunches = [
    timeout(
      "genie-rc19-timeout", "genie rc.19", .rc19, "one record, and a timeout at 20.0 s always"
    ) {
      $0.store().records.count == 1
    },
    timeout(
      "genie-rc20-two-records", "genie rc.20", .rc20,
      "two records with one pid, log and name, and a timeout at 20.0 s always"
    ) { scene in
      let records = scene.store().records
      guard records.count == 2 else { return false }
      let (mine, runners) = (records[0].entry, records[1].entry)
      // The launcher's record says `running` for ever; the other one knows how it ended.
      return mine.runnerPid != nil && mine.runnerPid == runners.runnerPid
        && mine.logFile == runners.logFile && mine.name != nil && mine.name == runners.name
        && mine.sessionID != runners.sessionID && mine.status == .running
        && mine.executorPid == nil && runners.status == .completed && runners.exitCode == 0
    },
    KnownFlaw(
      "genie-rc21-false-success", "genie rc.21",
      "a success and an id after 0.5 s although the runner died at boot",
      measure: Measure("ms", 500...549)
    ) { probe in
      var scene = GenieScene(.rc21, probe)
      scene.universe.arm(
        Rule(actor: Text("genie"), verb: .fileMakeDirectories, .crashBeforeEffect))
      scene.call("launcher", "run implementor say hello")
      scene.run(toMs: 25_000)
      guard case .reported(_, let afterMs)? = scene.verdict("launcher") else {
        return Showing(false, scene.universe)
      }
      let records = scene.store().records
      let isDead = scene.liveCount(of: "genie") == 0 && scene.liveCount(of: "claude") == 0
      let isShown =
        isDead && records.count == 1 && records[0].entry.status == .running
        && records[0].entry.executorPid == nil
      return Showing(isShown, measure: afterMs, scene.universe)
    },
    KnownFlaw(
      "genie-rc23-sixteen-looks", "genie rc.23",
      "16 looks and a minute before it says that nothing started",
      measure: Measure("ms", 60_387...60_388)
    ) { probe in
      let scene = wiped(probe)
      var launcher: GenieLauncher?
      if let actor = scene.universe.actor(named: Text("launcher")),
        case .command(.launcher(let found)) = scene.universe.machine(of: actor)
      {
        launcher = found
      }
      guard case .timedOut(let afterMs)? = launcher?.verdict else {
        return Showing(false, scene.universe)
      }
      return Showing(launcher?.lookCount == 16, measure: afterMs, scene.universe)
    },
    timeout(
      "genie-rc29-timeout", "genie rc.29", .rc29, "one record, and a timeout at 20.0 s again"
    ) {
      $0.store().records.count == 1
    },
    KnownFlaw(
      "genie-rc29-minute", "genie rc.29",
      "two records of one id when a launch spans the turn of a minute", percent: 80...100
    ) { probe in
      // The launcher reads its clock some 90 ms after it was called, the runner 90 ms later.
      let wall = WallTime(milliseconds: 1_760_000_000_000 + 39_850)
      var scene = GenieScene(.rc29, probe, wall: wall)
      scene.call("launcher", "run implementor say hello")
      scene.run(toMs: 25_000)
      let records = scene.store().records
      let isShown =
        records.count == 2 && records[0].key != records[1].key
        && records[0].entry.sessionID == records[1].entry.sessionID
      return Showing(isShown, scene.universe)
    },
  ]

  private static let genieFile = [
    KnownFlaw(
      "genie-rc21-lost", "genie rc.21", "of two runs that overlap, one record is lost",
      percent: 20...50
    ) { probe in
      var scene = overlap(probe)
      return Showing(scene.store().records.count < 2, scene.universe)
    },
    KnownFlaw(
      "genie-rc21-running-for-ever", "genie rc.21",
      "of two runs that overlap, one is shown as running for ever", percent: 50...80
    ) { probe in
      var scene = overlap(probe)
      let records = scene.store().records
      let isShown = records.count == 2 && records.contains { $0.entry.status != .completed }
      return Showing(isShown, scene.universe)
    },
    KnownFlaw(
      "genie-rc21-torn-write", "genie rc.21",
      "a launcher that dies in the middle of a write leaves nothing of all the others"
    ) { probe in
      var scene = GenieScene(.rc21, probe)
      for number in 0..<5 {
        scene.call("launcher-\(number)", "run agent\(number) x", atMs: Int64(number) * 20_000)
      }
      scene.universe.arm(Rule(actor: Text("sixth"), verb: .fileWrite, .crashBeforeAnswer))
      scene.call("sixth", "run agent5 x", atMs: 100_000)
      scene.run(toMs: 99_000)
      let before = scene.store().records.count
      scene.run(toMs: 109_000)
      let isEmpty = scene.universe.world.content(of: Text(GenieScene.file)) == .empty
      return Showing(before == 5 && isEmpty, scene.universe)
    },
    KnownFlaw(
      "genie-nested-id", "genie rc.21",
      "a launch by the agent takes over the outer id, log and record"
    ) { probe in
      var scene = GenieScene(.rc21, probe, plan: plan { $0.calls = "helper look around" })
      scene.call("launcher", "run implementor say hello")
      scene.run(toMs: 5_000)
      let records = scene.store().records
      let outer = scene.launcher("launcher")?.sessionID
      let isShown =
        scene.liveCount(of: "claude") == 2 && records.count == 1 && records[0].key == outer
        && records[0].entry.agent == scene.universe.text("helper")
      return Showing(isShown, scene.universe)
    },
    KnownFlaw(
      "genie-stops-stranger", "genie rc.21",
      "stop ends whoever has the pid by now, and calls the session stopped"
    ) { probe in
      var scene = reusedPid(probe)
      let record = scene.store().records.first
      let pid = record?.entry.executorPid ?? 0
      let id = record.map { scene.universe.world.moment.texts.string($0.key) } ?? ""
      scene.call("stop", program: "stop", id, atMs: 9_000)
      scene.run(toMs: 8_900)
      let livedBefore = pid > 1 && scene.lives(pid: pid)
      scene.run(toMs: 12_000)
      let isShown =
        livedBefore && !scene.lives(pid: pid)
        && scene.store().records.first?.entry.status == .stopped
      return Showing(isShown, scene.universe)
    },
  ]
}
