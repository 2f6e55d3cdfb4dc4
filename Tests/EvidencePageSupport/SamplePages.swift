import EvidencePage

/// Pages of checks that nobody made, for tests of how pages are shown.
public enum SamplePages {
  /// A release of which some checks failed, with everything that a page can hold.
  public static func release(_ failures: [FailureStory]) -> Page {
    var page = Page(
      release: "2.4.0-rc.21", plan: "Release plan: session lifecycle", verdict: .failed)
    page.facts = [
      Fact("Commit", "857b37e"), Fact("Toolchain", "Swift 6.3.1, release"),
      Fact("Seeds", "1 to 200"),
      Fact("Digest", "9653b7e4b0f9c364"),
    ]
    page.groups = groups(failures)
    page.metrics = [
      MetricTable(
        "Creating a session", before: "rc.20", after: "rc.21",
        metrics: [
          Metric(
            "Sessions per run", before: "2", after: "1", target: "1", verdict: .passed),
          Metric(
            "Duplicate records in 5 runs", before: "5", after: "0", target: "0", verdict: .passed),
          Metric(
            "Session id shown after, p99", before: "20.1 s", after: "5.31 s", target: "below 5 s",
            verdict: .failed),
          Metric(
            "Hints that name the right command", before: nil, after: "12 of 12", target: "all",
            verdict: .passed),
          Metric(
            "Log kept after a crash", before: nil, after: nil, target: "all", verdict: .skipped),
        ])
    ]
    page.charts = charts
    page.gaps = [
      Gap("A tmux server older than 3.3", reason: "None of the machines had one."),
      Gap(
        "Somebody died while a call was under way", reason: "No run of the campaign came into it."),
    ]
    page.failures = failures
    page.files = [
      Link("results.json", path: "results.json"), Link("junit.xml", path: "junit.xml"),
      Link("checksums", path: "SHA256SUMS"), Link("attestation", path: "attestation.json"),
    ]
    return page
  }

  private static func groups(_ failures: [FailureStory]) -> [CheckGroup] {
    var one = Check(
      "One request makes one session", kind: "scenario", verdict: .passed,
      reason: "It held with 200 seeds, and failed under both of its reds.")
    one.counts = [Count(200, "runs", from: [1]), Count(0, "duplicates", from: [1])]
    one.invocations = [
      CheckInvocation(
        1, command: "rehearse replay scenarios/two-requests-one-key.yaml", exitStatus: 0,
        output: Link("output", path: "raw/1.txt"))
    ]
    one.files = [Link("verdicts", path: "raw/replay.json")]
    var lock = Check(
      "Two wrappers on one root", kind: "exploration", verdict: .failed,
      reason: "58 of 200 runs have two holders of one lock.")
    lock.counts = [
      Count(200, "runs", from: [2, 3, 4, 7]), Count(58, "failures", from: [2, 3, 4, 7]),
    ]
    lock.invocations = [2, 3, 4, 7].map {
      CheckInvocation(
        $0, command: "rehearse explore docs/examples/two-wrappers.yaml --shard \($0)", exitStatus: 1
      )
    }
    lock.failure = failures.isEmpty ? nil : 0
    let vacuous = Check(
      "A pane that dies is noticed", kind: "scenario", verdict: .vacuous,
      reason: "No pane died in any run, so that nothing was shown.")
    let waiting = Check(
      "The tag may be pushed", kind: "approval", verdict: .waiting,
      reason: "The release manager has to look at this page.")
    let skipped = Check(
      "The same on macOS", kind: "conformance", verdict: .skipped,
      reason: "No such machine was at hand.")
    let quick = Check(
      "The session id is there within 5 s", kind: "command", verdict: .passed,
      reason: "Of 1,000 starts, the slowest took 4.98 s.")
    return [
      CheckGroup(
        "No duplicate sessions", purpose: "A run has one session, whatever is retried.",
        checks: [one, lock]),
      CheckGroup("Polling", checks: [quick, vacuous]),
      CheckGroup("Release", checks: [waiting, skipped]),
    ]
  }

  private static var charts: [Chart] {
    [
      .distribution(
        DistributionChart(
          "Time until the session id is shown", note: "1,000 starts each, on one machine.",
          unit: "ms",
          series: [
            DistributionSeries("rc.20", samples: samples(1, from: 900, spread: 22)),
            DistributionSeries("rc.21", samples: samples(2, from: 62, spread: 14)),
            DistributionSeries("rc.21, store busy", samples: samples(3, from: 110, spread: 45)),
          ], limit: 5_000)),
      .bars(
        BarChart(
          "Duplicate sessions", note: "Of 500 runs each; lines are 95 % confidence intervals.",
          bars: [
            Bar("rc.20", 500, of: 500, interval: 0.9926...1),
            Bar("rc.20 with the lock", 61, of: 500, interval: 0.0962...0.1537),
            Bar("rc.21", 0, of: 500, interval: 0...0.0074),
          ])),
      .bars(
        BarChart(
          "Timeouts of polling", note: "Of 500 runs each; lines are 95 % confidence intervals.",
          bars: [
            Bar("rc.20", 43, of: 500, interval: 0.0644...0.1139),
            Bar("rc.21", 2, of: 500, interval: 0.0011...0.0145),
          ])),
    ]
  }

  /// Values with a long tail, the same ones each time.
  private static func samples(_ seed: UInt64, from least: Double, spread: Double) -> [Double] {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    return (0..<1_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let share = Double(state >> 11) / Double(UInt64(1) << 53)
      return least * (1 + share * share * spread / 10 / (1.04 - share))
    }
  }
}
