/// The head of the page: the release, the verdict, and in a sentence what it rests on.
struct SummarySection {
  private let page: Page

  init(_ page: Page) { self.page = page }

  func write(into html: inout HTMLWriter) {
    html.element("header") { html in
      html.element("p", ["class": "plan"], page.plan)
      html.element("h1", page.release)
      html.element("p", ["class": "overall"]) { html in
        VerdictMark(page.verdict).write(into: &html)
        html.element("span", ["class": "because"], page.reason.isEmpty ? tally : page.reason)
      }
      if !page.reason.isEmpty { html.element("p", ["class": "tally"], tally) }
      FactList(page.facts).write(into: &html)
    }
    attention(into: &html)
  }

  /// How many checks came to what.
  private var tally: String {
    let checks = page.checks
    let count = { (verdict: CheckVerdict) in checks.count { $0.verdict == verdict } }
    let parts = CheckVerdict.allCases.compactMap { verdict in
      count(verdict) > 0 ? "\(Figures.text(count(verdict))) \(verdict.words)" : nil
    }
    guard !parts.isEmpty else { return "No checks." }
    return "Of \(Figures.text(checks.count)) \(checks.count == 1 ? "check" : "checks"): "
      + parts.joined(separator: ", ") + "."
  }

  /// Everything that did not pass, in the order in which somebody has to look at it.
  private func attention(into html: inout HTMLWriter) {
    let order: [CheckVerdict] = [.failed, .vacuous, .waiting, .skipped]
    let checks = order.flatMap { verdict in page.checks.filter { $0.verdict == verdict } }
    guard !checks.isEmpty else { return }
    html.element("section", ["aria-labelledby": "attention"]) { html in
      html.element("h2", ["id": "attention"], "What did not pass")
      html.element("ul", ["class": "attention", "role": "list"]) { html in
        for check in checks { row(check, into: &html) }
      }
    }
  }

  private func row(_ check: Check, into html: inout HTMLWriter) {
    html.element("li") { html in
      VerdictMark(check.verdict).write(into: &html)
      html.element("span", ["class": "what"]) { html in
        html.element("strong", check.name)
        html.element("span", ["class": "reason"], check.reason)
        if let failure = check.failure, page.failures.indices.contains(failure) {
          html.element("a", ["href": "#\(FailureSection.anchor(failure))"], "See how it failed")
        }
      }
    }
  }
}
