/// The events that matter in words, each with its number in the drawing, what it changed, and how
/// likely the failure was from then on.
struct EventList {
  private let story: FailureStory
  private let number: Int
  /// What was so before each of them, by cell.
  private let before: [[String?]]

  /// How many changes of an event are shown.
  private static let changesMax = 4

  init(_ story: FailureStory, number: Int) {
    self.story = story
    self.number = number
    before = Self.states(of: story, before: story.drawn)
  }

  func write(into html: inout HTMLWriter) {
    html.element("ol", ["class": "events", "role": "list"]) { html in
      for (place, event) in story.drawn.enumerated() { row(event, place, into: &html) }
    }
  }

  private func row(_ event: Int, _ place: Int, into html: inout HTMLWriter) {
    let one = story.events[event]
    let isViolation = event == story.violation
    let isFate = event == story.inevitability?.event
    let kind = isViolation ? StoryEvent.Kind.violation : one.kind
    html.newline()
    html.element("li", ["class": isFate ? "\(kind.rawValue) fated" : kind.rawValue]) { html in
      html.element("span", ["class": "mark \(kind.rawValue)"], "\(place + 1)")
      html.element("span", ["class": "time"], Figures.fineSeconds(one.timeNs))
      html.element("span", ["class": "who"], one.lane.map { story.lanes[$0].name } ?? "the world")
      html.element("span", ["class": "what"]) { html in
        html.element("span", ["class": "words"], one.text)
        if isFate { html.element("strong", ["class": "note"], "from here on inevitable") }
        if isViolation { html.element("strong", ["class": "note"], "the violation is seen") }
        changes(of: one, before[place], into: &html)
      }
      odds(event, into: &html)
    }
  }

  private func changes(of event: StoryEvent, _ before: [String?], into html: inout HTMLWriter) {
    for change in event.changes.prefix(Self.changesMax)
    where story.cells.indices.contains(change.cell) {
      let cell = story.cells[change.cell]
      html.element("span", ["class": "change"]) { html in
        html.element("span", ["class": "cell"], "\(cell.group): \(cell.name)")
        html.text(" ")
        if let old = before[change.cell] {
          html.element("del", old)
          html.text(" \u{2192} ")
        }
        if let new = change.value {
          html.element("ins", new)
        } else {
          html.element("em", "gone")
        }
      }
    }
    let rest = event.changes.count - Self.changesMax
    if rest > 0 { html.element("span", ["class": "change"], "and \(rest) more") }
  }

  private func odds(_ event: Int, into html: inout HTMLWriter) {
    // From where it is inevitable on they say nothing new.
    guard let odds = story.odds.last(where: { $0.event == event }), odds.of > 0,
      story.inevitability.map({ event <= $0.event }) ?? true
    else { return }
    let share = Double(odds.failing) / Double(odds.of)
    html.element(
      "span",
      ["class": "odds", "title": "\(odds.failing) of \(odds.of) continuations from here fail"]
    ) { html in
      html.text("\(Figures.percent(share)) fail from here")
    }
  }

  /// What was so before each of some events, by cell.
  private static func states(of story: FailureStory, before wanted: [Int]) -> [[String?]] {
    var state = [String?](repeating: nil, count: story.cells.count)
    for change in story.initialState where state.indices.contains(change.cell) {
      state[change.cell] = change.value
    }
    var states: [[String?]] = []
    for (place, event) in story.events.enumerated() {
      if states.count < wanted.count, wanted[states.count] == place { states.append(state) }
      for change in event.changes where state.indices.contains(change.cell) {
        state[change.cell] = change.value
      }
    }
    return states
  }
}
