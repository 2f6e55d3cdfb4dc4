import EvidencePage
import Plans

extension Page {
  /// The name of the file.
  static let file = "index.html"

  /// The page of some results, with what their raw material says of them.
  init(_ results: Results, _ material: Material) {
    let twin = results.twin.isEmpty ? "" : ", with \(results.twin) in its place"
    self.init(
      release: "\(results.title) \(results.release)\(twin)", plan: results.plan,
      verdict: CheckVerdict(results.verdict))
    reason = results.reason.sentence
    facts = [
      Fact("Tested", "\(results.build.name) \(results.build.version)"),
      Fact("Build", "sha256 \(results.build.sum)"), Fact("Seed", "\(results.seed)"),
      Fact("Raw material", "sha256 \(results.evidence)"),
    ]
    groups = results.groups.map { group in
      CheckGroup(
        "\(group.name): \(group.title)", purpose: group.goal.sentence,
        checks: results.checks(of: group.name).map { .init($0, material) })
    }
    if !results.approvals.isEmpty {
      groups.append(
        CheckGroup(
          "Approvals", purpose: "What a person has to agree to.",
          checks: results.approvals.map { approval in
            .init(
              approval.title, kind: "approval", verdict: CheckVerdict(approval.verdict),
              reason: approval.person.isEmpty
                ? "it waits for a person" : "approved by \(approval.person)")
          }))
    }
    tell(results, material)
    metrics = Self.tables(results)
    charts = Self.charts(results, material)
    gaps =
      results.untested.map { Gap($0.what, reason: $0.reason) }
      + results.checks.filter { $0.verdict == .vacuous || $0.verdict == .skipped }
      .map { Gap($0.name, reason: $0.reason) }
    files = [
      Results.file, Summary.file, "junit.xml", Statement.file, Environment.file, Sums.file,
      "\(Asked.folder)/\(material.asked.plan)",
    ].map { Link($0, path: $0) }
  }

  /// Takes up the stories that the raw material tells, each at its check.
  private mutating func tell(_ results: Results, _ material: Material) {
    let checks = results.groups.map { results.checks(of: $0.name) }
    for (group, results) in checks.enumerated() {
      for (place, check) in results.enumerated() {
        guard let file = material.file(check.record), let record = try? CheckRecord(file) else {
          continue
        }
        for case .run(let run) in record.invocations where !run.story.isEmpty {
          guard let file = material.file(run.story), var story = FailureStory(file.bytes) else {
            continue
          }
          story.files = [run.page, run.story].filter { !$0.isEmpty }.map { Link($0, path: $0) }
          if run.role == .red {
            planted.append(story)
          } else {
            let first = groups[group].checks[place].failure
            groups[group].checks[place].failure = first ?? failures.count
            failures.append(story)
          }
        }
      }
    }
  }

  /// The figures, a table for each system that they are held against.
  private static func tables(_ results: Results) -> [MetricTable] {
    var tables: [MetricTable] = []
    for check in results.checks {
      guard let metric = check.metric else { continue }
      let figure = EvidencePage.Metric(
        check.title, before: metric.before.map { metric.words($0) },
        after: metric.after.map { metric.words($0) }, target: metric.wanted,
        verdict: CheckVerdict(check.verdict))
      if let place = tables.firstIndex(where: {
        $0.title == check.group && $0.before == metric.system
      }) {
        tables[place].metrics.append(figure)
      } else {
        tables.append(
          MetricTable(
            check.group, before: metric.system,
            after: results.twin.isEmpty ? "this release" : results.twin, metrics: [figure]))
      }
    }
    return tables
  }

  /// How times are distributed, before and after.
  private static func charts(_ results: Results, _ material: Material) -> [Chart] {
    results.checks.compactMap { check in
      guard let metric = check.metric, metric.isTime, let file = material.file(check.record),
        let record = try? CheckRecord(file)
      else { return nil }
      let series = [
        (metric.system, SimulatedRun.Role.before), ("this release", SimulatedRun.Role.after),
      ].map { name, role in
        DistributionSeries(
          name,
          samples: record.invocations.runs(role).compactMap(\.value).map { Double($0) / 1e6 })
      }
      return .distribution(
        DistributionChart(
          "\(check.group): \(check.title)",
          note: "\(metric.runCount) runs of each, in virtual time.", unit: "ms", series: series,
          limit: Double(metric.target) / 1e6))
    }
  }
}

extension CheckVerdict {
  /// The verdict as a page has it.
  fileprivate init(_ verdict: Verdict) {
    switch verdict {
    case .passed: self = .passed
    case .failed: self = .failed
    case .vacuous: self = .vacuous
    case .waiting: self = .waiting
    case .skipped: self = .skipped
    }
  }
}

extension EvidencePage.Check {
  fileprivate init(_ check: CheckResult, _ material: Material) {
    self.init(
      check.title, kind: check.kind, verdict: CheckVerdict(check.verdict), reason: check.reason)
    files = [Link(check.record, path: check.record)]
    guard let file = material.file(check.record), let record = try? CheckRecord(file) else {
      counts = check.counts.map { EvidencePage.Count($0.number, $0.name, from: []) }
      return
    }
    counts = check.counts.map { count in
      EvidencePage.Count(count.number, count.name, from: Self.places(of: count, record))
    }
    for (place, invocation) in record.invocations.enumerated() {
      switch invocation {
      case .command(let run):
        var status: Int32?
        if case .exited(let code) = run.end { status = Int32(code) }
        let path = run.output.path.isEmpty ? run.errors.path : run.output.path
        invocations.append(
          CheckInvocation(
            place + 1, command: run.words.joined(separator: " "), exitStatus: status,
            output: path.isEmpty ? nil : Link("output", path: path)))
      case .run(let run) where !run.page.isEmpty: files.append(Link(run.page, path: run.page))
      case .scenario, .run, .proof, .comparison, .search: break
      }
    }
  }

  /// Which programs a count is of; runs of scenarios are too many to be listed.
  private static func places(of count: CheckResult.Count, _ record: CheckRecord) -> [Int] {
    record.invocations.indices.filter { place in
      guard case .command = record.invocations[place] else { return false }
      return record.invocations[place].line.contains(count.mark)
    }.map { $0 + 1 }
  }
}
