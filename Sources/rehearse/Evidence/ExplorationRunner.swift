import Evidence
import Exploration
import Lifecycle
import Plans
import Properties
import ScenarioFiles
import Scenarios
import Workers

/// Runs a scenario in many ways for a check, on all cores, and looks for its canary.
struct ExplorationRunner {
  private let input: PlanInput
  private let folder: String

  /// How many runs are handed out at once.
  private static let chunk: UInt64 = 64
  /// Of how many failures pages are kept.
  private static let pagesMax = 3

  init(_ input: PlanInput, folder: String) {
    self.input = input
    self.folder = folder
  }

  func run(_ work: ExplorationWork, seed: UInt64) throws(Failure) -> CheckYield {
    let scenario = try PlanInput.scenario(work.scenario)
    var yield = CheckYield()
    yield.invocations.append(.scenario(ScenarioListing(scenario, file: work.scenario)))
    let hunt = Hunt(
      scenario, changes: input.changes(to: scenario), driver: Self.driver(work.driver))
    var runs = try explore(hunt, work, seed)
    for place in runs.indices { runs[place].system = input.system(in: scenario) }
    do throws(StagingError) {
      for place in runs.indices.filter({ !runs[$0].violations.isEmpty }).prefix(Self.pagesMax) {
        try keep(hunt, &runs[place], &yield)
      }
      yield.invocations += runs.map { .run($0) }
      if input.twin == nil { try findCanary(scenario, work, seed, &yield) }
    } catch {
      throw Failure(status: .badInput, message: "\(work.scenario): \(error.message)")
    }
    return yield
  }

  private static func driver(_ name: String) -> Driver {
    guard let driver = Driver.allCases.first(where: { $0.text == name }) else {
      preconditionFailure("'\(name)' was not refused with its plan")
    }
    return driver
  }

  // MARK: - The campaign

  /// What came of one chunk.
  private struct Piece: Sendable {
    var runs: [SimulatedRun] = []
    var trouble: String?
  }

  private func explore(
    _ hunt: Hunt, _ work: ExplorationWork, _ seed: UInt64
  ) throws(Failure) -> [SimulatedRun] {
    var runs: [SimulatedRun] = []
    var trouble: Failure?
    let file = work.scenario
    do throws(ThreadTrouble) {
      try Workers(count: Cores.available).run(
        seed..<seed + UInt64(work.runs), chunk: Self.chunk,
        { (_, queue: WorkQueue<Piece>) in
          var stage = HuntStage()
          while let chunk = queue.next() {
            var piece = Piece()
            do throws(StagingError) {
              for seed in chunk {
                piece.runs.append(try Self.run(hunt, .explored, file, seed, &stage))
              }
            } catch {
              piece.trouble = error.message
            }
            queue.bring(piece, of: chunk)
          }
        },
        take: { (_, piece: Piece) in
          runs += piece.runs
          if let message = piece.trouble {
            trouble = Failure(status: .badInput, message: "\(file): \(message)")
          }
          return trouble == nil ? .goOn : .stop
        })
    } catch {
      throw Failure(status: .inputOutput, message: error.message)
    }
    if let trouble { throw trouble }
    return runs.sorted { $0.seed < $1.seed }
  }

  private static func run(
    _ hunt: Hunt, _ role: SimulatedRun.Role, _ file: String, _ seed: UInt64,
    _ stage: inout HuntStage
  ) throws(StagingError) -> SimulatedRun {
    var census: Census? = Census()
    let found = try hunt.run(seed: seed, on: &stage, &census)
    var run = SimulatedRun(
      role, of: file, seed: seed, digest: "\(found.digest)", eventCount: Int(found.eventCount))
    for expectation in hunt.scenario.expectations {
      guard case .property(let name, _) = expectation else {
        // What is counted at the end is put to the test by every run that has one.
        if !found.isEndless { run.exercised.append(expectation.name) }
        continue
      }
      if let census, census.exercises(of: name).runs > 0 { run.exercised.append(expectation.name) }
    }
    if let kind = found.kind {
      run.violations = [.init(kind.expectation, found.violation?.words ?? kind.text)]
    }
    return run
  }

  // MARK: - Failures

  private func keep(
    _ hunt: Hunt, _ run: inout SimulatedRun, _ yield: inout CheckYield
  ) throws(StagingError) {
    guard let suspect = try hunt.suspect(seed: run.seed) else { return }
    let path = "\(folder)/seed-\(run.seed)"
    let found =
      "rehearse explore \(run.file) --driver \(hunt.driver.text) --from \(run.seed) --runs 1"
    // What is drawn cannot always stand in a file; the command finds each of them again.
    guard let failure = try Exploration.Failure(of: suspect.scenario, seed: suspect.seed) else {
      return
    }
    let lines = FailurePage(failure, file: run.file, width: 100).lines
    yield.files.append(
      EvidenceFile(
        "\(path).txt", (lines.dropLast() + ["found by  \(found)"]).map { $0 + "\n" }.joined()))
    run.page = "\(path).txt"
  }

  private func findCanary(
    _ scenario: Scenario, _ work: ExplorationWork, _ seed: UInt64, _ yield: inout CheckYield
  ) throws(StagingError) {
    let red = scenario.reds[work.canary - 1]
    let hunt = Hunt(
      scenario, changes: red.changes, violates: red.violates, driver: Self.driver(work.driver))
    var stage = HuntStage()
    for number in 0..<UInt64(work.canaryRuns) {
      var run = try Self.run(hunt, .canary, work.scenario, seed + number, &stage)
      run.red = work.canary
      run.exercised = []
      yield.invocations.append(.run(run))
      if run.violations.contains(where: { red.violates.contains($0.name) }) { return }
    }
  }
}
