/// Charts, each with its figures below.
struct ChartSection {
  private let charts: [Chart]

  init(_ charts: [Chart]) { self.charts = charts }

  func write(into html: inout HTMLWriter) {
    guard !charts.isEmpty else { return }
    html.element("section", ["aria-labelledby": "charts"]) { html in
      html.element("h2", ["id": "charts"], "Measured")
      for chart in charts {
        html.element("figure", ["class": "chart"]) { html in
          switch chart {
          case .distribution(let chart): write(chart, into: &html)
          case .bars(let chart): write(chart, into: &html)
          }
        }
      }
    }
  }

  private func write(_ chart: DistributionChart, into html: inout HTMLWriter) {
    title(chart.title, chart.note, into: &html)
    if chart.series.contains(where: { !$0.quantiles.isEmpty }) {
      DistributionDrawing(chart).write(into: &html)
    }
    html.element(
      "p", ["class": "legend"],
      "A tick is a twentieth of all values, the band reaches from the median to nine tenths, the "
        + "small circles are p90 and p99, the open one is the largest.")
    let names = DistributionSeries.named.map(\.name)
    figures(["Series", "values"] + names.map { "\($0), \(chart.unit)" }, into: &html) { html in
      for series in chart.series {
        let values = DistributionSeries.named.map {
          series.value($0.share).map(Figures.text) ?? "none"
        }
        row([series.name, Figures.text(series.count)] + values, into: &html)
      }
    }
  }

  private func write(_ chart: BarChart, into html: inout HTMLWriter) {
    title(chart.title, chart.note, into: &html)
    if !chart.bars.isEmpty { BarDrawing(chart).write(into: &html) }
    figures(["", "counted", "of", "share", "from", "to"], into: &html) { html in
      for bar in chart.bars {
        row(
          [
            bar.name, Figures.text(bar.count), Figures.text(bar.of), Figures.percent(bar.share),
            bar.interval.map { Figures.percent($0.lowerBound) } ?? "unknown",
            bar.interval.map { Figures.percent($0.upperBound) } ?? "unknown",
          ], into: &html)
      }
    }
  }

  private func title(_ title: String, _ note: String, into html: inout HTMLWriter) {
    html.element("figcaption") { html in
      html.element("h3", title)
      if !note.isEmpty { html.element("p", note) }
    }
  }

  private func figures(
    _ headings: [String], into html: inout HTMLWriter, _ rows: (inout HTMLWriter) -> Void
  ) {
    html.element("details") { html in
      html.element("summary", "The figures")
      html.element("table") { html in
        html.element("thead") { html in
          html.element("tr") { html in
            for (number, heading) in headings.enumerated() {
              if heading.isEmpty {
                html.element("td", "")
              } else {
                html.element("th", ["scope": "col", "class": number > 0 ? "figure" : nil], heading)
              }
            }
          }
        }
        html.element("tbody") { rows(&$0) }
      }
    }
  }

  private func row(_ cells: [String], into html: inout HTMLWriter) {
    html.element("tr") { html in
      for (number, cell) in cells.enumerated() {
        if number == 0 {
          html.element("th", ["scope": "row"], cell)
        } else {
          html.element("td", ["class": "figure"], cell)
        }
      }
    }
  }
}
