/// What the script of the page brings to life: all events of a story, one after the other, and the
/// state at each.
///
/// Without scripts it stays hidden; what it would show is more than anybody reads on paper.
struct Stepper {
  private let story: FailureStory
  private let number: Int

  init(_ story: FailureStory, number: Int) {
    self.story = story
    self.number = number
  }

  func write(into html: inout HTMLWriter) {
    guard !story.events.isEmpty else { return }
    let title = "Every event of the run"
    html.element(
      "section",
      [
        "class": "stepper", "hidden": "", "aria-label": "\(title), failure \(number + 1)",
        "data-story": "story-\(number + 1)",
      ]
    ) { html in
      html.element("h4", "\(title) (\(Figures.text(story.events.count)))")
      controls(into: &html)
      html.empty("canvas", ["class": "lanes", "aria-hidden": "true"])
      html.element("div", ["class": "beside"]) { html in
        html.element("div", ["class": "trace"]) { html in
          html.element("h5", "Events")
          html.empty("ol", ["class": "window", "role": "list"])
        }
        html.element("div", ["class": "state"]) { html in
          html.element("h5", "State after it")
          html.empty(
            "div",
            [
              "class": "cells", "tabindex": "0", "role": "group",
              "aria-label": "State after the event",
            ])
        }
      }
    }
    html.newline()
    var data = StoryData(story)
    html.element("script", ["type": "application/json", "id": "story-\(number + 1)"]) { html in
      html.raw(data.bytes())
    }
    html.newline()
  }

  private func controls(into html: inout HTMLWriter) {
    html.element("div", ["class": "controls"]) { html in
      let buttons = [
        ("first", "\u{21E4}", "First event"), ("less", "\u{2190}", "Event before"),
        ("more", "\u{2192}", "Next event"), ("last", "\u{21E5}", "Last event"),
        ("essential-before", "\u{25C2} matters", "Event before that matters"),
        ("essential-after", "matters \u{25B8}", "Next event that matters"),
      ]
      for (name, sign, words) in buttons {
        html.element(
          "button", ["type": "button", "data-go": name, "aria-label": words, "title": words], sign)
      }
      if story.inevitability != nil {
        html.element("button", ["type": "button", "data-go": "inevitable"], "inevitable")
      }
      if story.violation != nil {
        html.element("button", ["type": "button", "data-go": "violation"], "violated")
      }
    }
    html.void(
      "input",
      [
        "type": "range", "min": "0", "max": "\(story.events.count - 1)", "step": "1",
        "value": "\(story.violation ?? 0)", "aria-label": "Event",
      ])
    html.element("p", ["class": "now"], "")
  }
}
