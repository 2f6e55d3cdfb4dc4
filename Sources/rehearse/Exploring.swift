import Commands
import Exploration
import Lifecycle
import Operations
import ScenarioFiles
import ScenarioFolders
import Scenarios
import Workers

/// Runs a campaign on this machine: on all cores, with a line that says how far it has come, and in
/// a file what was done.
struct Exploring {
  private let input: ScenarioInput
  private let request: ExploreRequest
  private let errors: Output
  private let plan: CampaignPlan
  private let campaign: Campaign
  /// How long it took.
  private(set) var nanoseconds: Int64 = 0

  /// How many runs are handed out at once.
  private static let chunk: UInt64 = 64
  /// How often what was done is written down.
  private static let checkpointNs: Int64 = 2_000_000_000

  init(_ input: ScenarioInput, _ request: ExploreRequest, errors: Output) {
    self.input = input
    self.request = request
    self.errors = errors
    campaign = Campaign(
      Hunt(
        input.scenario, changes: input.changes, violates: input.violates, driver: request.driver),
      twicePerMille: request.twicePerMille)
    plan = CampaignPlan(
      title: input.scenario.title, fingerprint: Self.fingerprint(of: input),
      driver: request.driver, first: request.first, count: request.runs,
      twicePerMille: request.twicePerMille)
  }

  /// What two campaigns must have in common for their reports to add up.
  private static func fingerprint(of input: ScenarioInput) -> String {
    var digest = Digest()
    let changed = input.scenario.changed(by: input.changes)
    for byte in ScenarioFile.text(of: changed).utf8 { digest.fold(UInt64(byte)) }
    return "\(digest)"
  }

  // MARK: - Running

  /// What came of one chunk.
  private struct Piece: Sendable {
    var report = CampaignReport()
    /// The seed after which nothing more was run, because it failed.
    var failed: UInt64?
    var trouble: String?
  }

  /// Runs what is missing.
  mutating func run() throws(Failure) -> CampaignRecord {
    let clock = Stopwatch()
    var record = try begin()
    let seeds = plan.seeds(ofPart: request.shard.number - 1, of: request.shard.count)
    var saved = Stopwatch()
    var progress = Progress(errors)
    var trouble: Failure?
    for range in record.missing.map({ $0.clamped(to: seeds) }) where !range.isEmpty {
      let campaign = campaign
      let stops = !request.collects
      do throws(ThreadTrouble) {
        try Workers(count: request.jobs).run(
          range, chunk: Self.chunk,
          { _, desk in Self.work(campaign, stops, desk) },
          take: { chunk, piece in
            if let message = piece.trouble {
              trouble = Failure(status: .badInput, message: "\(input.path): \(message)")
              return .stop
            }
            let end = piece.failed.map { $0 + 1 } ?? chunk.upperBound
            record.add(piece.report, of: chunk.lowerBound..<end)
            progress.show(line(record, clock.nanoseconds))
            if request.checkpoint != nil, saved.nanoseconds > Self.checkpointNs {
              saved = Stopwatch()
              do throws(Failure) { try save(record) } catch { trouble = error }
            }
            let isLate = request.nanosecondsMax.map { clock.nanoseconds > $0 } ?? false
            return trouble != nil || piece.failed != nil || isLate ? .stop : .goOn
          })
      } catch {
        throw Failure(status: .inputOutput, message: error.message)
      }
      if trouble != nil || isOver(record, clock) { break }
    }
    progress.clear()
    if let trouble { throw trouble }
    try save(record)
    nanoseconds = clock.nanoseconds
    return record
  }

  private func isOver(_ record: CampaignRecord, _ clock: Stopwatch) -> Bool {
    if !request.collects, record.report.failureCount > 0 { return true }
    return request.nanosecondsMax.map { clock.nanoseconds > $0 } ?? false
  }

  /// What a thread does: chunk after chunk, on a stage of its own.
  private static func work(_ campaign: Campaign, _ stops: Bool, _ desk: Desk<Piece>) {
    var stage = HuntStage()
    while let chunk = desk.next() {
      var piece = Piece()
      do throws(StagingError) {
        for seed in chunk {
          let isFailed = try campaign.run(seed: seed, on: &stage, into: &piece.report)
          guard isFailed, stops else { continue }
          piece.failed = seed
          break
        }
      } catch {
        piece.trouble = error.message
      }
      desk.bring(piece, of: chunk)
    }
  }

  // MARK: - What was done

  private func begin() throws(Failure) -> CampaignRecord {
    guard let path = request.checkpoint, ScenarioFolder.isFolder(path) != nil else {
      return CampaignRecord(plan)
    }
    let record = try RecordFile.read(path)
    guard record.plan == plan else {
      throw Failure(
        status: .usage, message: "'\(path)' is of another campaign; remove it to begin anew.")
    }
    return record
  }

  private func save(_ record: CampaignRecord) throws(Failure) {
    guard let path = request.checkpoint else { return }
    try OutputFile.write(Array(record.text.utf8), to: path)
  }

  private func line(_ record: CampaignRecord, _ nanoseconds: Int64) -> String {
    let runs = record.report.runCount
    let seconds = max(1, Double(nanoseconds) / 1e9)
    let rate = Double(runs) / seconds
    let failures = record.report.failureCount
    var line = "\(runs.grouped) runs, \(Int64(rate).grouped) a second"
    if let limit = request.nanosecondsMax {
      line += ", \(max(0, (limit - nanoseconds) / 1_000_000_000)) s left"
    } else if rate > 0 {
      let seeds = plan.seeds(ofPart: request.shard.number - 1, of: request.shard.count)
      let left = Double(Int64(seeds.count) - runs) / rate
      line += ", \(Int64(max(0, left))) s left"
    }
    if failures > 0 { line += ", \(failures.grouped) failed in \(record.report.groups.count) ways" }
    return line
  }

  // MARK: - Failures

  /// Shrinks each way to fail, shows it, and writes it into the folder, if there is one.
  func show(_ record: CampaignRecord, _ output: Output) throws(Failure) {
    var shown: [(scenario: Scenario, seed: UInt64)] = []
    for (number, group) in record.report.groups.enumerated() where number < Self.shownMax {
      do throws(StagingError) {
        guard let suspect = try campaign.hunt.suspect(seed: group.seed) else { continue }
        var shrinking = Shrinking(suspect, isWritable: ScenarioInput.isWritable)
        shrinking.run()
        let smallest = shrinking.suspect.scenario
        if let twin = shown.first(where: { $0.scenario == smallest }) {
          try? output.print("\nseed \(group.seed) comes to the same scenario as seed \(twin.seed)")
          continue
        }
        shown.append((smallest, group.seed))
        try show(shrinking, group, output)
      } catch {
        throw Failure(status: .badInput, message: "\(input.path): \(error.message)")
      }
    }
  }

  /// How many ways to fail are shown at most.
  private static let shownMax = 10

  private func show(
    _ shrinking: Shrinking, _ group: FailureGroup, _ output: Output
  ) throws(StagingError) {
    let suspect = shrinking.suspect
    let name = "\(group.kind.expectation)-\(group.seed).yaml"
    let file = request.folder.map { "\($0)/\(name)" } ?? name
    let text = FoundScenario.text(
      suspect, title: "\(input.scenario.title), violated",
      comment: [
        "Found by: rehearse explore \(input.words) --driver \(plan.driver.text) "
          + "--from \(group.seed) --runs 1"
      ])
    if request.folder != nil {
      do { try OutputFile.write(Array(text.utf8), to: file) } catch {
        try? errors.print(error.message)
      }
    }
    try? output.print("")
    for line in try FoundScenario.page(suspect, file: file, width: output.width) {
      try? output.print(line)
    }
    if request.folder == nil {
      try? output.print("")
      try? output.print(text)
    }
    try? errors.print(shrinking.summary)
  }
}

extension Int64 {
  /// With a comma behind every third figure.
  var grouped: String {
    var digits = Array("\(magnitude)")
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: place)
      place -= 3
    }
    return (self < 0 ? "-" : "") + String(digits)
  }
}
