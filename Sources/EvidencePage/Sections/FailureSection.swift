/// A failure as a person reads it: what was violated, when it was too late, who did what, what was
/// so, and the command that replays it.
struct FailureSection {
  private let story: FailureStory
  private let number: Int

  init(_ story: FailureStory, number: Int) {
    self.story = story
    self.number = number
  }

  /// The name that links lead to.
  static func anchor(_ number: Int) -> String { "failure-\(number + 1)" }

  func write(into html: inout HTMLWriter) {
    html.element("article", ["class": "failure", "id": Self.anchor(number)]) { html in
      head(into: &html)
      if !story.drawn.isEmpty {
        html.element("figure") { html in
          Swimlanes(story).write(into: &html)
          legend(into: &html)
        }
        EventList(story, number: number).write(into: &html)
      }
      evidence(into: &html)
      Stepper(story, number: number).write(into: &html)
      replay(into: &html)
    }
  }

  private func head(into html: inout HTMLWriter) {
    html.element("h3", story.words)
    html.element("p", ["class": "violated"]) { html in
      html.element("strong", ["class": "verdict failed"], "\u{2715} \(story.property)")
      html.text(" in \u{201C}\(story.title)\u{201D}")
      if !story.variant.isEmpty { html.text(", \(story.variant)") }
    }
    if !story.rule.isEmpty {
      html.element("p", ["class": "rule"]) { html in
        html.element("span", ["class": "label"], "Must hold: ")
        html.text(story.rule)
      }
    }
    if let fate = story.inevitability, story.events.indices.contains(fate.event) {
      html.element("p", ["class": "fate-words"]) { html in
        html.element(
          "strong", "Inevitable from \(Figures.seconds(story.events[fate.event].timeNs)) on")
        html.text(": \(fate.words)\(delay(fate))")
      }
    }
  }

  /// How long after it was too late it was seen.
  private func delay(_ fate: Inevitability) -> String {
    guard let violation = story.violation, story.events.indices.contains(violation) else {
      return ""
    }
    let delayNs = story.events[violation].timeNs - story.events[fate.event].timeNs
    return " It was seen \(Figures.duration(delayNs)) and \(Figures.text(violation - fate.event)) "
      + "things later."
  }

  private func legend(into html: inout HTMLWriter) {
    html.element("figcaption") { html in
      let keys = [
        ("write", "changes something"), ("operation", "looks or happens"),
        ("fault", "goes wrong on purpose"), ("violation", "the violation is seen"),
      ]
      for (kind, words) in keys {
        html.element("span", ["class": "key"]) { html in
          html.element("span", ["class": "mark \(kind)", "aria-hidden": "true"], "")
          html.text(words)
        }
      }
    }
  }

  private func evidence(into html: inout HTMLWriter) {
    guard !story.evidence.isEmpty else { return }
    html.element("h4", "The state that broke it")
    FactList(story.evidence).write(into: &html)
  }

  private func replay(into html: inout HTMLWriter) {
    if !story.nearest.isEmpty {
      html.element("h4", "The nearest run that holds")
      html.element("p", story.nearest)
    }
    html.element("h4", "Replay it")
    html.element("pre", ["tabindex": "0"]) { $0.element("code", story.replay) }
    LinkList(story.files).write(into: &html)
  }
}
