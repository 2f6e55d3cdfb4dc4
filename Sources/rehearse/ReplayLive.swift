import Commands
import Forms
import LiveReplay
import Operations
import Reports
import ScenarioFiles
import Scenarios
import Synchronization
import Workers

/// `rehearse replay --live`: scenarios in the simulated world and on this machine, side by side.
struct ReplayLive {
  private let request: ReplayRequest
  private let output: Output
  private let errors: Output

  /// How many files are run side by side for each core: they mostly wait.
  private static let filesPerCore = 12

  init(_ request: ReplayRequest, output: Output, errors: Output) {
    self.request = request
    self.output = output
    self.errors = errors
  }

  func run() throws(Failure) -> ExitStatus {
    Interruption.note()
    defer { Interruption.forget() }
    let clock = Stopwatch()
    let files = try Replay.files(at: request.paths)
    var scenarios: [Scenario] = []
    for file in files { scenarios.append(try Self.scenario(of: file)) }
    let results = try Self.results(
      files, scenarios, in: request.folder ?? "/tmp", errors)
    for line in request.printsJSON ? results.map(\.json) : lines(results) {
      try output.print(line)
    }
    if let table = request.table {
      try OutputFile.write(Array(LiveTable.text(results, scenarios).utf8), to: table)
    }
    try errors.print("took \(Stopwatch.seconds(clock.nanoseconds))")
    if Interruption.isAsked {
      try errors.print("interrupted; what was made for it is gone")
      return .interrupted
    }
    if results.contains(where: \.isWrong) { return .violated }
    return results.contains { if case .compared = $0.kind { true } else { false } }
      ? .success : .vacuous
  }

  private static func scenario(of file: String) throws(Failure) -> Scenario {
    let bytes = try Replay.bytes(of: file)
    do throws(Diagnostics) {
      return try ScenarioFile.load(bytes, file: file)
    } catch {
      throw Failure(status: .badInput, message: error.text)
    }
  }

  // MARK: - Running

  /// What came of each file; those that take longest begin first.
  private static func results(
    _ files: [String], _ scenarios: [Scenario], in folder: String, _ errors: Output
  ) throws(Failure) -> [LiveResult] {
    var results = zip(files, scenarios).map { file, scenario in
      LiveResult(
        file: file, kind: LiveCast(scenario).obstacle.map { .cannotRun($0) } ?? .interrupted)
    }
    let runnable = scenarios.indices.filter { place in
      if case .interrupted = results[place].kind { true } else { false }
    }.sorted { scenarios[$0].liveNs > scenarios[$1].liveNs }
    guard !runnable.isEmpty else { return results }
    let workers = Workers(count: min(runnable.count, Cores.available * filesPerCore))
    let program = ConformCommand.ownFile
    // What is done is kept at once: results are taken in order, and somebody may ask for the end.
    let kinds = Mutex([LiveResult.Kind?](repeating: nil, count: runnable.count))
    var progress = Progress(errors)
    do throws(ThreadTrouble) {
      try workers.run(
        0..<UInt64(runnable.count), chunk: 1,
        { _, queue in
          while let chunk = queue.next() {
            let number = Int(chunk.lowerBound)
            let kind = kind(of: scenarios[runnable[number]], in: folder, program)
            kinds.withLock { $0[number] = kind }
            queue.bring((), of: chunk)
          }
        },
        take: { (_, _: Void) in
          let count = kinds.withLock { $0.count { $0 != nil } }
          progress.show("\(count) of \(runnable.count) files are done")
          return Interruption.isAsked ? .stop : .goOn
        })
    } catch {
      throw Failure(status: .inputOutput, message: error.message)
    }
    progress.clear()
    for (number, place) in runnable.enumerated() {
      guard let kind = kinds.withLock({ $0[number] }) else { continue }
      results[place] = LiveResult(file: files[place], kind: kind)
    }
    return results
  }

  private static func kind(
    of scenario: Scenario, in folder: String, _ program: String
  ) -> LiveResult.Kind {
    let verdicts: [LiveVerdict]
    do throws(LivePlay.Failure) {
      verdicts = try LivePlay.verdicts(
        of: scenario, in: folder, program: program, hasEnough: { Interruption.isAsked })
    } catch {
      switch error {
      case .interrupted: return .interrupted
      case .trouble(let words): return .failed(words)
      }
    }
    do throws(StagingError) {
      return .compared(try LiveComparison(scenario, verdicts))
    } catch {
      return .failed(error.message)
    }
  }

  // MARK: - Telling

  private func lines(_ results: [LiveResult]) -> [String] {
    // A line a file, however long the reason is.
    var columns = Columns([Column(), Column(), Column()], widthMax: .max)
    for result in results { columns.add([result.word, result.file, result.remark]) }
    return columns.lines + ["", Self.sum(results)]
  }

  /// How many came to what.
  static func sum(_ results: [LiveResult]) -> String {
    let words = ["agrees", "differs", "failed", "interrupted", "cannot run"]
    let parts = words.compactMap { word -> String? in
      let count = results.count { $0.word == word }
      return count > 0 ? "\(count) \(count == 1 ? word : Self.plural(of: word))" : nil
    }
    return "\(results.count == 1 ? "1 scenario" : "\(results.count) scenarios"): "
      + parts.joined(separator: ", ")
  }

  private static func plural(of word: String) -> String {
    switch word {
    case "agrees": "agree"
    case "differs": "differ"
    default: word
    }
  }
}

extension Scenario {
  /// How long it takes on this machine.
  fileprivate var liveNs: Int64 {
    (length.nanoseconds + calm.nanoseconds) / Int64(live.scale)
  }
}
