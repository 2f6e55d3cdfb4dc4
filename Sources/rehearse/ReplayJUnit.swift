import Exploration
import Forms
import Reports

/// The results of a replay as JUnit XML: one case a file, one suite a folder.
enum ReplayJUnit {
  static func write(_ results: [ReplayResult], to path: String) throws(Failure) {
    var suites: [JUnitSuite] = []
    for result in results {
      let parts = result.file.split(separator: "/").map(String.init)
      let folder = parts.dropLast().joined(separator: ".")
      let name = folder.isEmpty ? "scenarios" : folder
      let place: Int
      if let known = suites.firstIndex(where: { $0.name == name }) {
        place = known
      } else {
        place = suites.count
        suites.append(JUnitSuite(name: name))
      }
      suites[place].cases.append(
        JUnitCase(
          name: parts.last ?? result.file, className: name, file: result.file,
          line: result.firstLine, timeNs: result.nanoseconds, outcome: outcome(result)))
    }
    let report = JUnitReport(name: "rehearse replay", suites: suites)
    try OutputFile.write(Array(report.xml().utf8), to: path)
  }

  private static func outcome(_ result: ReplayResult) -> JUnitOutcome {
    let message = result.remarks.first ?? result.status.word
    let pages = result.pages.map { $0.lines.joined(separator: "\n") }
    let text = (result.remarks + pages).joined(separator: "\n")
    switch result.status {
    case .success: return .passed
    case .badInput, .cannotWrite, .inputOutput, .usage, .interrupted:
      return .error(message: message, text: text)
    case .violated, .vacuous, .nondeterministic:
      return .failed(message: message, type: result.status.word, text: text)
    }
  }
}

extension ReplayResult {
  /// The line that the first error stands in.
  fileprivate var firstLine: Int? {
    if case .unreadable(let diagnostics) = kind { diagnostics.shown.first?.line } else { nil }
  }
}
