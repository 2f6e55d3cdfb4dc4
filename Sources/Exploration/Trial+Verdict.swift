import Operations
import Properties
import Scenarios

extension Trial {
  /// What a scenario has come to.
  public enum Verdict: Hashable, Sendable {
    /// All that is expected held, and each of it was seen violated under a flaw.
    case held
    /// Something that is expected was violated.
    case violated
    /// Nothing was shown, for these reasons.
    case vacuous([Gap])
    /// The same seed ran differently.
    case nondeterministic
  }

  /// Why a scenario shows nothing.
  public enum Gap: Hashable, Sendable {
    /// It expects nothing.
    case noExpectation
    /// It names no flawed variant.
    case noRed
    /// The expectation was put to the test in no run.
    case notExercised(String)
    /// What the timeline has in this place happened in no run.
    case neverHappened(Int)
    /// The flawed variant in this place does not violate the expectation.
    case redStaysGreen(Int, String)
    /// No flawed variant is said to violate the expectation.
    case neverSeenRed(String)
  }

  /// The answer.
  public var verdict: Verdict {
    if greens.contains(where: { $0.violation != nil }) { return .violated }
    if greens.contains(where: { $0.secondDigest.map { $0 } ?? $0.digest != $0.digest }) {
      return .nondeterministic
    }
    let gaps = gaps
    return gaps.isEmpty ? .held : .vacuous(gaps)
  }

  /// What is missing for it to show anything.
  public var gaps: [Gap] {
    var gaps: [Gap] = []
    if scenario.expectations.isEmpty { gaps.append(.noExpectation) }
    if scenario.reds.isEmpty { gaps.append(.noRed) }
    for (place, expectation) in scenario.expectations.enumerated() {
      if !greens.contains(where: { $0.findings[place].exerciseCount > 0 }) {
        gaps.append(.notExercised(expectation.name))
      }
      if !scenario.reds.isEmpty,
        !scenario.reds.contains(where: { $0.violates.contains(expectation.name) })
      {
        gaps.append(.neverSeenRed(expectation.name))
      }
    }
    for place in scenario.timeline.indices where !greens.contains(where: { $0.struck[place] }) {
      gaps.append(.neverHappened(place))
    }
    for (number, flaw) in reds.enumerated() {
      for sighting in flaw.sightings where sighting.seed == nil {
        gaps.append(.redStaysGreen(number, scenario.expectations[sighting.expectation].name))
      }
    }
    return gaps
  }
}

extension Trial {
  /// How many runs there were.
  public var runCount: Int {
    greens.reduce(0) { $0 + ($1.secondDigest == nil ? 1 : 2) } + redRunCount
  }

  /// Where runs departed from the order that the file lists, each in one line.
  public var departures: [String] {
    greens.compactMap { green in
      guard let call = green.missing.first else { return nil }
      let nth = call.nth == 1 ? "" : " #\(call.nth)"
      let others = green.missing.count == 1 ? "" : ", nor \(green.missing.count - 1) more"
      return "seed \(green.seed) departed from the order: \(call.actor)'s \(call.verb.name)\(nth) "
        + "did not come\(others); the run went on by time"
    }
  }

  /// What was violated as it should be, each in one line.
  public var violations: [String] {
    greens.flatMap { green in
      green.findings.enumerated().compactMap { place, finding in
        finding.violation.map {
          "seed \(green.seed): \(scenario.expectations[place].name): \($0.words)"
        }
      }
    }
  }
}

extension Trial.Gap {
  /// What is missing, in words.
  public func words(in scenario: Scenario) -> String {
    switch self {
    case .noExpectation: "it expects nothing"
    case .noRed: "it names no red, so that nobody knows whether it could fail"
    case .notExercised(let name): "'\(name)' was put to the test in no run"
    case .neverHappened(let place): "item \(place + 1) of the timeline happened in no run"
    case .redStaysGreen(let place, let name):
      "red \(place + 1) (\(FailurePage.words(scenario.reds[place].changes))) does not violate '\(name)'"
    case .neverSeenRed(let name): "no red is said to violate '\(name)'"
    }
  }
}
