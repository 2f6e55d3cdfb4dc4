import Glibc
import Operations
import Simulation
import SimulationSupport

// Prints one digest over many storms. Whatever process, build or hash seed it runs under, the
// digest is the same, or something that must not matter does.

let usage = """
  usage: determinism-check [--seeds N] [--trace] [--each] [--twice] [--plant]
    --seeds N  how many storms; 1000 unless said
    --trace    keeps the traces as well
    --each     prints every storm's digest too, a line each, before the one over all
    --twice    runs each storm twice and shows where the two part, exit status 3
    --plant    lets a machine walk over a set, which this check is there to catch
  """
var seeds: UInt64 = 1_000
var isTracing = false
var printsEach = false
var runsTwice = false
var isPlanted = false
var arguments = CommandLine.arguments.dropFirst()
while let argument = arguments.popFirst() {
  switch argument {
  case "--seeds":
    guard let count = arguments.popFirst().flatMap(UInt64.init) else {
      refuse("--seeds wants a number")
    }
    seeds = count
  case "--trace": isTracing = true
  case "--each": printsEach = true
  case "--twice": runsTwice = true
  case "--plant": isPlanted = true
  default: refuse("unknown argument '\(argument)'")
  }
}

let limits = RunLimits(until: Instant.start + .seconds(600), events: 50)
var events: Int64 = 0
var all = Digest()
for seed in 0..<seeds {
  var universe = Storm.universe(seed: seed, isPlanted: isPlanted)
  universe.trace.record(isTracing)
  Storm.run(&universe, limits)
  events += universe.eventCount
  var digest = universe.digest
  digest.fold(universe.stateHash())
  if printsEach { print("seed \(seed) \(digest)") }
  all.fold(digest)
  guard runsTwice else { continue }
  var first = Storm.universe(seed: seed, isPlanted: isPlanted)
  var second = Storm.universe(seed: seed, isPlanted: isPlanted)
  if let divergence = first.firstDivergence(from: &second, within: 1_000) {
    print("seed \(seed) does not repeat itself.\n\(first.report(divergence))")
    exit(3)
  }
}
print("all \(all) \(seeds) storms, \(events) events")

func refuse(_ why: String) -> Never {
  var notice = "error: \(why)\n\(usage)\n"
  _ = notice.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
  exit(64)
}
