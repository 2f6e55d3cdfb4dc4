import Evidence
import EvidencePage
import Exploration
import FailureStories
import Lifecycle
import Operations
import Plans
import Properties
import Scenarios
import Simulation

/// Replays scenarios for a check: the greens, then the reds, and of what fails a page.
struct ScenarioRunner {
  private let input: PlanInput
  private let folder: String

  /// How often a failing run is taken up again from each of its moments, to see what could still have
  /// been avoided.
  private static let continuations = 20

  init(_ input: PlanInput, folder: String) {
    self.input = input
    self.folder = folder
  }

  func run(_ work: ScenarioReplay) throws(Failure) -> CheckYield {
    var yield = CheckYield()
    for path in work.paths {
      let files = try Replay.files(at: [path])
      for file in files {
        // Whoever names a file wants to see how its red fails; of a whole folder that would be much.
        let tellsRed = work.tellsRed && input.storiesMax > 0 && path == work.paths.first
        try replay(file, showsRed: files == [path], tellsRed: tellsRed, &yield)
      }
    }
    return yield
  }

  private func replay(
    _ file: String, showsRed: Bool, tellsRed: Bool, _ yield: inout CheckYield
  ) throws(Failure) {
    let scenario = try PlanInput.scenario(file)
    yield.invocations.append(.scenario(ScenarioListing(scenario, file: file)))
    do throws(StagingError) {
      try runGreens(of: scenario, file, &yield)
      for number in scenario.reds.indices where input.twin == nil {
        try runRed(
          number, of: scenario, file, showsIt: showsRed && number == 0,
          tellsIt: tellsRed && number == 0, &yield)
      }
    } catch {
      throw Failure(status: .badInput, message: "\(file): \(error.message)")
    }
  }

  private func runGreens(
    of scenario: Scenario, _ file: String, _ yield: inout CheckYield
  ) throws(StagingError) {
    let changes = input.changes(to: scenario)
    let production = try Production(scenario, changes: changes)
    let isTwice = scenario.expectations.contains { $0.name == PropertyName.deterministic.text }
    for seed in scenario.seeds {
      var play = production.play(seed: seed)
      play.run()
      var run = SimulatedRun(.green, of: file, &play, seed: seed)
      run.system = input.system(in: scenario)
      if isTwice {
        var again = production.play(seed: seed)
        again.run()
        run.secondDigest = "\(again.universe.digest)"
        run.exercised.append(PropertyName.deterministic.text)
      }
      if !run.violations.isEmpty {
        run.page = page(file, "green-\(seed)")
        yield.keep(
          try Exploration.Failure(of: scenario, changes: changes, seed: seed), file, nil, run.page)
        if yield.stories < input.storiesMax {
          run.story = story(file, "green-\(seed)")
          var told = try FailureStory(
            of: scenario, changes: changes, seed: seed, continuations: Self.continuations,
            file: file)
          // The file alone would not fail: it names the system as it is.
          let twin = input.twinName
          if !twin.isEmpty { told?.replay = "rehearse qa \(input.path) --twin \(twin)" }
          yield.tell(told, run.story)
        }
      }
      yield.invocations.append(.run(run))
      // What comes after would only say it again.
      if !run.violations.isEmpty { return }
    }
  }

  /// Runs a red from seed to seed until all that it names was seen.
  private func runRed(
    _ number: Int, of scenario: Scenario, _ file: String, showsIt: Bool, tellsIt: Bool,
    _ yield: inout CheckYield
  ) throws(StagingError) {
    let red = scenario.reds[number]
    let production = try Production(scenario, changes: red.changes)
    var waiting = red.violates
    for seed in scenario.seeds where !waiting.isEmpty {
      var play = production.play(seed: seed)
      play.run(stopsAtViolation: waiting.count == 1)
      var run = SimulatedRun(.red, of: file, &play, seed: seed)
      run.red = number + 1
      run.exercised = []
      run.idle = []
      let seen = waiting.first { name in run.violations.contains { $0.name == name } }
      if showsIt, let seen, waiting == red.violates {
        run.page = page(file, "red-\(number + 1)")
        let place = scenario.expectations.firstIndex { $0.name == seen }
        yield.keep(
          try Exploration.Failure(
            of: scenario, changes: red.changes, seed: seed, expectation: place), file, number,
          run.page)
        if tellsIt {
          run.story = story(file, "red-\(number + 1)")
          yield.tell(
            try FailureStory(
              of: scenario, changes: red.changes, seed: seed, expectation: place,
              continuations: Self.continuations, file: file, red: number + 1), run.story)
        }
      }
      waiting.removeAll { name in run.violations.contains { $0.name == name } }
      yield.invocations.append(.run(run))
    }
  }

  private func page(_ file: String, _ what: String) -> String { path(file, what) + ".txt" }

  private func story(_ file: String, _ what: String) -> String { path(file, what) + ".json" }

  private func path(_ file: String, _ what: String) -> String {
    let name = file.split(separator: "/").suffix(2).joined(separator: "-")
    return "\(folder)/\(name.replacing(".yaml", with: ""))-\(what)"
  }
}

extension CheckYield {
  /// Keeps a failure as a page.
  fileprivate mutating func keep(
    _ failure: Exploration.Failure?, _ file: String, _ red: Int?, _ path: String
  ) {
    guard let failure else { return }
    let lines = FailurePage(failure, file: file, red: red, width: 100).lines
    files.append(EvidenceFile(path, lines.map { $0 + "\n" }.joined()))
  }

  /// Keeps how something failed, event by event.
  fileprivate mutating func tell(_ story: FailureStory?, _ path: String) {
    guard let story else { return }
    files.append(EvidenceFile(path, story.text))
    stories += 1
  }
}

extension ScenarioListing {
  /// What a scenario says.
  init(_ scenario: Scenario, file: String) {
    self.init(
      file: file, title: scenario.title, expectations: scenario.expectations.map(\.name),
      happeningCount: scenario.timeline.count,
      reds: scenario.reds.map { Red(FailurePage.words($0.changes), violates: $0.violates) })
  }
}

extension SimulatedRun {
  /// What is so at the end of a run.
  init(_ role: Role, of file: String, _ play: inout Play, seed: UInt64) {
    let findings = play.findings()
    self.init(
      role, of: file, seed: seed, digest: "\(play.universe.digest)",
      eventCount: Int(play.universe.eventCount))
    for (expectation, finding) in zip(play.scenario.expectations, findings) {
      if finding.exerciseCount > 0 { exercised.append(expectation.name) }
      if let violation = finding.violation {
        violations.append(Violation(expectation.name, violation.words))
      }
    }
    idle = play.struck.indices.filter { !play.struck[$0] }.map { $0 + 1 }
  }
}
