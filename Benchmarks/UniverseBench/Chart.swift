import BenchSupport

/// A chart of lines as SVG, plain enough to be read anywhere.
struct Chart {
  /// One line of it.
  struct Line {
    var title: String
    var colour: String
    var points: [(x: Double, y: Double)]
    var isDashed = false
  }

  var title: String
  var xTitle: String
  var yTitle: String
  /// The marks on the axes and what they are called; the first and the last are the ends.
  var xMarks: [(value: Double, name: String)]
  var yMarks: [(value: Double, name: String)]
  /// Whether the x axis goes by powers of ten.
  var isLogarithmic = false
  var lines: [Line]

  private static let width = 760.0
  private static let height = 420.0
  private static let left = 84.0
  private static let right = 48.0
  private static let top = 56.0
  private static let bottom = 96.0

  /// The picture.
  var text: String {
    var parts = [
      """
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" \
      font-family="sans-serif" font-size="13" fill="#222">
      """,
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
      "<text x=\"\(Self.left)\" y=\"30\" font-size=\"17\" font-weight=\"bold\">\(title)</text>",
    ]
    parts += axes()
    for line in lines { parts.append(path(line)) }
    parts += legend()
    parts.append("</svg>")
    return parts.joined(separator: "\n") + "\n"
  }

  private func axes() -> [String] {
    let end = Self.width - Self.right
    let floor = Self.height - Self.bottom
    var parts: [String] = []
    for mark in yMarks {
      let y = Figures.fixed(place(y: mark.value), 1)
      parts.append("<path d=\"M\(Self.left) \(y)H\(end)\" stroke=\"#ddd\"/>")
      parts.append(
        "<text x=\"\(Self.left - 8)\" y=\"\(y)\" dy=\"4\" text-anchor=\"end\">\(mark.name)</text>")
    }
    for mark in xMarks {
      let x = Figures.fixed(place(x: mark.value), 1)
      parts.append("<path d=\"M\(x) \(floor)v5\" stroke=\"#888\"/>")
      parts.append(
        "<text x=\"\(x)\" y=\"\(floor + 20)\" text-anchor=\"middle\">\(mark.name)</text>")
    }
    parts.append("<path d=\"M\(Self.left) \(floor)H\(end)\" stroke=\"#888\"/>")
    let middle = (Self.left + end) / 2
    parts.append(
      "<text x=\"\(middle)\" y=\"\(floor + 42)\" text-anchor=\"middle\">\(xTitle)</text>")
    let centre = (Self.top + floor) / 2
    parts.append(
      """
      <text transform="translate(22 \(centre)) rotate(-90)" text-anchor="middle">\(yTitle)</text>
      """)
    return parts
  }

  private func path(_ line: Line) -> String {
    let points = line.points.map { point in
      "\(Figures.fixed(place(x: point.x), 1)) \(Figures.fixed(place(y: point.y), 1))"
    }
    let dashes = line.isDashed ? " stroke-dasharray=\"6 5\"" : ""
    return """
      <path d="M\(points.joined(separator: "L"))" fill="none" stroke="\(line.colour)" \
      stroke-width="2"\(dashes)/>
      """
  }

  private func legend() -> [String] {
    let y = Self.height - 20
    let step = (Self.width - Self.left - Self.right) / Double(max(1, lines.count))
    return lines.enumerated().map { place, line in
      let x = Self.left + Double(place) * step
      let dashes = line.isDashed ? " stroke-dasharray=\"6 5\"" : ""
      return """
        <path d="M\(x) \(y - 4)h26" stroke="\(line.colour)" stroke-width="2"\(dashes)/>\
        <text x="\(x + 34)" y="\(y)">\(line.title)</text>
        """
    }
  }

  private func place(x value: Double) -> Double {
    let first = scaled(xMarks.first?.value ?? 0)
    let last = scaled(xMarks.last?.value ?? 1)
    let room = Self.width - Self.left - Self.right
    return Self.left + (scaled(value) - first) / (last - first) * room
  }

  private func place(y value: Double) -> Double {
    let first = yMarks.first?.value ?? 0
    let last = yMarks.last?.value ?? 1
    let floor = Self.height - Self.bottom
    return floor - (value - first) / (last - first) * (floor - Self.top)
  }

  private func scaled(_ value: Double) -> Double {
    isLogarithmic ? Logarithm.ten(value) : value
  }
}
