import Evidence
import Operations
import Plans
import Properties
import Scenarios
import Simulation

/// Counts a figure for a check: in runs of a historical system, and in runs of what is tested.
struct MetricRunner {
  private let input: PlanInput

  init(_ input: PlanInput) { self.input = input }

  func run(_ work: Metric, seed: UInt64) throws(Failure) -> CheckYield {
    let scenario = try PlanInput.scenario(work.scenario)
    guard let system = System.allCases.first(where: { "\($0.word)" == work.before }) else {
      preconditionFailure("'\(work.before)' was not refused with its plan")
    }
    let before = scenario.changes(putting: system)
    let seeds = seed..<seed + UInt64(work.runs)
    var yield = CheckYield()
    do throws(StagingError) {
      try count(work, scenario, before, .before, work.before, seeds, &yield)
      try count(
        work, scenario, input.changes(to: scenario), .after, input.system(in: scenario), seeds,
        &yield)
    } catch {
      throw Failure(status: .badInput, message: "\(work.scenario): \(error.message)")
    }
    return yield
  }

  private func count(
    _ work: Metric, _ scenario: Scenario, _ changes: [Red.Change], _ role: SimulatedRun.Role,
    _ system: String, _ seeds: Range<UInt64>, _ yield: inout CheckYield
  ) throws(StagingError) {
    let production = try Production(scenario, changes: changes)
    for seed in seeds {
      var play = production.play(seed: seed)
      play.run(stopsAtViolation: false)
      let seen = SimulatedRun(role, of: work.scenario, &play, seed: seed)
      var run = SimulatedRun(
        role, of: work.scenario, seed: seed, digest: seen.digest, eventCount: seen.eventCount)
      run.system = system
      run.value = Self.value(work.measure, play, seen)
      yield.invocations.append(.run(run))
    }
  }

  /// What a run comes to; nil when there is nothing in it to count.
  private static func value(
    _ measure: Metric.Measure, _ play: borrowing Play, _ seen: SimulatedRun
  ) -> Int? {
    let account = play.account
    let launchers = account.actors.filter { $0.stance.role == .launcher }
    switch measure {
    case .answerTime:
      // Who was never answered has waited until the end.
      return launchers.map { launcher in
        Int((launcher.answeredAt ?? account.now).nanoseconds - launcher.began.nanoseconds)
      }.max()
    case .timeouts:
      guard !launchers.isEmpty else { return nil }
      return launchers.count { $0.stance.answer == .timedOut || $0.stance.answer == .failed }
    case .duplicates:
      guard !account.runs.isEmpty else { return nil }
      return max(0, account.sessions.count - account.runs.count)
    case .violations(let name):
      if seen.violations.contains(where: { $0.name == name }) { return 1 }
      return seen.exercised.contains(name) ? 0 : nil
    }
  }
}
