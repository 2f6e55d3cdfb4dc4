import BenchSupport
import Commands
import Glibc

/// How fast universes run, what they allocate, how they grow and what copies of them cost.
///
/// What repeats exactly is held against `Benchmarks/Thresholds/universe.json`; wall times are
/// printed. Exit status 1: a counter differs, something is allocated in steady state, or an
/// operation came to what it should not. 69: all that is well, and SimPy is not there.
@main
enum UniverseBench {
  /// What can be run alone.
  enum Part: String, CaseIterable, Word {
    case ping, steps, growth, memory, copies, peer
  }

  static let record = Flag("record", help: "Keep the counters of this run as the thresholds.")
  static let short = Flag(
    "digests", help: "Only warm up and compare the digests, as a debug build can.")
  static let only = Option<[Part]>("only", placeholder: "part", default: [], help: "Run this part.")
  static let command = Command(
    "universe-bench",
    abstract: "Measure how fast simulated universes run, and what they allocate.",
    parameters: [record, short, only])

  static let kept = "Benchmarks/Thresholds/universe.json"
  static let folder = "reports/benchmarks"

  static func main() { Program.main(command, run) }

  private static func run(_ values: Values) -> Int32 {
    let chosen = values[only]
    let isWhole = chosen.isEmpty && !values[short]
    let parts = chosen.isEmpty ? Part.allCases : chosen
    var workloads = Workloads(isShort: values[short])
    workloads.exerciseCounter()
    // The long runs come first: what others leave behind on the heap is not theirs.
    if parts.contains(.memory) { workloads.runLong() }
    if parts.contains(.ping) { workloads.ping() }
    if parts.contains(.peer) { workloads.compare() }
    if parts.contains(.steps) { workloads.step() }
    if parts.contains(.growth) { workloads.grow() }
    if parts.contains(.copies) { workloads.copy() }
    let results = workloads.results
    if !values[short] { Console.print(Report(results).text) }
    printDigests(results)
    if isWhole, !keepReports(results) { return 74 }
    return judge(results, values)
  }

  private static func printDigests(_ results: Results) {
    var table = TextTable(["workload", "events", "operations", "digest when warm", "digest"])
    for exact in results.measurements.map(\.exact) {
      table.add([
        exact.name, "\(exact.events)", "\(exact.operations)", exact.warmDigest, exact.digest,
      ])
    }
    Console.print(table.text)
  }

  /// Writes the files of the report; false when one cannot be written.
  private static func keepReports(_ results: Results) -> Bool {
    var files = [
      ("universe.md", Array(Report(results).text.utf8)),
      ("universe.json", Thresholds.text(results.measurements.map(\.exact))),
      ("universe-times.json", Times.text(results)),
      ("growth.svg", Array(Charts.growth(results.storms).text.utf8)),
    ]
    if let ping = results.longPing, let mix = results.longMix {
      files.append(("memory.svg", Array(Charts.memory(ping, mix).text.utf8)))
      files.append(("places.svg", Array(Charts.places(ping, mix).text.utf8)))
    }
    for (name, bytes) in files where !TextFile.write("\(folder)/\(name)", bytes) {
      Console.complain("error: \(folder)/\(name) cannot be written")
      return false
    }
    return true
  }

  private static func judge(_ results: Results, _ values: Values) -> Int32 {
    var complaints: [String] = []
    if results.counted != Workloads.knownAllocations {
      complaints.append(
        "\(Workloads.knownAllocations) allocations were made and \(results.counted) counted")
    }
    if results.surprises > 0 {
      complaints.append(
        "\(results.surprises) operations of the mix came to something unexpected, first: "
          + (results.firstSurprise ?? "unknown"))
    }
    for measurement in results.measurements where measurement.allocations != 0 {
      complaints.append(
        "\(measurement.name): \(measurement.allocations) allocations in steady state")
    }
    for (name, samples) in [("ping", results.longPing), ("mix", results.longMix)] {
      guard let samples, samples.placeGrowth > 0 else { continue }
      complaints.append("the long \(name) took \(samples.placeGrowth) more places")
    }
    let found = results.measurements.map(\.exact)
    if values[record] {
      guard TextFile.write(kept, Thresholds.text(found)) else {
        Console.complain("error: \(kept) cannot be written")
        return 74
      }
    } else {
      complaints += compare(found, isShort: values[short])
    }
    for complaint in complaints { Console.complain(complaint) }
    if !complaints.isEmpty { return 1 }
    guard results.comparisons != nil else {
      Console.complain("not compared: run Benchmarks/Peers/install-simpy.sh first")
      return 69
    }
    return 0
  }

  private static func compare(_ found: [Exact], isShort: Bool) -> [String] {
    guard let bytes = TextFile.read(kept) else { return ["\(kept) cannot be read"] }
    do {
      let kept = try Thresholds.parse(bytes)
      return Thresholds.differences(kept: kept, found: found, isShort: isShort)
    } catch {
      return ["\(kept): \(error)"]
    }
  }
}
