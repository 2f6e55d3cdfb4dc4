import Reports

extension Results {
  /// The results for servers: a suite for each group, a case for each check and each approval.
  ///
  /// Times stand in environment.json alone, so that all are zero here.
  var junit: String {
    var suites = groups.map { group in
      JUnitSuite(
        name: group.name, cases: checks(of: group.name).map { $0.junit(plan) },
        properties: [JUnitProperty("goal", group.goal), JUnitProperty("seed", "\(seed)")])
    }
    if !approvals.isEmpty {
      suites.append(
        JUnitSuite(
          name: "approvals",
          cases: approvals.map { approval in
            JUnitCase(
              name: approval.title, className: "\(plan).approvals", timeNs: 0,
              outcome: approval.person.isEmpty
                ? .skipped(message: "it waits for approval") : .passed)
          }))
    }
    return JUnitReport(name: plan, suites: suites).xml(.strict)
  }
}

extension CheckResult {
  fileprivate func junit(_ plan: String) -> JUnitCase {
    let outcome: JUnitOutcome =
      switch verdict {
      case .passed: .passed
      case .failed, .vacuous:
        .failed(
          message: reason, type: verdict.rawValue, text: remarks.joined(separator: "\n"))
      case .waiting, .skipped: .skipped(message: reason)
      }
    return JUnitCase(name: title, className: "\(plan).\(group)", timeNs: 0, outcome: outcome)
  }
}
