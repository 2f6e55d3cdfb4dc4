import BenchSupport
import Commands
import Glibc
import Workers

/// How many runs of one short scenario go through in a second, on one core and on two.
///
/// What repeats exactly is held against `Benchmarks/Thresholds/campaign.json`; rates are printed, and
/// held against the targets. Exit status 1: a counter differs, a prepared run differs from an
/// ordinary one, memory has grown, or a target is missed.
@main
enum CampaignBench {
  static let record = Flag("record", help: "Keep the counters of this run as the thresholds.")
  static let digests = Flag(
    "digests", help: "Only compare the counters and digests, as a debug build can.")
  static let runs = Option<Int>(
    "runs", placeholder: "count", default: 200_000, help: "How many runs each measurement takes.")
  static let long = Option<Int>(
    "long", placeholder: "count", default: 0,
    help: "How many runs to go through on all cores while memory is watched.")
  static let path = Option<String>(
    "scenario", placeholder: "file", default: ownScenario,
    help: "The scenario.")
  static let command = Command(
    "campaign-bench", abstract: "Measure how many runs of a scenario go through in a second.",
    parameters: [record, digests, runs, long, path])

  static let ownScenario = "Benchmarks/CampaignBench/one-session.yaml"
  static let kept = "Benchmarks/Thresholds/campaign.json"
  static let folder = "reports/benchmarks"

  static func main() { Program.main(command, run) }

  private static func run(_ values: Values) -> Int32 {
    let campaign = Campaign(path: values[path])
    guard campaign.isThere else {
      Console.complain("error: \(values[path]) is no scenario that can be played")
      return 65
    }
    var results = Results(exact: campaign.exact())
    results.differences = campaign.differences(count: 500)
    do throws(ThreadTrouble) {
      if !values[digests] { try measure(campaign, UInt64(max(1, values[runs])), &results) }
      if values[long] > 0 {
        results.long = try campaign.measure(UInt64(values[long]), threads: Cores.available)
      }
    } catch {
      Console.complain("error: \(error.message)")
      return 71
    }
    let report = Report(results)
    Console.print(report.text)
    if !values[digests], values[path] == ownScenario,
      !TextFile.write("\(folder)/campaign.md", Array((report.text + "\n").utf8))
    {
      Console.complain("error: \(folder)/campaign.md cannot be written")
      return 74
    }
    return judge(results, report, values)
  }

  /// By turns, so that whoever else uses the machine meanwhile is in the way of both.
  private static func measure(
    _ campaign: Campaign, _ count: UInt64, _ results: inout Results
  ) throws(ThreadTrouble) {
    _ = try campaign.measure(min(count, 20_000), threads: 2)
    for _ in 0..<Results.pairs {
      results.ones.append(try campaign.measure(count, threads: 1))
      results.twos.append(try campaign.measure(count * 2, threads: 2))
    }
  }

  private static func judge(_ results: Results, _ report: Report, _ values: Values) -> Int32 {
    var complaints = results.complaints
    if values[record] {
      guard TextFile.write(kept, results.exact.text) else {
        Console.complain("error: \(kept) cannot be written")
        return 74
      }
    } else if values[path] == ownScenario {
      if let old = TextFile.read(kept) {
        if old != results.exact.text {
          complaints.append("old: \(String(decoding: old, as: UTF8.self))")
          complaints.append("new: \(String(decoding: results.exact.text, as: UTF8.self))")
        }
      } else {
        complaints.append("\(kept) cannot be read")
      }
    }
    for complaint in complaints { Console.complain(complaint) }
    return complaints.isEmpty ? 0 : 1
  }
}
