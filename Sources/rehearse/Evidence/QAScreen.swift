import Evidence
import Reports

/// Results on one screen: groups, checks, verdicts, and where the evidence is.
struct QAScreen {
  private let results: Results
  private let folder: String
  private let width: Int

  init(_ results: Results, folder: String, width: Int) {
    self.results = results
    self.folder = folder
    self.width = max(80, width)
  }

  var text: String {
    var lines: [String] = []
    for group in results.groups {
      lines.append("\(group.name)  \(group.title)")
      var columns = Columns(
        [Column("", .right), Column(""), Column("", widthMax: width / 2), Column("")],
        widthMax: width - 2)
      for check in results.checks(of: group.name) {
        columns.add(["\(check.number)", check.verdict.rawValue, check.title, check.reason])
      }
      lines += columns.lines.map { "  " + $0 } + [""]
    }
    lines += metrics + approvals
    lines.append("\(results.verdict.rawValue)  \(results.reason)")
    lines.append("evidence  \(folder)/index.html")
    return lines.joined(separator: "\n")
  }

  private var metrics: [String] {
    let rows = results.checks.compactMap { check in check.metric.map { (check, $0) } }
    guard !rows.isEmpty else { return [] }
    var columns = Columns(
      [
        Column("metric"), Column("before", .right), Column("after", .right), Column("target"),
        Column("status"),
      ], widthMax: width - 2)
    for (check, metric) in rows {
      columns.add([
        check.title, metric.words(metric.before), metric.words(metric.after), metric.wanted,
        check.verdict.rawValue,
      ])
    }
    return columns.lines.map { "  " + $0 } + [""]
  }

  private var approvals: [String] {
    guard !results.approvals.isEmpty else { return [] }
    var lines = ["approvals"]
    for approval in results.approvals {
      if approval.person.isEmpty {
        lines.append("  waiting  \(approval.title)")
        lines.append("           rehearse qa approve \(folder) \(approval.name) --by NAME")
      } else {
        lines.append("  passed   \(approval.title), by \(approval.person)")
      }
    }
    return lines + [""]
  }
}
