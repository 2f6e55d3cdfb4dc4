/// A verdict as a sign and a word, so that nobody has to tell colours apart.
struct VerdictMark {
  private let verdict: CheckVerdict

  init(_ verdict: CheckVerdict) { self.verdict = verdict }

  func write(into html: inout HTMLWriter) {
    html.element("span", ["class": "verdict \(verdict.rawValue)"]) { html in
      html.element("span", ["class": "sign", "aria-hidden": "true"], sign)
      html.text(" \(verdict.words)")
    }
  }

  private var sign: String {
    switch verdict {
    case .passed: "\u{2713}"
    case .failed: "\u{2715}"
    case .vacuous: "\u{25CB}"
    case .waiting: "\u{2026}"
    case .skipped: "\u{2013}"
    }
  }
}
