/// Shares as a picture: a bar for each, and where the true share may lie as a line across its end.
struct BarDrawing {
  private let chart: BarChart
  private let axis: Axis

  private static let rowHeight = 46

  init(_ chart: BarChart) {
    self.chart = chart
    let shares = chart.bars.map { max($0.share, $0.interval?.upperBound ?? 0) }
    axis = Axis(of: [0] + shares.map { $0 * 100 }, isLogarithmic: false)
  }

  func write(into html: inout HTMLWriter) {
    let bottom = chart.bars.count * Self.rowHeight + 6
    html.element(
      "svg",
      [
        "class": "drawing", "role": "img", "height": "\(bottom + 26)",
        "aria-label": "\(chart.title). The figures are in the table below.",
      ]
    ) { svg in
      for (number, tick) in axis.ticks.enumerated() {
        let isLast = number == axis.ticks.count - 1
        let place = Figures.place(axis.place(tick))
        svg.empty(
          "line", ["class": "grid", "x1": place, "x2": place, "y1": "0", "y2": "\(bottom)"]
        )
        svg.element(
          "text",
          [
            "class": "tick", "x": place, "y": "\(bottom + 18)",
            "text-anchor": number == 0 ? "start" : isLast ? "end" : "middle",
          ], Figures.tick(tick) + (isLast ? " %" : ""))
      }
      for (row, bar) in chart.bars.enumerated() { draw(bar, row, into: &svg) }
    }
  }

  private func draw(_ bar: Bar, _ row: Int, into svg: inout HTMLWriter) {
    let y = row * Self.rowHeight + 34
    svg.element("text", ["class": "name", "x": "0", "y": "\(y - 15)"], bar.name)
    svg.element(
      "text", ["class": "tick", "x": "100%", "y": "\(y - 15)", "text-anchor": "end"],
      "\(Figures.text(bar.count)) of \(Figures.text(bar.of))")
    svg.empty(
      "rect",
      [
        "class": "bar", "x": "0", "y": "\(y - 7)", "height": "14",
        "width": Figures.place(axis.place(bar.share * 100)),
      ]
    )
    guard let interval = bar.interval else { return }
    let left = Figures.place(axis.place(interval.lowerBound * 100))
    let right = Figures.place(axis.place(interval.upperBound * 100))
    for (x1, x2, half) in [(left, right, 0), (left, left, 5), (right, right, 5)] {
      svg.empty(
        "line",
        ["class": "interval", "x1": x1, "x2": x2, "y1": "\(y - half)", "y2": "\(y + half)"]
      )
    }
  }
}

extension Bar {
  /// How often of all; none where there were no runs.
  var share: Double { of > 0 ? Double(count) / Double(of) : 0 }
}
