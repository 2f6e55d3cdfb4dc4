import Plans
import Reports

/// The results for people, in Markdown.
struct Summary {
  private let results: Results

  /// The name of the file.
  static let file = "summary.md"

  init(_ results: Results) { self.results = results }

  var text: String {
    let parts = [head] + results.groups.map(section) + [metrics, approvals, untested, files]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var head: String {
    let twin = results.twin.isEmpty ? "" : " with \(results.twin) in its place"
    return """
      # \(results.title)\(twin): \(results.verdict.rawValue)

      \(results.reason.sentence)

      - Plan: \(results.plan), seed \(results.seed)
      - Release: \(results.release)
      - Tested: \(results.build.name) \(results.build.version), sha256 \(results.build.sum)
      - Raw material: sha256 \(results.evidence)

      """
  }

  private func section(_ group: Results.Group) -> String {
    var table = GitHubSummary(
      "\(group.name): \(group.title)", note: group.goal.sentence,
      headings: [
        Column("", .right), Column("Check"), Column("Verdict"), Column("Why"),
        Column("Counted"), Column("Raw material"),
      ])
    let checks = results.checks(of: group.name)
    for check in checks {
      table.add([
        "\(check.number)", check.title, check.verdict.rawValue, check.reason,
        check.counts.map { "\($0.number) \($0.name)" }.joined(separator: ", "), check.record,
      ])
    }
    let remarks = checks.filter { $0.remarks.count > 1 }.map { check in
      "\n\(check.number). \(check.title)\n\n"
        + check.remarks.map { "    \($0.firstLine)\n" }.joined()
    }
    return table.markdown() + remarks.joined()
  }

  private var metrics: String {
    let rows = results.checks.compactMap { check in check.metric.map { (check, $0) } }
    guard !rows.isEmpty else { return "" }
    var table = GitHubSummary(
      "Metrics", note: "Counted in the runs that stand in the raw material.",
      headings: [
        Column("Metric"), Column("Before", .right), Column("After", .right), Column("Target"),
        Column("Status"), Column("How it was counted"),
      ])
    for (check, metric) in rows {
      table.add([
        check.title, "\(metric.words(metric.before)) (\(metric.system))",
        metric.words(metric.after), metric.wanted, check.verdict.rawValue,
        "\(metric.measure), \(metric.runCount) runs each, \(check.record)",
      ])
    }
    return table.markdown()
  }

  private var approvals: String {
    guard !results.approvals.isEmpty else { return "" }
    var table = GitHubSummary(
      "Approvals", headings: [Column("Name"), Column("What"), Column("Verdict"), Column("By")])
    for approval in results.approvals {
      table.add([approval.name, approval.title, approval.verdict.rawValue, approval.person])
    }
    return table.markdown()
  }

  private var untested: String {
    var rows = results.untested.map { ($0.what, $0.reason) }
    rows += results.checks.filter { $0.verdict == .vacuous || $0.verdict == .skipped }.map {
      ($0.name, $0.reason)
    }
    guard !rows.isEmpty else { return "" }
    var table = GitHubSummary("Not exercised", headings: [Column("What"), Column("Why")])
    for (what, reason) in rows { table.add([what, reason]) }
    return table.markdown()
  }

  private var files: String {
    """
    ## Files

    Each count above is that of the lines of its raw material that have its mark in them, as
    results.json names it: `grep -c MARK FILE`. Times and machine stand in environment.json alone.
    `rehearse qa verify` derives all of this again.

    """
  }
}

extension String {
  /// As a sentence: with a capital and a full stop.
  var sentence: String {
    let text = prefix(1).uppercased() + dropFirst()
    return text.hasSuffix(".") ? text : text + "."
  }

  /// The first line.
  var firstLine: String { String(prefix { $0 != "\n" }) }
}
