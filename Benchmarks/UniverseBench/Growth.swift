import BenchSupport

/// What an event costs by how many are pending, beside the logarithm of that.
struct Growth {
  /// One size of the queue.
  struct Point {
    var pending: Int
    /// Nanoseconds for an event.
    var cost: Double
    /// How many times the cost with the fewest pending.
    var ratio: Double
    /// How many times the logarithm of the fewest.
    var logarithm: Double

    /// Whether the cost has grown no faster than the logarithm.
    var isHeld: Bool { ratio <= logarithm }
    /// What an event would cost if that grew as the logarithm.
    var reference: Double { cost / ratio * logarithm }
  }

  private(set) var points: [Point] = []

  init(_ storms: [Measurement]) {
    let costs = storms.compactMap { storm in
      Int(storm.name.dropFirst(6)).map { (pending: $0, cost: storm.eventNanoseconds) }
    }
    guard let fewest = costs.first else { return }
    points = costs.map { pending, cost in
      Point(
        pending: pending, cost: cost, ratio: cost / fewest.cost,
        logarithm: Logarithm.ten(Double(pending)) / Logarithm.ten(Double(fewest.pending)))
    }
  }

  /// Whether the claim held, in one line.
  var verdict: String {
    guard let fewest = points.first, let most = points.last else { return "missed: no figures" }
    let missed = points.filter { !$0.isHeld }
    let range = "from \(Figures.grouped(fewest.pending)) to \(Figures.grouped(most.pending))"
    guard missed.isEmpty else {
      let places = missed.map { Figures.grouped($0.pending) }.joined(separator: " and ")
      return "missed: the cost of an event grows faster than log n \(range) pending, at \(places)"
    }
    return "held: the cost of an event grows no faster than log n \(range) pending"
  }
}
