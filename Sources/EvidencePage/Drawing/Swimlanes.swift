/// The few events that matter as a picture: a lane for each who takes part, time to the right, what
/// went wrong, and the instant from which on it could not be avoided.
///
/// Time is not to scale: events that lie close together are drawn apart, and long pauses are
/// shortened, so that each can be told from the next. Widths are shares, so that the drawing fits
/// any width without its letters growing or shrinking.
struct Swimlanes {
  private let story: FailureStory
  /// The events, by their places in the story.
  private let events: [Int]
  /// Where they lie, from 0 to 1.
  private let places: [Double]
  /// The lanes that have any, from top to bottom; nil for the world's.
  private let lanes: [Int?]

  private static let top = 30
  private static let laneHeight = 46
  private static let margin = 0.035

  init(_ story: FailureStory) {
    self.story = story
    events = story.drawn
    places = Self.places(of: events.map { story.events[$0].timeNs })
    let used = events.map { story.events[$0].lane }
    let all: [Int?] = [nil] + story.lanes.indices.map { $0 }
    lanes = all.filter { used.contains($0) }
  }

  private var bottom: Int { Self.top + lanes.count * Self.laneHeight }

  func write(into html: inout HTMLWriter) {
    html.element(
      "svg",
      [
        "class": "drawing swimlanes", "role": "img", "height": "\(bottom + 44)",
        "aria-label": "Who did what, in the order of time. The events are listed below by number.",
      ]
    ) { svg in
      fate(into: &svg)
      for (row, lane) in lanes.enumerated() { draw(lane, row, into: &svg) }
      time(into: &svg)
      for (number, event) in events.enumerated() { mark(event, number, into: &svg) }
    }
  }

  // MARK: - Places

  /// Places with room between any two, and more where more time lies between them.
  private static func places(of times: [Int64]) -> [Double] {
    guard let first = times.first, let last = times.last, times.count > 1 else {
      return times.map { _ in 0.5 }
    }
    let unit = max(1, Double(last - first) / 100)
    var ends = [0.0]
    for (before, after) in zip(times, times.dropFirst()) {
      let pause = Double(max(0, after - before))
      ends.append((ends.last ?? 0) + 1 + Logarithm.base10(1 + pause / unit))
    }
    let width = ends.last ?? 1
    return ends.map { margin + (1 - 2 * margin) * $0 / width }
  }

  private func y(_ lane: Int?) -> Int {
    Self.top + (lanes.firstIndex(of: lane) ?? 0) * Self.laneHeight + 30
  }

  // MARK: - Parts

  /// What lies behind all else: the part of time in which it could not be avoided any more.
  private func fate(into svg: inout HTMLWriter) {
    guard let event = story.inevitability?.event, let number = events.firstIndex(of: event)
    else { return }
    let place = places[number]
    svg.empty(
      "rect",
      [
        "class": "fate", "x": Figures.place(place), "y": "18", "height": "\(bottom - 10)",
        "width": Figures.place(1 - place),
      ]
    )
    line(place, 18, place, bottom + 8, "inevitable", into: &svg)
    svg.element(
      "text",
      [
        "class": "inevitable-name", "x": Figures.place(place), "y": "12",
        "text-anchor": place > 0.6 ? "end" : "start",
      ], "from here on inevitable")
  }

  private func draw(_ lane: Int?, _ row: Int, into svg: inout HTMLWriter) {
    let y = y(lane)
    line(0, y, 1, y, "lane", into: &svg)
    svg.element(
      "text", ["class": "name", "x": "0", "y": "\(y - 15)"],
      lane.map { story.lanes[$0].name } ?? "the world")
  }

  /// The first and the last time, and how long the long pauses between them are.
  private func time(into svg: inout HTMLWriter) {
    guard let first = events.first, let last = events.last else { return }
    let y = bottom + 12
    line(0, y, 1, y, "axis", into: &svg)
    let span = story.events[last].timeNs - story.events[first].timeNs
    for (number, event) in events.enumerated() {
      line(places[number], y - 4, places[number], y + 4, "axis", into: &svg)
      guard number > 0, number < events.count - 1 || places.count > 2 else { continue }
      let pause = story.events[event].timeNs - story.events[events[number - 1]].timeNs
      // The ends are labelled; between them, what makes up a good part of the whole.
      guard pause * 6 > span, places[number] - places[number - 1] > 0.13 else { continue }
      svg.element(
        "text",
        [
          "class": "tick", "x": Figures.place((places[number] + places[number - 1]) / 2),
          "y": "\(y - 6)", "text-anchor": "middle",
        ], Figures.duration(pause))
    }
    svg.element(
      "text", ["class": "tick", "x": "0", "y": "\(y + 20)"],
      Figures.seconds(story.events[first].timeNs))
    svg.element(
      "text", ["class": "tick", "x": "100%", "y": "\(y + 20)", "text-anchor": "end"],
      Figures.seconds(story.events[last].timeNs))
    svg.element(
      "text", ["class": "tick wide", "x": "50%", "y": "\(y + 20)", "text-anchor": "middle"],
      "time, long pauses shortened")
  }

  private func mark(_ event: Int, _ number: Int, into svg: inout HTMLWriter) {
    let one = story.events[event]
    let kind = event == story.violation ? StoryEvent.Kind.violation : one.kind
    // A drawing of its own, so that the mark keeps its shape however wide the whole is.
    svg.element(
      "svg",
      [
        "class": "event \(kind.rawValue)", "data-event": "\(event)", "overflow": "visible",
        "x": Figures.place(places[number]), "y": "\(y(one.lane))", "width": "1", "height": "1",
      ]
    ) { svg in
      svg.element("title", "\(number + 1)  \(Figures.fineSeconds(one.timeNs))  \(one.text)")
      switch kind {
      case .fault, .world: svg.empty("path", ["d": "M0-14.5L14.5 0L0 14.5L-14.5 0Z"])
      case .violation: svg.empty("path", ["d": "M-11-11H11V11H-11Z"])
      default: svg.empty("circle", ["r": "10.5"])
      }
      svg.element("text", ["y": "4", "text-anchor": "middle"], "\(number + 1)")
    }
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

extension FailureStory {
  /// The events that are drawn and listed: those that matter, the one at which it became inevitable
  /// and the one at which it was seen.
  var drawn: [Int] {
    let marked = [inevitability?.event, violation].compactMap { $0 }
    var places: [Int] = []
    for place in (essentials + marked).sorted()
    where events.indices.contains(place) && places.last != place {
      places.append(place)
    }
    return places
  }
}
