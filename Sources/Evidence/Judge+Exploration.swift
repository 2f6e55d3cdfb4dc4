import Plans

extension Judge {
  /// A campaign: so many runs as were asked for, each from its own seed, none of which fails, and the
  /// canary is found.
  func look(
    at work: ExplorationWork, _ invocations: [Invocation], seed: UInt64,
    _ opinion: inout Opinion
  ) {
    var listing: ScenarioListing?
    for case .scenario(let found) in invocations { listing = found }
    let runs = invocations.runs(.explored)
    let canaries = invocations.runs(.canary)
    opinion.count("runs", runs.count, mark: #""run":"explored""#)
    opinion.count("runs of the canary", canaries.count, mark: #""run":"canary""#)
    for run in runs {
      for violation in run.violations {
        opinion.failures.append("seed \(run.seed): \(violation.name): \(violation.words)")
      }
    }
    if runs.map(\.seed) != (0..<UInt64(work.runs)).map({ seed + $0 }) {
      opinion.gaps.append(
        "\(work.runs) runs from seed \(seed) on were asked for, and these are \(runs.count) others"
      )
    }
    for name in listing?.expectations ?? []
    where !runs.contains(where: { $0.exercised.contains(name) }) {
      opinion.gaps.append("'\(name)' was put to the test in no run")
    }
    let wanted = listing.flatMap { listing in
      listing.reds.indices.contains(work.canary - 1) ? listing.reds[work.canary - 1] : nil
    }
    let isFound = canaries.contains { run in
      run.red == work.canary
        && run.violations.contains { wanted?.violates.contains($0.name) == true }
    }
    if !isFound {
      opinion.gaps.append(
        "the canary (\(wanted?.flaw ?? "red \(work.canary)")) was not found in "
          + "\(canaries.count) runs, so that what the others did not find says nothing")
    }
    opinion.praise = "\(runs.count) runs held, the canary was found in run \(canaries.count)"
  }
}
