/// Figures before and after, as tables.
struct MetricSection {
  private let tables: [MetricTable]

  init(_ tables: [MetricTable]) { self.tables = tables }

  func write(into html: inout HTMLWriter) {
    guard !tables.isEmpty else { return }
    html.element("section", ["aria-labelledby": "figures"]) { html in
      html.element("h2", ["id": "figures"], "Before and after")
      for table in tables { write(table, into: &html) }
    }
  }

  private func write(_ table: MetricTable, into html: inout HTMLWriter) {
    html.element(
      "div", ["class": "table", "tabindex": "0", "role": "group", "aria-label": table.title]
    ) { html in
      html.element("table", ["class": "metrics"]) { html in
        html.element("caption", table.title)
        html.element("thead") { html in
          html.element("tr") { html in
            html.element("th", ["scope": "col"], "Metric")
            for heading in [table.before, table.after, "Target"] {
              html.element("th", ["scope": "col", "class": "figure"], heading)
            }
            html.element("th", ["scope": "col"], "Status")
          }
        }
        html.element("tbody") { html in
          for metric in table.metrics { row(metric, into: &html) }
        }
      }
    }
  }

  private func row(_ metric: Metric, into html: inout HTMLWriter) {
    html.element("tr") { html in
      html.element("th", ["scope": "row"], metric.name)
      html.element("td", ["class": "figure"], metric.before ?? "\u{2013}")
      html.element("td", ["class": "figure after"], metric.after ?? "\u{2013}")
      html.element("td", ["class": "figure"], metric.target ?? "\u{2013}")
      html.element("td") { VerdictMark(metric.verdict).write(into: &$0) }
    }
  }
}
