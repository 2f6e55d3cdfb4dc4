import Plans

/// Derives verdicts from a plan and its raw material.
///
/// It does nothing and asks nobody: the same material comes to the same results, whoever derives
/// them. What is missing counts as not done, and what was not done shows nothing.
public struct Judge {
  let material: Material

  /// The results of some material.
  public static func results(of material: Material) -> Results {
    let plan = material.plan
    let judge = Judge(material: material)
    return Results(
      plan: plan.name, title: plan.title, release: plan.release, seed: plan.seed,
      twin: material.asked.twin, build: material.environment.build,
      groups: [.init(name: "build", title: "What was tested", goal: "It is what is released")]
        + plan.groups.map { .init(name: $0.name, title: $0.title, goal: $0.goal) },
      checks: [judge.build] + plan.checks.map { judge.result(of: $2, $0, $1) },
      approvals: plan.approvals.map { approval in
        let sign = material.signs.last {
          $0.approval == approval.name && $0.evidence == material.sum
        }
        return .init(name: approval.name, title: approval.title, person: sign?.person ?? "")
      },
      untested: plan.untested, evidence: material.sum)
  }

  // MARK: - One check

  /// Whether what was tested is what the plan is of.
  private var build: CheckResult {
    var opinion = Opinion()
    let build = material.environment.build
    if build.version != material.plan.release {
      opinion.failures.append(
        "the plan is of release \(material.plan.release), and the tested program says that it is "
          + (build.version.isEmpty ? "none" : build.version))
    }
    let others = material.environment.measured.flatMap(\.commands)
      .filter { !$0.sum.isEmpty && $0.sum != build.sum }
    if !others.isEmpty {
      opinion.failures.append(
        "\(others.count) times another file was run than the tested one: \(others[0].sum)")
    }
    opinion.praise = "it says that it is \(build.version)"
    return CheckResult(
      group: "build", number: 1, title: "The tested program is the release", kind: "build",
      verdict: opinion.verdict, reason: opinion.reason, remarks: opinion.remarks, counts: [],
      metric: nil, record: Environment.file)
  }

  private func result(of check: Check, _ group: PlanGroup, _ number: Int) -> CheckResult {
    let path = Material.record(group, number)
    let opinion = opinion(of: check, group, path)
    return CheckResult(
      group: group.name, number: number, title: check.title, kind: check.work.word,
      verdict: opinion.verdict, reason: opinion.reason, remarks: opinion.remarks,
      counts: opinion.counts, metric: opinion.metric, record: path)
  }

  private func opinion(of check: Check, _ group: PlanGroup, _ path: String) -> Opinion {
    var opinion = Opinion()
    if !material.asked.twin.isEmpty, !check.work.isSimulated {
      opinion.skipped = "\(material.asked.twin) has no part in it"
      return opinion
    }
    guard let file = material.file(path) else {
      opinion.gaps.append("nothing was done for it: there is no \(path)")
      return opinion
    }
    let record: CheckRecord
    do throws(MaterialError) {
      record = try CheckRecord(file)
    } catch {
      opinion.failures.append(error.message)
      return opinion
    }
    let seed = material.seed(of: group)
    guard record.asked == CheckRecord.sum(of: check, seed: seed, twin: material.asked.twin) else {
      opinion.failures.append("\(path) is the answer to another question")
      return opinion
    }
    guard !record.invocations.isEmpty else {
      opinion.gaps.append("nothing was run")
      return opinion
    }
    look(at: check.work, record.invocations, seed: seed, path, &opinion)
    lookForTwin(record.invocations, &opinion)
    return opinion
  }

  private func look(
    at work: Check.Work, _ invocations: [Invocation], seed: UInt64, _ path: String,
    _ opinion: inout Opinion
  ) {
    switch work {
    case .scenarios(let work): look(at: work, invocations, &opinion)
    case .exploration(let work): look(at: work, invocations, seed: work.seed ?? seed, &opinion)
    case .proof(let work): look(at: work, invocations, &opinion)
    case .conformance(let work): look(at: work, invocations, seed: work.seed ?? seed, &opinion)
    case .commands(let script):
      look(at: script, invocations, material.environment.measured(of: path), &opinion)
    case .search(let work): look(at: work, invocations, &opinion)
    case .metric(let work): look(at: work, invocations, seed: work.seed ?? seed, &opinion)
    }
  }

  /// Where a twin was to take part and could not, nothing is said of it.
  private func lookForTwin(_ invocations: [Invocation], _ opinion: inout Opinion) {
    let twin = material.asked.twin
    guard !twin.isEmpty else { return }
    let tookPart = invocations.contains { invocation in
      switch invocation {
      case .run(let run): run.role != .before && run.system == twin
      case .proof(let run): run.system == twin
      default: false
      }
    }
    guard !tookPart, opinion.failures.isEmpty else { return }
    opinion.gaps = []
    opinion.skipped = "\(twin) has no part in it"
  }
}

extension [Invocation] {
  /// Those that are runs in a role.
  func runs(_ role: SimulatedRun.Role) -> [SimulatedRun] {
    compactMap { invocation in
      guard case .run(let run) = invocation, run.role == role else { return nil }
      return run
    }
  }
}
