import Glibc
import Operations
import SimulatedWorld
import Simulation

func seconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

struct ProbeMachine: Machine {
  var pid: Int32 = 1
  var count: UInt64 = 0
  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    count += 1
    if count & 1 == 0 {
      emit.perform(.process(.probe(pid: pid)), Tag(rawValue: 1))
    } else {
      emit.perform(.process(.inspect(pid: pid)), Tag(rawValue: 1))
    }
  }
  func fold(into digest: inout Digest) { digest.fold(count) }
}

for count in [1, 10, 100, 1000, 10000] {
  var names = Texts()
  let program = names.text("ping")
  var universe = Universe(
    seed: 1, programs: Programs([.init(program, PingMachine(interval: .milliseconds(1)))]))
  _ = universe.text("ping")
  for number in 0..<count {
    let name = universe.text("p\(number)")
    universe.add(actor: name, program: program)
  }
  _ = universe.run(RunLimits(events: 100_000))
  let begin = seconds()
  let events: Int64 = 5_000_000
  _ = universe.run(RunLimits(events: events))
  let took = seconds() - begin
  print("ping \(count): \(Double(events) / took / 1e6) M/s  \(universe.digest)")
}
for count in [1, 10, 100, 1000, 10000] {
  var names = Texts()
  let program = names.text("probe")
  var universe = Universe(seed: 1, programs: Programs([.init(program, ProbeMachine())]))
  _ = universe.text("probe")
  for number in 0..<count {
    let name = universe.text("p\(number)")
    universe.add(actor: name, program: program)
  }
  _ = universe.run(RunLimits(events: 100_000))
  let begin = seconds()
  let before = universe.operationCount
  _ = universe.run(RunLimits(events: 4_000_000))
  let took = seconds() - begin
  print(
    "ops \(count): \(Double(universe.operationCount - before) / took / 1e6) M/s  \(universe.digest)"
  )
}
var names = Texts()
let program = names.text("probe")
var universe = Universe(seed: 1, programs: Programs([.init(program, ProbeMachine())]))
_ = universe.text("probe")
for number in 0..<10 {
  let name = universe.text("p\(number)")
  universe.add(actor: name, program: program)
}
_ = universe.run(RunLimits(events: 100_000))
let begin = seconds()
for _ in 0..<1_000_000 {
  let twin = universe.copy()
  if twin.eventCount == 0 { print("?") }
}
print("copy: \((seconds() - begin) * 1e3) ns")
print(
  MemoryLayout<Operation>.size, MemoryLayout<Outcome>.size, MemoryLayout<TraceEntry>.size,
  MemoryLayout<SimulatedProcess>.size)
