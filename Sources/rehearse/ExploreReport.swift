import Exploration
import Lifecycle
import Operations
import Properties
import Reports
import Scenarios

/// What a campaign has come to, for people.
struct ExploreReport {
  private let record: CampaignRecord
  private let name: String
  private let scope: Scope
  private let width: Int

  /// How much of its campaign a report was to be of.
  private enum Scope {
    /// All of it, or all until the first failure.
    case whole
    /// All of it, from its parts.
    case merged
    /// As much as time allowed.
    case timed
    /// One part; what that does not reach, another may.
    case shard
    /// More than it is of.
    case interrupted
  }

  init(
    _ record: CampaignRecord, input: ScenarioInput, _ request: ExploreRequest,
    isInterrupted: Bool, width: Int
  ) {
    self.record = record
    name = input.words
    scope =
      if isInterrupted {
        .interrupted
      } else if request.shard != .whole {
        .shard
      } else {
        request.nanosecondsMax != nil ? .timed : .whole
      }
    self.width = width
  }

  /// A report that was put together from parts.
  init(merged record: CampaignRecord, width: Int) {
    self.record = record
    name = record.plan.title
    scope = .merged
    self.width = width
  }

  var status: ExitStatus {
    if scope == .interrupted { return .interrupted }
    if !record.report.departed.isEmpty { return .nondeterministic }
    if record.report.failureCount > 0 { return .violated }
    return gaps.isEmpty ? .success : .vacuous
  }

  /// Why it shows nothing, or not all that it was to show.
  private var gaps: [String] {
    var gaps: [String] = []
    guard let census = record.report.census, census.runCount > 0 else { return ["nothing was run"] }
    if scope == .whole || scope == .merged, !record.isComplete {
      let missing = record.missing.map { "\($0.lowerBound) to \($0.upperBound - 1)" }
      gaps.append("these seeds are missing: \(missing.joined(separator: ", "))")
    }
    guard scope != .shard, scope != .interrupted else { return gaps }
    for property in PropertyName.allCases
    where record.plan.expectations.contains(property.text) && property != .deterministic {
      if census.exercises(of: property).count == 0 {
        gaps.append("'\(property.text)' was put to the test in no run")
      }
    }
    return gaps
  }

  var text: String {
    var lines = [headline] + record.report.failureCount.failures(record.report, width)
    for seed in record.report.departed {
      lines.append("          seed \(seed) ran differently the second time")
    }
    if record.report.failureCount == 0 || scope == .merged {
      lines += gaps.map { "          \($0)" }
    }
    lines += [""] + exercises + situations + faults + [figures]
    return lines.joined(separator: "\n")
  }

  private var headline: String {
    let word = status.word
    return word + String(repeating: " ", count: max(1, 10 - word.count)) + name
  }

  // MARK: - What was reached

  private var exercises: [String] {
    guard let census = record.report.census else { return [] }
    var lines = ["put to the test"]
    var columns = Columns(
      [Column("", .right), Column("", .right), Column("", overflow: .wrap)], widthMax: width - 2)
    for property in PropertyName.allCases {
      let tally = census.exercises(of: property)
      guard tally.count > 0 else { continue }
      columns.add(["\(tally.count.grouped)x", "in \(tally.runs.grouped) runs", property.text])
    }
    lines += columns.lines.map { "  " + $0 }
    return lines
  }

  private var situations: [String] {
    guard let census = record.report.census else { return [] }
    var lines = ["situations"]
    var columns = Columns(
      [Column("", .right), Column("", .right), Column("", overflow: .wrap)], widthMax: width - 2)
    for situation in Situation.allCases {
      let tally = census.visits(to: situation)
      guard tally.count > 0 else { continue }
      columns.add(["\(tally.count.grouped)x", "in \(tally.runs.grouped) runs", situation.sentence])
    }
    lines += columns.lines.map { "  " + $0 }
    let never = census.neverReached
    if !never.isEmpty {
      lines.append("never reached, of \(Situation.allCases.count) situations")
      lines += never.map { "  " + $0.sentence }
    }
    return lines.count > 1 ? lines : []
  }

  private var faults: [String] {
    guard let census = record.report.census else { return [] }
    var lines = ["faults"]
    var columns = Columns(
      [Column("", .right), Column("", .right), Column("", overflow: .wrap)], widthMax: width - 2)
    for fault in FaultClass.allCases {
      let drawn = census.drawn(fault)
      guard drawn.count > 0 else { continue }
      let struck = census.struck(fault)
      columns.add(["\(drawn.count.grouped) drawn", "\(struck.count.grouped) struck", fault.text])
    }
    lines += columns.lines.map { "  " + $0 }
    return lines.count > 1 ? lines : []
  }

  private var figures: String {
    let report = record.report
    return "\(report.runCount.grouped) runs, \(report.twinCount.grouped) of them twice, "
      + "\(report.eventCount.grouped) events; driver \(record.plan.driver.text), seeds from "
      + "\(record.plan.first); sum \(String(report.sum, radix: 16))"
  }
}

extension Int64 {
  /// The ways to fail, a line or two each.
  fileprivate func failures(_ report: CampaignReport, _ width: Int) -> [String] {
    guard self > 0 else { return [] }
    let ways = report.groups.count == 1 ? "one way" : "\(report.groups.count) ways"
    let runs = self == 1 ? "1 run fails" : "\(grouped) runs fail"
    return ["          of \(report.runCount.grouped) runs \(runs), in \(ways):"]
      + report.groups.flatMap { group in
        [
          "          \(group.count.grouped)x \(group.kind.text)",
          "             first with seed \(group.seed)"
            + (group.call.map { ", at \($0.name)" } ?? ""),
        ]
      }
  }
}
