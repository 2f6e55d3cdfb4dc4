/// A distribution as a picture: for each series a line from its smallest to its largest value, a
/// tick at each twentieth of all, a band from the median to nine tenths, and marks that have names.
struct DistributionDrawing {
  private let chart: DistributionChart
  private let axis: Axis

  private static let top = 20
  private static let rowHeight = 46

  init(_ chart: DistributionChart) {
    self.chart = chart
    let values = chart.series.flatMap { $0.quantiles.map(\.value) }
    axis = Axis(of: values + (chart.limit.map { [$0] } ?? []), isLogarithmic: chart.isLogarithmic)
  }

  private var bottom: Int { Self.top + chart.series.count * Self.rowHeight + 6 }

  func write(into html: inout HTMLWriter) {
    html.element(
      "svg",
      [
        "class": "drawing", "role": "img", "height": "\(bottom + 26)",
        "aria-label": "\(chart.title). The figures are in the table below.",
      ]
    ) { svg in
      ticks(into: &svg)
      limit(into: &svg)
      for (row, series) in chart.series.enumerated() { draw(series, row, into: &svg) }
    }
  }

  private func ticks(into svg: inout HTMLWriter) {
    for (number, tick) in axis.ticks.enumerated() {
      let place = axis.place(tick)
      line(place, Self.top, place, bottom, "grid", into: &svg)
      let isLast = number == axis.ticks.count - 1
      svg.element(
        "text",
        [
          // The last one has the unit and needs room on a narrow page.
          "class": number > 0 && number == axis.ticks.count - 2 ? "tick wide" : "tick",
          "x": Figures.place(place), "y": "\(bottom + 18)",
          "text-anchor": number == 0 ? "start" : isLast ? "end" : "middle",
        ], Figures.tick(tick) + (isLast ? " \(chart.unit)" : ""))
    }
  }

  private func draw(_ series: DistributionSeries, _ row: Int, into svg: inout HTMLWriter) {
    let y = Self.top + row * Self.rowHeight + 32
    svg.element("text", ["class": "name", "x": "0", "y": "\(y - 15)"], series.name)
    svg.element(
      "text",
      ["class": "tick wide", "x": "100%", "y": "\(y - 15)", "text-anchor": "end"],
      DistributionSeries.named.compactMap { share, name in
        series.value(share).map { "\(name) \(Figures.text($0))" }
      }.joined(separator: "   "))
    guard let first = series.quantiles.first, let last = series.quantiles.last else {
      svg.element("text", ["class": "tick", "x": "0", "y": "\(y + 4)"], "no values")
      return
    }
    line(axis.place(first.value), y, axis.place(last.value), y, "range", into: &svg)
    for quantile in series.quantiles {
      let place = axis.place(quantile.value)
      line(place, y - 4, place, y + 4, "rug", into: &svg)
    }
    if let median = series.value(0.5), let most = series.value(0.9) {
      let left = axis.place(median)
      svg.empty(
        "rect",
        [
          "class": "band", "x": Figures.place(left), "y": "\(y - 5)", "height": "10",
          "width": Figures.place(axis.place(most) - left),
        ]
      )
    }
    for (share, name) in DistributionSeries.named {
      guard let value = series.value(share) else { continue }
      let shape = share == 0.5 ? "median" : share == 1 ? "largest" : "mark"
      svg.element(
        "circle",
        [
          "class": shape, "cx": Figures.place(axis.place(value)), "cy": "\(y)",
          "r": share == 0.5 ? "5" : "3.5",
        ]
      ) { $0.element("title", "\(name) \(Figures.text(value)) \(chart.unit)") }
    }
  }

  private func limit(into svg: inout HTMLWriter) {
    guard let limit = chart.limit else { return }
    let place = axis.place(limit)
    line(place, Self.top, place, bottom, "limit", into: &svg)
    svg.element(
      "text",
      [
        "class": "limit-name", "x": Figures.place(place), "y": "\(Self.top - 8)",
        "dx": place > 0.7 ? "-6" : "6", "text-anchor": place > 0.7 ? "end" : "start",
      ], "limit \(Figures.text(limit)) \(chart.unit)")
  }

  private func line(
    _ left: Double, _ top: Int, _ right: Double, _ bottom: Int, _ kind: String,
    into svg: inout HTMLWriter
  ) {
    svg.empty(
      "line",
      [
        "class": kind, "x1": Figures.place(left), "x2": Figures.place(right), "y1": "\(top)",
        "y2": "\(bottom)",
      ]
    )
  }
}
