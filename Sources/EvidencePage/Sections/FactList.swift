/// Facts, each with its name.
struct FactList {
  private let facts: [Fact]

  init(_ facts: [Fact]) { self.facts = facts }

  func write(into html: inout HTMLWriter) {
    guard !facts.isEmpty else { return }
    html.element("dl", ["class": "facts"]) { html in
      for fact in facts {
        html.element("div") { html in
          html.element("dt", fact.name)
          html.element("dd", fact.value)
        }
      }
    }
  }
}
