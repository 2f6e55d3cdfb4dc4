import Commands
import Exploration

/// `rehearse merge`: the reports of shards as one.
enum MergeCommand: Subcommand {
  static let paths = Argument<[Path]>(
    "report", help: "Reports that 'rehearse explore' has written.")
  static let out = Option<Path?>(
    "output", short: "o", placeholder: "file", help: "Write the whole report to this file.")
  static let json = Flag("json", help: "Print the report as JSON.")

  static let command = Command(
    "merge",
    abstract: "Put the reports of a campaign's parts together.",
    discussion: """
      The parts of one campaign, however many and in any order, come to the very report that one \
      process would have written. A part that was run twice counts once, and has to be the same.

      The exit status is 0 when all runs held, 1 when one failed, 2 when parts are missing, 3 when \
      two reports of the same part differ or a run came out differently, and 65 when a file is no \
      report or of another campaign.
      """,
    parameters: [paths, out, json])

  static func run(
    _ values: Values, output: Output, errors: Output
  ) throws(Failure) -> ExitStatus {
    var known: [(path: String, record: CampaignRecord)] = []
    var whole: CampaignRecord?
    for path in values[paths].map(\.description) {
      let record = try RecordFile.read(path)
      if let plan = whole?.plan, plan != record.plan {
        throw Failure(status: .badInput, message: "'\(path)' \(words(.differentPlans)).")
      }
      if let twin = known.first(where: { $0.record.done == record.done }) {
        guard twin.record == record else {
          throw Failure(
            status: .nondeterministic,
            message: "'\(path)' and '\(twin.path)' are of the same runs, and they differ.")
        }
        continue
      }
      known.append((path, record))
      guard var sum = whole else {
        whole = record
        continue
      }
      do throws(CampaignRecord.Conflict) {
        try sum.merge(record)
      } catch {
        throw Failure(status: .badInput, message: "'\(path)' \(words(error)).")
      }
      whole = sum
    }
    guard let whole else {
      throw Failure(status: .usage, message: "There is no report to merge.")
    }
    if let file = values[out]?.description {
      try OutputFile.write(Array(whole.text.utf8), to: file)
    }
    let report = ExploreReport(merged: whole, width: output.width)
    try output.print(values[json] ? whole.text : report.text)
    return report.status
  }

  private static func words(_ conflict: CampaignRecord.Conflict) -> String {
    switch conflict {
    case .differentPlans: "is of another campaign than those before it"
    case .overlap(let range):
      "has seeds that were in another report already: \(range.lowerBound) to "
        + "\(range.upperBound - 1)"
    }
  }
}
