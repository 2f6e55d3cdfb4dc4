import EvidencePage

extension LaunchStudy {
  /// What those launchers may never do that are meant to be used.
  var checks: [Check] {
    LaunchSystem.allCases.filter { system in
      system.isOurs && figures.launchers.contains(system.rawValue)
    }.flatMap { system in
      let all = figures.of(system.rawValue)
      return [
        check(system, "has no run with a second record or agent", all, \.twice),
        check(system, "loses no session", all, \.lost),
        check(
          system, "tells nobody of a timeout while nothing goes wrong",
          all.filter(\.condition.isUsual), \.timedOut),
      ]
    }
  }

  /// What they come to together.
  public var verdict: CheckVerdict {
    if checks.isEmpty { return isVacuous ? .vacuous : .skipped }
    if isVacuous || checks.contains(where: { $0.verdict == .vacuous }) { return .vacuous }
    return checks.contains { $0.verdict == .failed } ? .failed : .passed
  }

  private func check(
    _ system: LaunchSystem, _ words: String, _ all: [LaunchFigures],
    _ share: (LaunchFigures) -> Proportion
  ) -> Check {
    let launches = all.reduce(0) { $0 + $1.tally.launches }
    let count = all.reduce(0) { $0 + share($1).count }
    return Check(
      "\(system.rawValue) \(words)", kind: "count",
      verdict: launches == 0 ? .vacuous : count == 0 ? .passed : .failed,
      reason: "\(LaunchWords.count(count)) of \(LaunchWords.count(launches)) launches")
  }
}
