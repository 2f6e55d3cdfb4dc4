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
  /// Whether somebody ended it before it was done.
  private(set) var isInterrupted = false

  /// How many runs are handed out at once.
  private static let chunk: UInt64 = 64
  /// How far two checkpoints are apart at least, and how many times as long as one takes to write:
  /// what is lost with a process is worth a moment, and keeping it costs two hundredths.
  private static let checkpointNsMin: Int64 = 100_000_000
  private static let checkpointCostFactor: Int64 = 50

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
      twicePerMille: request.twicePerMille, expectations: input.scenario.expectations.map(\.name))
  }

  /// What two campaigns must have in common for their reports to add up: the program, the scenario
  /// and what counts as a failure.
  private static func fingerprint(of input: ScenarioInput) -> String {
    var digest = Digest()
    let changed = ScenarioFile.text(of: input.scenario.changed(by: input.changes))
    for text in [Rehearse.version, changed] + input.violates {
      for byte in text.utf8 { digest.fold(UInt64(byte)) }
      digest.fold(UInt64.max)
    }
    return "\(digest)"
  }

  // MARK: - Running

  /// What came of one chunk, or of the beginning of it.
  private struct Piece: Sendable {
    var report = CampaignReport()
    /// The seed before which it ended.
    var end: UInt64
    /// Whether nothing after it is to be run.
    var isLast = false
    var trouble: String?
  }

  /// When to stop although there is more to run.
  ///
  /// It is looked at before each run: the one that is under way is all that is waited for.
  private struct Limit: Sendable {
    let clock = Stopwatch()
    let nanosecondsMax: Int64?

    var isReached: Bool {
      Interruption.isAsked || nanosecondsMax.map { clock.nanoseconds > $0 } ?? false
    }
  }

  /// Runs what is missing.
  mutating func run() throws(Failure) -> CampaignRecord {
    Interruption.note()
    defer { Interruption.forget() }
    let limit = Limit(nanosecondsMax: request.nanosecondsMax)
    let seeds = plan.seeds(ofPart: request.shard.number - 1, of: request.shard.count)
    var record = try begin(seeds)
    var saved = Stopwatch()
    var pauseNs = Self.checkpointNsMin
    var progress = Progress(errors)
    var trouble: Failure?
    for range in record.missing.map({ $0.clamped(to: seeds) }) where !range.isEmpty {
      if limit.isReached || isFound(record) { break }
      let campaign = campaign
      let stops = !request.collects
      do throws(ThreadTrouble) {
        try Workers(count: request.jobs).run(
          range, chunk: Self.chunk,
          { _, queue in Self.work(campaign, stops, limit, queue) },
          take: { chunk, piece in
            if let message = piece.trouble {
              trouble = Failure(status: .badInput, message: "\(input.path): \(message)")
              return .stop
            }
            record.add(piece.report, of: chunk.lowerBound..<piece.end)
            progress.show(line(record, limit.clock.nanoseconds))
            if request.checkpoint != nil, saved.nanoseconds > pauseNs {
              let writing = Stopwatch()
              do throws(Failure) { try save(record) } catch { trouble = error }
              pauseNs = max(Self.checkpointNsMin, writing.nanoseconds * Self.checkpointCostFactor)
              saved = Stopwatch()
            }
            return trouble != nil || piece.isLast || limit.isReached ? .stop : .goOn
          })
      } catch {
        trouble = Failure(status: .inputOutput, message: error.message)
      }
      if trouble != nil { break }
    }
    progress.clear()
    if let trouble { throw trouble }
    try save(record)
    nanoseconds = limit.clock.nanoseconds
    isInterrupted =
      Interruption.isAsked && !isFound(record)
      && record.missing.contains { !$0.clamped(to: seeds).isEmpty }
    return record
  }

  /// Whether a failure was found, and that is all that is asked for.
  private func isFound(_ record: CampaignRecord) -> Bool {
    !request.collects && record.report.failureCount > 0
  }

  /// What a thread does: chunk after chunk, on a stage of its own.
  private static func work(
    _ campaign: Campaign, _ stops: Bool, _ limit: Limit, _ queue: WorkQueue<Piece>
  ) {
    var stage = HuntStage()
    while let chunk = queue.next() {
      var piece = Piece(end: chunk.lowerBound)
      do throws(StagingError) {
        while piece.end < chunk.upperBound, !piece.isLast {
          guard !limit.isReached else {
            piece.isLast = true
            break
          }
          let isFailed = try campaign.run(seed: piece.end, on: &stage, into: &piece.report)
          piece.end += 1
          piece.isLast = isFailed && stops
        }
      } catch {
        piece.trouble = error.message
      }
      queue.bring(piece, of: chunk)
    }
  }

  // MARK: - What was done

  private func begin(_ seeds: Range<UInt64>) throws(Failure) -> CampaignRecord {
    guard let path = request.checkpoint, ScenarioFolder.isFolder(path) != nil else {
      return CampaignRecord(plan)
    }
    let record = try RecordFile.read(path)
    guard record.plan == plan else {
      throw Failure(
        status: .badInput, message: "'\(path)' is of another campaign; remove it to begin anew.")
    }
    guard record.done.allSatisfy({ $0.clamped(to: seeds) == $0 }) else {
      throw Failure(
        status: .badInput, message: "'\(path)' is of another shard; remove it to begin anew.")
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
