import Plans

extension Judge {
  /// Scenarios: all greens hold, all that is expected is put to the test, and each red is seen.
  func look(
    at work: ScenarioReplay, _ invocations: [Invocation], _ opinion: inout Opinion
  ) {
    var listings: [ScenarioListing] = []
    for case .scenario(let listing) in invocations { listings.append(listing) }
    let greens = invocations.runs(.green)
    let reds = invocations.runs(.red)
    opinion.count("scenarios", listings.count, mark: #""scenario":"#)
    opinion.count("green runs", greens.count, mark: #""run":"green""#)
    opinion.count("red runs", reds.count, mark: #""run":"red""#)
    if listings.count < work.least {
      opinion.gaps.append(
        "there are \(listings.count) scenarios, and there have to be \(work.least) at least")
    }
    // Runs stand behind the listing of their file, so that one pass finds them.
    var (nextGreen, nextRed) = (0, 0)
    for listing in listings {
      let own = Self.take(greens, of: listing.file, &nextGreen)
      look(at: listing, own, Self.take(reds, of: listing.file, &nextRed), &opinion)
    }
    if nextGreen < greens.count || nextRed < reds.count {
      opinion.failures.append("there are runs of scenarios that are not listed before them")
    }
    let redCount = listings.reduce(0) { $0 + $1.reds.count }
    opinion.praise =
      "\(Opinion.several(listings.count, "scenario")) held, "
      + "\(Opinion.several(redCount, "red")) violated as named"
  }

  private static func take(
    _ runs: [SimulatedRun], of file: String, _ next: inout Int
  ) -> ArraySlice<SimulatedRun> {
    let start = next
    while next < runs.count, runs[next].file == file { next += 1 }
    return runs[start..<next]
  }

  private func look(
    at listing: ScenarioListing, _ greens: ArraySlice<SimulatedRun>,
    _ reds: ArraySlice<SimulatedRun>, _ opinion: inout Opinion
  ) {
    let file = listing.file
    for run in greens {
      for violation in run.violations {
        opinion.failures.append("\(file): \(violation.name): \(violation.words) (seed \(run.seed))")
      }
      if !run.secondDigest.isEmpty, run.secondDigest != run.digest {
        opinion.failures.append("\(file): seed \(run.seed) ran differently the second time")
      }
    }
    if greens.isEmpty { opinion.gaps.append("\(file): it was not run") }
    if listing.expectations.isEmpty { opinion.gaps.append("\(file): it expects nothing") }
    if listing.reds.isEmpty { opinion.gaps.append("\(file): it has no red") }
    for name in listing.expectations {
      if !greens.contains(where: { $0.exercised.contains(name) }) {
        opinion.gaps.append("\(file): '\(name)' was put to the test in no run")
      }
      if !listing.reds.contains(where: { $0.violates.contains(name) }) {
        opinion.gaps.append("\(file): no red is said to violate '\(name)'")
      }
    }
    for item in 0..<listing.happeningCount
    where !greens.contains(where: { !$0.idle.contains(item + 1) }) {
      opinion.gaps.append("\(file): item \(item + 1) of the timeline happened in no run")
    }
    for (place, red) in listing.reds.enumerated() {
      for name in red.violates {
        let isSeen = reds.contains { run in
          run.red == place + 1 && run.violations.contains { $0.name == name }
        }
        if !isSeen {
          opinion.gaps.append("\(file): red \(place + 1) (\(red.flaw)) does not violate '\(name)'")
        }
      }
    }
  }
}
