extension Page {
  /// The page as one file of HTML, which needs nothing beside itself.
  ///
  /// All of it can be read and printed without scripts. With them, the whole trace of each failure
  /// can be gone through event by event.
  public func html() -> [UInt8] {
    var html = HTMLWriter()
    html.raw("<!DOCTYPE html>\n")
    html.element("html", ["lang": "en"]) { html in
      head(into: &html)
      html.newline()
      html.element("body") { html in
        body(into: &html)
        html.element("script") { $0.raw(PackageResources.page_js) }
      }
    }
    html.newline()
    return html.bytes
  }

  /// Nothing may be fetched from anywhere, whatever stands in the page.
  private static let policy =
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
    + "base-uri 'none'; form-action 'none'"

  private func head(into html: inout HTMLWriter) {
    html.element("head") { html in
      html.void("meta", ["charset": "utf-8"])
      html.void("meta", ["http-equiv": "Content-Security-Policy", "content": Self.policy])
      html.void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      html.void("meta", ["name": "color-scheme", "content": "light dark"])
      html.element("title", "\(release): \(verdict.words)")
      // Without one, a browser asks the server for an icon.
      html.void("link", ["rel": "icon", "href": "data:,"])
      html.element("style") { $0.raw(PackageResources.page_css) }
    }
  }

  private func body(into html: inout HTMLWriter) {
    html.element("main") { html in
      SummarySection(self).write(into: &html)
      MetricSection(metrics).write(into: &html)
      failureSection(into: &html)
      ChartSection(charts).write(into: &html)
      CheckSection(self).write(into: &html)
      plantedSection(into: &html)
      gapSection(into: &html)
      fileSection(into: &html)
    }
  }

  private func failureSection(into html: inout HTMLWriter) {
    guard !failures.isEmpty else { return }
    html.element("section", ["aria-labelledby": "failures"]) { html in
      html.element("h2", ["id": "failures"], "How it failed")
      for (number, failure) in failures.enumerated() {
        html.newline()
        FailureSection(failure, number: number).write(into: &html)
      }
    }
  }

  /// What is planted beside the checks comes after them: it is no failure of this release.
  private func plantedSection(into html: inout HTMLWriter) {
    guard !planted.isEmpty else { return }
    html.element("section", ["aria-labelledby": "planted"]) { html in
      html.element("h2", ["id": "planted"], "Failures that are planted")
      html.element(
        "p",
        "A check counts only if a flaw that is known was seen to fail it. This is how it does.")
      for (number, failure) in planted.enumerated() {
        html.newline()
        FailureSection(failure, number: failures.count + number).write(into: &html)
      }
    }
  }

  private func gapSection(into html: inout HTMLWriter) {
    html.element("section", ["aria-labelledby": "gaps"]) { html in
      html.element("h2", ["id": "gaps"], "What was not exercised")
      if gaps.isEmpty {
        html.element("p", "Everything that the plan names was exercised.")
      } else {
        html.element("ul", ["class": "gaps", "role": "list"]) { html in
          for gap in gaps {
            html.element("li") { html in
              html.element("strong", gap.what)
              html.element("span", ["class": "reason"], gap.reason)
            }
          }
        }
      }
    }
  }

  private func fileSection(into html: inout HTMLWriter) {
    guard !files.isEmpty else { return }
    html.element("section", ["aria-labelledby": "files"]) { html in
      html.element("h2", ["id": "files"], "The other files")
      LinkList(files).write(into: &html)
    }
  }
}
