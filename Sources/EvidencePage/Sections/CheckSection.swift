/// All checks by their groups, with what was counted and from which invocations.
struct CheckSection {
  private let page: Page

  init(_ page: Page) { self.page = page }

  func write(into html: inout HTMLWriter) {
    guard !page.groups.isEmpty else { return }
    html.element("section", ["aria-labelledby": "checks"]) { html in
      html.element("h2", ["id": "checks"], "All checks")
      for group in page.groups { write(group, into: &html) }
    }
  }

  private func write(_ group: CheckGroup, into html: inout HTMLWriter) {
    html.newline()
    html.element("h3", group.name)
    if !group.purpose.isEmpty { html.element("p", ["class": "purpose"], group.purpose) }
    html.element("ul", ["class": "checks", "role": "list"]) { html in
      for check in group.checks { write(check, into: &html) }
    }
  }

  private func write(_ check: Check, into html: inout HTMLWriter) {
    html.element("li", ["class": check.verdict.rawValue]) { html in
      VerdictMark(check.verdict).write(into: &html)
      html.element("div", ["class": "what"]) { html in
        html.element("p") { html in
          html.element("strong", check.name)
          html.element("span", ["class": "kind"], check.kind)
        }
        html.element("p", ["class": "reason"], check.reason)
        counts(of: check, into: &html)
        if let failure = check.failure, page.failures.indices.contains(failure) {
          html.element("p") { html in
            html.element("a", ["href": "#\(FailureSection.anchor(failure))"], "See how it failed")
          }
        }
        invocations(of: check, into: &html)
        LinkList(check.files).write(into: &html)
      }
    }
  }

  private func counts(of check: Check, into html: inout HTMLWriter) {
    guard !check.counts.isEmpty else { return }
    html.element("ul", ["class": "counts", "role": "list"]) { html in
      for count in check.counts {
        html.element("li") { html in
          html.element("b", Figures.text(count.value))
          html.text(" \(count.unit)")
          if !count.invocations.isEmpty {
            html.element("span", ["class": "from"], " from \(Self.ranges(count.invocations))")
          }
        }
      }
    }
  }

  private func invocations(of check: Check, into html: inout HTMLWriter) {
    guard !check.invocations.isEmpty else { return }
    html.element("details") { html in
      let count = check.invocations.count
      html.element("summary", count == 1 ? "1 invocation" : "\(Figures.text(count)) invocations")
      html.element("ol", ["class": "invocations", "role": "list"]) { html in
        for one in check.invocations {
          html.element("li") { html in
            html.element("span", ["class": "number"], "#\(one.number)")
            html.element("code", one.command)
            html.element(
              "span", one.exitStatus.map { "exit status \($0)" } ?? "did not end by itself")
            if let output = one.output {
              html.element("a", ["href": RelativePath.address(output.path)], output.label)
            }
          }
        }
      }
    }
  }

  /// Numbers in ascending order, neighbours drawn together: "#1-5, #8".
  static func ranges(_ numbers: [Int]) -> String {
    var ranges: [(first: Int, last: Int)] = []
    for number in numbers.sorted() {
      if let last = ranges.last?.last, number <= last + 1 {
        ranges[ranges.count - 1].last = max(last, number)
      } else {
        ranges.append((number, number))
      }
    }
    return ranges.map { $0.first == $0.last ? "#\($0.first)" : "#\($0.first)\u{2013}\($0.last)" }
      .joined(separator: ", ")
  }
}
