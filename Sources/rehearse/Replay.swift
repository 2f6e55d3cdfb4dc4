import Commands
import Exploration
import Forms
import Glibc
import JSON
import Properties
import ScenarioFiles
import ScenarioFolders
import Scenarios

/// One replay of files: their verdicts, what failed, and the sum.
struct Replay {
  private let request: ReplayRequest
  private let output: Output
  private let errors: Output
  private var results: [ReplayResult] = []
  private var progress: Progress

  init(_ request: ReplayRequest, output: Output, errors: Output) {
    self.request = request
    self.output = output
    self.errors = errors
    progress = Progress(errors)
  }

  mutating func run() throws(Failure) -> ExitStatus {
    let files = try Self.files(at: request.paths)
    if request.trace != nil, files.count != 1 {
      throw Failure(
        status: .usage, message: "A trace is of one scenario, and these are \(files.count).")
    }
    let clock = Stopwatch()
    for (number, file) in files.enumerated() {
      progress.show("replaying \(number + 1) of \(files.count): \(file)")
      let watch = Stopwatch()
      var result = try examine(file)
      result.nanoseconds = watch.nanoseconds
      results.append(result)
      progress.clear()
      try tell(result)
    }
    if !request.printsJSON { try sumUp(clock.nanoseconds) }
    if let path = request.junit { try ReplayJUnit.write(results, to: path) }
    if let trace = request.trace { try ReplayTrace.write(files[0], request, to: trace) }
    return results.map(\.status).max { $0.weight < $1.weight } ?? .success
  }

  // MARK: - Files

  /// The scenario files at some paths.
  static func files(at paths: [String]) throws(Failure) -> [String] {
    do {
      return try ScenarioFolder.files(at: paths)
    } catch {
      throw Failure(error)
    }
  }

  /// The bytes of a file.
  static func bytes(of path: String) throws(Failure) -> [UInt8] {
    do {
      return try ScenarioFolder.bytes(of: path)
    } catch {
      throw Failure(error)
    }
  }

  // MARK: - One file

  private func examine(_ file: String) throws(Failure) -> ReplayResult {
    let bytes = try Self.bytes(of: file)
    let scenario: Scenario
    do throws(Diagnostics) {
      scenario = try ScenarioFile.load(bytes, file: file)
    } catch {
      return ReplayResult(file: file, kind: .unreadable(error))
    }
    do {
      if let red = request.red { return try show(red, of: scenario, file) }
      let seeds = request.seed.map { $0...$0 }
      if request.audits { return ReplayResult(file: file, kind: .audited(try Audit(scenario))) }
      let trial = try Trial(scenario, seeds: seeds, twice: request.runsTwice)
      var result = ReplayResult(file: file, kind: .tried(trial))
      if let green = trial.greens.last, green.violation != nil,
        let failure = try Exploration.Failure(of: scenario, seed: green.seed)
      {
        result.pages = [FailurePage(failure, file: file, width: output.width)]
      }
      return result
    } catch {
      throw Failure(status: .badInput, message: "\(file): \(error.message)")
    }
  }

  /// Shows how one red of a file fails.
  private func show(
    _ number: Int, of scenario: Scenario, _ file: String
  ) throws(StagingError) -> ReplayResult {
    guard scenario.reds.indices.contains(number - 1) else {
      return ReplayResult(file: file, kind: .noSuchRed(number, of: scenario.reds.count))
    }
    let red = scenario.reds[number - 1]
    var result = ReplayResult(file: file, kind: .shown)
    let seeds = request.seed.map { $0...$0 } ?? scenario.seeds
    for name in red.violates {
      guard let place = scenario.expectations.firstIndex(where: { $0.name == name }) else {
        continue
      }
      for seed in seeds {
        guard
          let failure = try Exploration.Failure(
            of: scenario, changes: red.changes, seed: seed, expectation: place)
        else { continue }
        result.pages.append(
          FailurePage(failure, file: file, red: number - 1, width: output.width))
        break
      }
    }
    return result
  }

  // MARK: - Telling

  private func tell(_ result: ReplayResult) throws(Failure) {
    if request.printsJSON { return try output.print(result.json) }
    if case .unreadable(let diagnostics) = result.kind {
      try errors.print(diagnostics.text)
    } else {
      try output.print(result.line(output.ink))
    }
    for page in result.pages {
      try output.print("")
      for line in page.lines { try output.print(line) }
      try output.print("")
    }
    if GitHub.isServer { try output.print(result.annotations) }
  }

  private func sumUp(_ nanoseconds: Int64) throws(Failure) {
    let runs = results.reduce(0) { $0 + $1.runCount }
    let events = results.reduce(Int64(0)) { $0 + $1.eventCount }
    var parts: [String] = []
    for status in [ExitStatus.success, .violated, .vacuous, .nondeterministic, .badInput] {
      let count = results.count { $0.status == status }
      if count > 0 { parts.append("\(count) \(status.word)") }
    }
    let scenarios = results.count == 1 ? "1 scenario" : "\(results.count) scenarios"
    try output.print(
      "\(scenarios): \(parts.joined(separator: ", ")); \(runs == 1 ? "1 run" : "\(runs) runs"), \(events) events"
    )
    try errors.print("took \(Stopwatch.seconds(nanoseconds))")
  }
}
