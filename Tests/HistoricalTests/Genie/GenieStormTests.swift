import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// Every machine of genie's answers whatever becomes of its operations.
@Suite("Genie in a storm")
struct GenieStormTests {
  private static let verbs: [Verb] = [
    .fileRead, .fileWrite, .fileMakeDirectories, .fileCreateExclusive, .fileAppend,
    .processSpawn, .processReap, .processProbe, .processSignal, .processWriteLine, .processExit,
    .timer, .readClock, .drawNumber,
  ]

  @Test(
    "goes on or ends, and tells its user something or nothing", arguments: GenieVersion.allCases)
  func storm(version: GenieVersion) {
    var told = 0
    var untold = 0
    for seed: UInt64 in 1...25 {
      var plan = GenieExecutor.Plan()
      (plan.announcesAfterMs, plan.calls, plan.runsForMs) = (700, "helper look", 3_000)
      var policy = GeniePolicy()
      policy.callLimit = .seconds(4)
      var scene = GenieScene(version, seed: seed, plan: plan, policy: policy)
      for rule in Trouble.rules(Self.verbs, seed: seed, perMillion: 60_000) {
        scene.universe.arm(rule)
      }
      scene.call("first", "run alpha x")
      scene.call("second", "run beta x", atMs: 900)
      scene.call("stop", program: "stop", "alpha-2510090853", atMs: 2_000)
      scene.call("list", program: "list", "", atMs: 2_500)
      scene.schedule(.signal(Text("genie"), .hangUp), atMs: 1_500)
      scene.schedule(.duplicate(Text("first"), count: 1), atMs: 1_000)
      scene.schedule(.restart(Text("second")), atMs: 30_000)
      scene.run(toMs: 60_000)
      scene.universe.world.checkInvariants()
      if scene.verdict("first") == nil { untold += 1 } else { told += 1 }
    }
    #expect(told > 0 && untold > 0, "\(told) were told something, \(untold) nothing")
  }
}
