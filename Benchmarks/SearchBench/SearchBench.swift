import BenchSupport
import Commands
import Glibc

/// How fast models are searched, beside Hypothesis and Spin on the same models.
///
/// What repeats exactly is held against `Benchmarks/Thresholds/search.json`; wall times are printed,
/// and held against goals with much room. Exit status 1: a goal is missed, a counter differs, or
/// the two sides disagree; 69: all that is well, and a peer is not there.
@main
enum SearchBench {
  /// What can be run alone.
  enum Part: String, CaseIterable, Word {
    case schedules, flaw, rules, folder
  }

  static let record = Flag("record", help: "Keep the counters of this run as the thresholds.")
  static let only = Option<[Part]>("only", placeholder: "part", default: [], help: "Run this part.")
  static let command = Command(
    "search-bench", abstract: "Measure how fast models are searched.", parameters: [record, only])

  static let kept = "Benchmarks/Thresholds/search.json"
  static let page = "reports/benchmarks/search.md"

  static func main() { Program.main(command, run) }

  private static func run(_ values: Values) -> Int32 {
    let chosen = values[only]
    let parts = chosen.isEmpty ? Part.allCases : chosen
    var trials = Trials()
    if parts.contains(.schedules) { trials.schedules() }
    if parts.contains(.flaw) { trials.flaw() }
    if parts.contains(.rules) { trials.rules() }
    if parts.contains(.folder) { trials.folder() }
    let report = Report(trials.results)
    Console.print(report.text)
    if chosen.isEmpty, !TextFile.write(page, Array(report.text.utf8)) {
      Console.complain("error: \(page) cannot be written")
      return 74
    }
    return judge(trials.results, values, isWhole: chosen.isEmpty)
  }

  private static func judge(_ results: Results, _ values: Values, isWhole: Bool) -> Int32 {
    var complaints = results.complaints
    if values[record] {
      guard TextFile.write(kept, Counter.text(results.counters)) else {
        Console.complain("error: \(kept) cannot be written")
        return 74
      }
    } else {
      complaints += compare(results.counters, isWhole: isWhole)
    }
    for complaint in complaints { Console.complain(complaint) }
    if !complaints.isEmpty { return 1 }
    for script in results.missing {
      Console.complain("not compared: run Benchmarks/Peers/\(script) first, or see why it failed")
    }
    return results.missing.isEmpty ? 0 : 69
  }

  private static func compare(_ found: [Counter], isWhole: Bool) -> [String] {
    guard let bytes = TextFile.read(kept) else { return ["\(kept) cannot be read"] }
    do {
      let all = try Counter.parse(bytes)
      let kept = isWhole ? all : all.filter { old in found.contains { $0.name == old.name } }
      return Counter.differences(kept: kept, found: found)
    } catch {
      return ["\(kept): \(error)"]
    }
  }
}
