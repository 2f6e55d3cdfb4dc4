import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// Several faults at once, two callers with one key, each ended somewhere and started again.
@Suite("Two callers of one key in a storm")
struct ForgeMixedStormTests {
  @Test("make one task and one agent at most", arguments: 0..<20)
  func storm(_ block: Int) {
    var complaints: [String] = []
    var resolved = 0
    for run in 0..<40 {
      let seed = UInt64(block * 40 + run + 1)
      var desk = ForgeDesk(seed: seed)
      let all = ForgeWeather.creation.flatMap(\.faults) + ForgeWeather.more
      var draw = seed &* 0x9E37_79B9_7F4A_7C15
      func next(_ bound: Int) -> Int {
        draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(draw >> 33) % bound
      }
      for _ in 0..<(1 + next(3)) {
        let (time, fault) = all[next(all.count)]
        desk.universe.schedule(.world(fault), at: .start + time)
      }
      // Whatever has crashed comes back.
      desk.universe.schedule(.world(.forge(.start)), at: .start + .seconds(20))
      var callers: [Text] = []
      for (number, name) in ["first", "second"].enumerated() {
        let caller = desk.add(
          desk.run("key-1"), name: name, at: .start + .milliseconds(Int64(next(400))))
        callers.append(caller)
        let crash = ForgeCreationStormTests.crashes[next(3)]
        desk.universe.arm(Rule(actor: caller, skip: Int32(next(14)), crash))
        for restart in 1...6 {
          desk.universe.schedule(
            .restart(caller),
            at: .start + .milliseconds(Int64(restart * 90_000 + next(40) * 1_000 + number)))
        }
      }
      _ = desk.universe.run(RunLimits(until: .start + .seconds(900), events: 300_000))
      // Whoever was ended last comes back once more.
      for caller in callers where desk.result(of: caller) == nil {
        desk.universe.schedule(.restart(caller), at: desk.universe.now + .seconds(1))
        desk.wait(.seconds(200))
      }
      let forge = desk.universe.world.forge
      if forge.taskCount > 1 || forge.processCount > 1 {
        complaints.append("seed \(seed): \(forge.taskCount) tasks, \(forge.processCount) runs")
      }
      var tasks: [UInt64] = []
      for caller in callers {
        switch desk.result(of: caller) {
        case .created(let session, _, _, _), .failedToStart(let session):
          tasks.append(session.task)
          resolved += 1
        case .fallBackLocally:
          if forge.taskCount > 0 { complaints.append("seed \(seed): fell back beside a task") }
          resolved += 1
        case .unresolved: break
        case let other: complaints.append("seed \(seed): \(String(describing: other))")
        }
      }
      if tasks.count == 2, tasks[0] != tasks[1] {
        complaints.append("seed \(seed): two sessions for one key")
      }
    }
    #expect(complaints.isEmpty, "\(complaints.count): \(complaints.prefix(4))")
    // A run in which nobody came to a result would prove nothing.
    #expect(resolved > 60, "\(resolved) of 80 came to a result")
  }
}
