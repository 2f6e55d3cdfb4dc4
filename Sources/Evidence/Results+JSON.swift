import Plans

extension Results {
  /// The name of the file.
  public static let file = "results.json"

  /// The file, as schema/results.json describes it.
  public var text: String {
    JSONValue.members([
      ("schema", .string("rehearsal-results-1")), ("plan", .string(plan)),
      ("title", .string(title)), ("release", .string(release)), ("seed", .integer(Int(seed))),
      ("twin", twin.isEmpty ? nil : .string(twin)), ("build", build.value),
      ("verdict", .string(verdict.rawValue)), ("reason", .string(reason)),
      ("groups", .array(groups.map(value))),
      (
        "approvals",
        .array(
          approvals.map {
            .members([
              ("name", .string($0.name)), ("title", .string($0.title)),
              ("verdict", .string($0.verdict.rawValue)),
              ("by", $0.person.isEmpty ? nil : .string($0.person)),
            ])
          })
      ),
      (
        "untested",
        .array(
          untested.map {
            .members([("what", .string($0.what)), ("reason", .string($0.reason))])
          })
      ), ("evidence", .string(evidence)),
    ]).page
  }

  private func value(_ group: Group) -> JSONValue {
    let checks = checks(of: group.name)
    return .members([
      ("name", .string(group.name)), ("title", .string(group.title)),
      ("goal", .string(group.goal)),
      ("verdict", .string(Verdict.over(checks.map(\.verdict)).rawValue)),
      ("checks", .array(checks.map(value))),
    ])
  }

  private func value(_ check: CheckResult) -> JSONValue {
    .members([
      ("number", .integer(check.number)), ("title", .string(check.title)),
      ("kind", .string(check.kind)), ("verdict", .string(check.verdict.rawValue)),
      ("reason", .string(check.reason)), ("remarks", .some(check.remarks)),
      (
        "counts",
        .array(
          check.counts.map {
            .members([
              ("of", .string($0.name)), ("count", .integer($0.number)),
              ("mark", .string($0.mark)),
            ])
          })
      ), ("metric", check.metric.map(value)), ("record", .string(check.record)),
    ])
  }

  private func value(_ metric: MetricResult) -> JSONValue {
    .members([
      ("measure", .string(metric.measure)), ("before", metric.before.map { .integer($0) }),
      ("system", .string(metric.system)), ("after", metric.after.map { .integer($0) }),
      ("target", .integer(metric.target)),
      ("unit", .string(metric.isTime ? "ns" : "count")), ("runs", .integer(metric.runCount)),
    ])
  }

  // MARK: - Reading

  /// Reads the file.
  public init(_ bytes: [UInt8]) throws(MaterialError) {
    func fail(_ sentence: String) -> MaterialError { MaterialError(Self.file, sentence) }
    guard let value = try? JSONValue(bytes[...]) else { throw fail("it is no JSON") }
    guard value["schema"]?.text == "rehearsal-results-1", let plan = value["plan"]?.text,
      let build = Build(value["build"])
    else { throw fail("it holds no results") }
    self.init(
      plan: plan, title: value["title"]?.text ?? "", release: value["release"]?.text ?? "",
      seed: UInt64(value["seed"]?.number ?? 0), twin: value["twin"]?.text ?? "", build: build,
      groups: [], checks: [],
      approvals: (value["approvals"]?.items ?? []).map {
        ApprovalResult(
          name: $0["name"]?.text ?? "", title: $0["title"]?.text ?? "",
          person: $0["by"]?.text ?? "")
      },
      untested: (value["untested"]?.items ?? []).map {
        Untested($0["what"]?.text ?? "", reason: $0["reason"]?.text ?? "")
      }, evidence: value["evidence"]?.text ?? "")
    for group in value["groups"]?.items ?? [] {
      let name = group["name"]?.text ?? ""
      groups.append(
        Group(name: name, title: group["title"]?.text ?? "", goal: group["goal"]?.text ?? ""))
      for check in group["checks"]?.items ?? [] {
        guard let result = CheckResult(check, group: name) else {
          throw fail("a check of '\(name)' has no verdict")
        }
        checks.append(result)
      }
    }
  }
}

extension CheckResult {
  init?(_ value: JSONValue, group: String) {
    guard let verdict = value["verdict"]?.text.flatMap(Verdict.init(rawValue:)),
      let title = value["title"]?.text
    else { return nil }
    self.init(
      group: group, number: value["number"]?.number ?? 0, title: title,
      kind: value["kind"]?.text ?? "", verdict: verdict, reason: value["reason"]?.text ?? "",
      remarks: value["remarks"]?.texts ?? [],
      counts: (value["counts"]?.items ?? []).map {
        Count(
          $0["of"]?.text ?? "", $0["count"]?.number ?? 0, mark: $0["mark"]?.text ?? "")
      }, metric: value["metric"].flatMap(MetricResult.init), record: value["record"]?.text ?? "")
  }
}

extension MetricResult {
  init?(_ value: JSONValue) {
    guard let measure = value["measure"]?.text, let target = value["target"]?.number else {
      return nil
    }
    self.init(
      measure, system: value["system"]?.text ?? "", before: value["before"]?.number,
      after: value["after"]?.number, target: target, isTime: value["unit"]?.text == "ns",
      runCount: value["runs"]?.number ?? 0)
  }
}
