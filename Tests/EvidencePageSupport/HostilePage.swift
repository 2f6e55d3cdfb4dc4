import EvidencePage

extension SamplePages {
  /// What would break out of text, attributes, scripts and addresses, or make other text look
  /// different, if it were let.
  public static let hostile =
    "</script><script>alert(1)</script><!--<img src=x onerror='alert(2)'>\"'&amp;\u{0}\u{7}\u{1B}\u{7F}"
    + "\u{85}\u{202E}gnp.exe\u{2066}\u{200B}\u{FEFF}\u{2028}]]>\u{FFFE}"

  /// A page on which every text is hostile.
  public static var hostilePage: Page {
    var page = Page(release: hostile, plan: hostile, verdict: .failed)
    page.reason = hostile
    page.facts = [Fact(hostile, hostile)]
    page.gaps = [Gap(hostile, reason: hostile)]
    page.files = [
      Link(hostile, path: hostile), Link("a", path: "javascript:alert(3)"),
      Link("b", path: "//evil.example/x"), Link("c", path: "https://evil.example/?q#f"),
    ]
    page.groups = [CheckGroup(hostile, purpose: hostile, checks: [check])]
    page.metrics = [
      MetricTable(
        hostile, before: hostile, after: hostile,
        metrics: [
          Metric(hostile, before: hostile, after: hostile, target: hostile, verdict: .failed)
        ])
    ]
    page.charts = [
      .distribution(
        DistributionChart(
          hostile, note: hostile, unit: hostile,
          series: [DistributionSeries(hostile, samples: [1, 2, 3])])),
      .bars(BarChart(hostile, note: hostile, bars: [Bar(hostile, 1, of: 2, interval: 0.1...0.9)])),
    ]
    page.failures = [story]
    return page
  }

  private static var check: Check {
    var check = Check(hostile, kind: hostile, verdict: .failed, reason: hostile)
    check.counts = [Count(1, hostile, from: [1])]
    check.invocations = [
      CheckInvocation(1, command: hostile, exitStatus: 1, output: Link(hostile, path: hostile))
    ]
    check.files = [Link(hostile, path: hostile)]
    check.failure = 0
    return check
  }

  private static var story: FailureStory {
    var story = FailureStory(
      title: hostile, property: hostile, rule: hostile, words: hostile, replay: hostile)
    story.variant = hostile
    story.nearest = hostile
    story.lanes = [Lane(hostile)]
    story.cells = [StateCell(hostile, hostile)]
    story.events = (0..<3).map { number in
      StoryEvent(
        number: Int64(number), timeNs: Int64(number), lane: 0, kind: .write, text: hostile,
        changes: [StateChange(cell: 0, value: hostile + "\(number)")])
    }
    story.essentials = [0, 1]
    story.violation = 2
    story.inevitability = Inevitability(event: 1, words: hostile)
    story.evidence = [Fact(hostile, hostile)]
    story.files = [Link(hostile, path: hostile)]
    return story
  }
}
