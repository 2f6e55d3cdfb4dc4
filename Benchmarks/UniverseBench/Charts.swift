import BenchSupport

/// The charts of a run.
enum Charts {
  /// What an event costs with ever more of them pending, beside a line that grows as log n.
  static func growth(_ storms: [Measurement]) -> Chart {
    let growth = Growth(storms).points
    let points = growth.map { (x: Double($0.pending), y: $0.cost) }
    let reference = growth.map { (x: Double($0.pending), y: $0.reference) }
    return Chart(
      title: "Cost of an event by the number that are pending",
      xTitle: "pending events", yTitle: "nanoseconds for an event",
      xMarks: points.map { ($0.x, Figures.grouped(Int($0.x))) },
      yMarks: marks((points + reference).map(\.y).max() ?? 1), isLogarithmic: true,
      lines: [
        .init(title: "timers with random intervals", colour: "#1f6feb", points: points),
        .init(
          title: "log n through the first cost", colour: "#888", points: reference,
          isDashed: true),
      ])
  }

  /// What the long runs take.
  static func memory(_ ping: Samples, _ mix: Samples) -> Chart {
    func line(_ title: String, _ colour: String, _ samples: Samples) -> Chart.Line {
      Chart.Line(
        title: title, colour: colour,
        points: zip(samples.events, samples.resident).map {
          (x: Double($0) / 1e6, y: Double($1) / 1e6)
        })
    }
    let most = (ping.resident + mix.resident).max() ?? 1
    return Chart(
      title: "Resident memory over a long run",
      xTitle: "million events", yTitle: "MB resident",
      xMarks: stride(from: 0, through: 100, by: 20).map { (Double($0), "\($0)") },
      yMarks: marks(Double(most) / 1e6),
      lines: [
        line("timer ping, 100 actors", "#1f6feb", ping),
        line("mixed operations, 100 actors", "#d1242f", mix),
      ])
  }

  /// How many places the queue and the table of events have.
  static func places(_ ping: Samples, _ mix: Samples) -> Chart {
    func line(_ title: String, _ colour: String, _ samples: Samples) -> Chart.Line {
      Chart.Line(
        title: title, colour: colour,
        points: zip(samples.events, samples.places).map { (x: Double($0) / 1e6, y: Double($1)) })
    }
    return Chart(
      title: "Places of the queue and the table of events over a long run",
      xTitle: "million events", yTitle: "places",
      xMarks: stride(from: 0, through: 100, by: 20).map { (Double($0), "\($0)") },
      yMarks: marks(Double((ping.places + mix.places).max() ?? 1)),
      lines: [
        line("timer ping, 100 actors", "#1f6feb", ping),
        line("mixed operations, 100 actors", "#d1242f", mix),
      ])
  }

  /// Round marks from nothing to above the most.
  private static func marks(_ most: Double) -> [(value: Double, name: String)] {
    var unit = 1.0
    while most / unit > 6 {
      unit *= 2
      if most / unit <= 6 { break }
      unit *= 2.5
      if most / unit <= 6 { break }
      unit *= 2
    }
    let count = Int((most * 1.05 / unit).rounded(.up))
    return (0...count).map { (Double($0) * unit, Figures.grouped(Int(Double($0) * unit))) }
  }
}
