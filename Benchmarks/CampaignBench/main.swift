import Glibc
import ScenarioFiles
import ScenarioFolders
import Scenarios
import CAllocationCount
import Operations
import Properties
import Simulation

func seconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
if CommandLine.arguments[1] == "library" {
  for file in try ScenarioFolder.files(at: ["scenarios"]) {
    let scenario = try ScenarioFile.load(ScenarioFolder.bytes(of: file), file: file)
    for (number, changes) in ([[]] + scenario.reds.map(\.changes)).enumerated() {
    for seed in UInt64(1)...4 {
      var play = try Play(scenario, changes: changes, seed: seed)
      play.run(stopsAtViolation: seed < 4)
      let f = play.findings()
      print(file, number, seed, play.universe.eventCount, play.universe.digest.high, play.universe.digest.low, f, play.struck)
    }
    }
  }
  exit(0)
}
let path = CommandLine.arguments[1]
let n = Int(CommandLine.arguments[2])!
let mode = CommandLine.arguments.count > 3 ? CommandLine.arguments[3] : ""
let scenario = try ScenarioFile.load(ScenarioFolder.bytes(of: path), file: path)
var events: Int64 = 0
var sum: UInt64 = 0
var failed = 0
if mode != "prepared" {
let a0 = allocation_count()
let t0 = seconds()
for seed in 1...UInt64(n) {
  var play = try Play(scenario, seed: seed)
  play.run()
  let f = play.findings()
  events += play.universe.eventCount
  sum = sum &* 31 &+ play.universe.digest.low ^ play.universe.digest.high
  if n < 3 { for e in play.account.agents { print(e) }; print(f, play.universe.now) }
  if f.contains(where: { $0.verdict == .violated }) { failed += 1; if failed == 1 { print(f) } }
}
let t = seconds() - t0
print("ordinary", Double(n) / t, "runs/s", Double(events) / Double(n), "events/run", t / Double(events) * 1e9, "ns/event", Double(allocation_count() - a0) / Double(n), "allocs/run", failed, "failed", String(sum, radix: 16))

}
let a1 = allocation_count()
let t1 = seconds()
events = 0
sum = 0
let production = try Production(scenario)
for seed in 1...UInt64(n) {
  var play = production.play(seed: seed)
  play.run()
  let f = play.findings()
  events += play.universe.eventCount
  sum = sum &* 31 &+ play.universe.digest.low ^ play.universe.digest.high
  if f.contains(where: { $0.verdict == .violated }) { failed += 1; if failed == 1 { print(f) } }
}
let u = seconds() - t1
print("prepared", Double(n) / u, "runs/s", Double(events) / Double(n), "events/run", u / Double(events) * 1e9, "ns/event", Double(allocation_count() - a1) / Double(n), "allocs/run", failed, "failed", String(sum, radix: 16))
