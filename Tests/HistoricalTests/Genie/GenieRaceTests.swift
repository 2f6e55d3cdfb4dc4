import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// What several processes of genie do to one file, and to whoever has a pid now.
@Suite("Genie's one file")
struct GenieRaceTests {
  private func plan(_ change: (inout GenieExecutor.Plan) -> Void) -> GenieExecutor.Plan {
    var plan = GenieExecutor.Plan()
    change(&plan)
    return plan
  }

  // MARK: - The first format

  @Test("v1: a run reports the executor's own id once that is in the log")
  func firstFormat() {
    var scene = GenieScene(.v1, seed: 1, plan: plan { $0.announcesAfterMs = 1_200 })
    scene.call("launcher", "run implementor say hello")
    scene.run(toMs: 25_000)
    let record = scene.store().records.first
    guard case .reported(let id, let afterMs) = scene.verdict("launcher") else {
      Issue.record("\(String(describing: scene.verdict("launcher")))")
      return
    }
    #expect(record?.key == scene.universe.text("implementor"))
    #expect(record?.entry.sessionID == id && (1_500..<2_600).contains(afterMs))
    #expect(record?.entry.status == .completed)
  }

  @Test("v1: a run that ends before its id is known is a failure to start (completed)")
  func fastSuccess() {
    var scene = GenieScene(.v1, seed: 1, plan: plan { $0.runsForMs = 200 })
    scene.call("launcher", "run implementor say hello")
    scene.run(toMs: 25_000)
    guard case .failedToStart(.completed, let afterMs) = scene.verdict("launcher") else {
      Issue.record("\(String(describing: scene.verdict("launcher")))")
      return
    }
    #expect((500..<1_100).contains(afterMs))
  }

  @Test("v1: a second run of the same agent writes over the first one's record")
  func overwritten() {
    expectKnown("genie-v1-overwrite", runs: 50)
  }

  @Test("v1: a second run that overlaps is told the first one's id")
  func oldID() {
    expectKnown("genie-v1-old-id", runs: 50)
  }

  // MARK: - Whole files out of old memory

  @Test("rc.21: runs one after the other lose nothing")
  func sequential() {
    for seed: UInt64 in 1...40 {
      var scene = GenieScene(.rc21, seed: seed)
      for number in 0..<5 {
        scene.call("launcher-\(number)", "run agent\(number) x", atMs: Int64(number) * 20_000)
      }
      scene.run(toMs: 120_000)
      let records = scene.store().records
      #expect(records.count == 5)
      #expect(records.allSatisfy { $0.entry.status == .completed })
    }
  }

  @Test("rc.21: of two runs that overlap, the one that ends first is lost or runs for ever")
  func overlapping() {
    expectKnown("genie-rc21-lost", runs: 300)
    expectKnown("genie-rc21-running-for-ever", runs: 300)
    // Hardly any pair is unharmed.
    let shown = ["genie-rc21-lost", "genie-rc21-running-for-ever"].map {
      KnownFlaw.named($0)?.figures(seeds: 1...300).shown ?? 0
    }
    #expect(shown[0] + shown[1] >= 297, "\(shown) of 300")
  }

  @Test("rc.21: a launcher that dies in the middle of a write leaves nothing of all the others")
  func tornWrite() {
    var scene = GenieScene(.rc21, seed: 1)
    for number in 0..<5 {
      scene.call("launcher-\(number)", "run agent\(number) x", atMs: Int64(number) * 20_000)
    }
    scene.universe.arm(Rule(actor: Text("sixth"), verb: .fileWrite, .crashBeforeAnswer))
    scene.call("sixth", "run agent5 x", atMs: 100_000)
    scene.call("seventh", "run agent6 x", atMs: 110_000)
    scene.run(toMs: 99_000)
    #expect(scene.store().records.count == 5)
    scene.run(toMs: 109_000)
    #expect(scene.universe.world.content(of: Text(GenieScene.file)) == .empty)
    scene.run(toMs: 140_000)
    #expect(scene.store().records.map(\.entry.agent) == [scene.universe.text("agent6")])
  }

  @Test("rc.21: a reader amid a write takes the file for empty, and writes that back")
  func tornRead() {
    var scene = GenieScene(.rc21, seed: 1, latencies: Latencies(constant: .microseconds(2)))
    var before = GenieStore(.sessionsByID)
    for id in ["one", "two", "three"] {
      var entry = GenieEntry()
      entry.agent = scene.universe.text("agent")
      entry.sessionID = scene.universe.text(id)
      before.put(entry, under: scene.universe.text(id))
    }
    scene.put(before)
    scene.universe.world.files.writeDelay = .constant(.milliseconds(20))
    scene.call("a", "run alpha x", atMs: 1_000)
    scene.call("b", "run beta x", atMs: 1_010)
    scene.run(toMs: 1_100)
    let own = scene.launcher("b")?.sessionID
    #expect(own != nil && scene.store()[scene.universe.text("two")] == nil)
  }

  @Test("rc.21: a record lost before the first look is a timeout, and the session runs")
  func falseTimeout() {
    var scene = GenieScene(.rc21, seed: 1, plan: plan { $0.runsForMs = 40_000 })
    scene.call("launcher", "run implementor say hello")
    let empty = scene.universe.text("{}")
    // Another process, of the same kind, had an empty store in its memory; its save came between.
    scene.schedule(
      .world(.file(.appears(Text(GenieScene.file), content: empty))), atMs: 450)
    for atMs in [2_300, 2_400, 2_500] {
      scene.schedule(
        .world(.file(.appears(Text(GenieScene.file), content: empty))), atMs: Int64(atMs))
    }
    scene.run(toMs: 30_000)
    guard case .timedOut = scene.verdict("launcher") else {
      Issue.record("\(String(describing: scene.verdict("launcher")))")
      return
    }
    #expect(scene.liveCount(of: "claude") == 1)
  }

  @Test("rc.20: a launcher that saves after its runner takes the runner's record back for a while")
  func parentAfterChild() {
    var scene = GenieScene(.rc20, seed: 1)
    // Its second save, with the runner's pid, is held up for as long as the runner needs to begin.
    scene.universe.arm(
      Rule(actor: Text("launcher"), verb: .fileWrite, skip: 1, .delay(.milliseconds(600))))
    scene.call("launcher", "run implementor say hello")
    scene.run(toMs: 650)
    #expect(scene.store().records.count == 2)
    scene.run(toMs: 1_500)
    #expect(scene.store().records.count == 1)
    scene.run(toMs: 4_000)
    #expect(scene.store().records.count == 2)
  }

  // MARK: - Identities

  @Test("rc.21: a genie that the agent calls takes over the outer id, log and record")
  func nestedLaunch() {
    expectKnown("genie-nested-id", runs: 50)
  }

  @Test("rc.21: a genie that is called without the outer environment has an id of its own")
  func nestedLaunchWithoutLeak() {
    let plan = plan {
      $0.calls = "helper look around"
      $0.leaksEnvironment = false
    }
    var scene = GenieScene(.rc21, seed: 1, plan: plan)
    scene.call("launcher", "run implementor say hello")
    scene.run(toMs: 5_000)
    #expect(scene.store().records.count == 2)
  }

  @Test("rc.29: a launch over the turn of a minute gives two records of one id")
  func minuteStraddle() {
    expectKnown("genie-rc29-minute", runs: 50)
  }

  @Test("rc.29: two runs of one agent in one minute have one record")
  func oneMinute() {
    var scene = GenieScene(.rc29, seed: 1)
    scene.call("first", "run implementor say hello")
    scene.call("second", "run implementor say more", atMs: 20_000)
    scene.run(toMs: 50_000)
    #expect(scene.store().records.count == 1)
  }

  // MARK: - Bare pids

  @Test("a pid that was taken again shows a dead session as running, for ever")
  func reusedPidShown() {
    var scene = KnownFlaw.reusedPid(Probe(seed: 1))
    let pid = scene.store().records.first?.entry.executorPid ?? 0
    scene.schedule(.stepWallClock(milliseconds: 30 * 86_400_000), atMs: 8_000)
    scene.call("list", program: "list", "", atMs: 9_000)
    scene.run(toMs: 12_000)
    guard case .list(let list)? = scene.machine("list") else {
      Issue.record("no list")
      return
    }
    #expect(list.isThrough && list.lines.map(\.display) == [.running])
    #expect(list.lines.map(\.isSwept) == [false])
    #expect(scene.liveCount(of: "claude") == 0 && scene.lives(pid: pid) == true)
  }

  @Test("without the stranger the same session is stopped, and swept after a day")
  func sweep() {
    var scene = GenieScene(.rc21, seed: 1)
    scene.call("launcher", "run implementor say hello")
    scene.schedule(.crash(Text("genie")), atMs: 5_000)
    scene.schedule(.crash(Text("claude")), atMs: 5_001)
    scene.schedule(.stepWallClock(milliseconds: 86_400_000), atMs: 8_000)
    scene.call("early", program: "list", "", atMs: 7_000)
    scene.call("late", program: "list", "", atMs: 12_000)
    scene.run(toMs: 9_000)
    #expect(scene.store().records.first?.entry.status == .running)
    scene.run(toMs: 14_000)
    guard case .list(let early)? = scene.machine("early") else { return }
    #expect(early.lines.map(\.display) == [.stopped])
    #expect(scene.store().records.first?.entry.status == .abandoned)
  }

  @Test("stop ends a stranger that has the pid now, and calls the session stopped")
  func stopSignalsStranger() {
    expectKnown("genie-stops-stranger", runs: 20)
  }

  @Test("stop ends runner and executor of a session that runs, and not what the executor started")
  func stopLeavesGrandchildren() {
    var scene = GenieScene(.rc20, seed: 1, plan: plan { $0.calls = "helper look around" })
    scene.call("launcher", "run implementor say hello")
    scene.run(toMs: 5_000)
    let outer = scene.store().records.first { $0.entry.executorPid != nil }
    let id = outer.map { scene.universe.world.moment.texts.string($0.key) } ?? ""
    scene.call("stop", program: "stop", id, atMs: 6_000)
    scene.run(toMs: 7_000)
    #expect(scene.lives(pid: outer?.entry.executorPid ?? 1) == false)
    #expect(scene.lives(pid: outer?.entry.runnerPid ?? 1) == false)
    #expect(scene.liveCount(of: "claude") == 1 && scene.liveCount(of: "genie") >= 1)
  }
}
