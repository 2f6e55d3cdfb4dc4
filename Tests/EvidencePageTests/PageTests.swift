import EvidencePageSupport
import Foundation
import TestSupport
import Testing

@testable import EvidencePage

@Suite("The page as a file")
struct PageTests {
  private static let page = SamplePages.release([SampleStories.lock])

  private func text(_ page: Page) -> String { String(decoding: page.html(), as: UTF8.self) }

  private func count(_ word: String, in text: String) -> Int {
    text.components(separatedBy: word).count - 1
  }

  @Test("The same page is the same bytes, in another process as well")
  func deterministic() throws {
    let own = Self.page.html()
    #expect(Self.page.html() == own)
    let folder = Program.built.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    try TextFile.withTemporaryDirectory { home in
      let file = home + "/page.html"
      let written = try Program.run(
        folder.joined(separator: "/") + "/page-sample", ["release", file])
      #expect(written.status == 0, "\(written.errors)")
      #expect(try Data(contentsOf: URL(fileURLWithPath: file)) == Data(own))
    }
  }

  @Test("All elements are closed, in the order in which they were opened")
  func wellFormed() throws {
    for page in [
      Self.page, SamplePages.hostilePage, Page(release: "", plan: "", verdict: .vacuous),
    ] {
      #expect(try OpenElements.offence(in: text(page)) == nil)
    }
    #expect(try OpenElements.offence(in: "<main><p>a</main></p>") == "</main> within p")
    #expect(try OpenElements.offence(in: "<main><p>a</p>") == "main is open at the end")
  }

  @Test("Nothing on it leads outside")
  func selfContained() {
    for page in [Self.page, SamplePages.hostilePage] {
      let text = text(page)
      for attribute in text.matches(of: #/ (?:href|src|action|data|srcset|poster)="([^"]*)"/#) {
        let address = attribute.1
        #expect(["./", "#", "data:,"].contains { address.hasPrefix($0) }, "\(address)")
        #expect(!address.contains(":") || address == "data:,", "\(address)")
      }
      #expect(count("url(", in: text) == 0)
      #expect(count("@import", in: text) == 0)
      #expect(count("default-src &#39;none&#39;", in: text) == 1)
    }
  }

  @Test("Hostile text stays text, wherever it stands")
  func hostile() throws {
    let text = text(SamplePages.hostilePage)
    #expect(count("<script", in: text) == 2)
    #expect(count("<img", in: text) == 0)
    #expect(count("<!--", in: text) == 0)
    let hidden = text.unicodeScalars.first { scalar in
      scalar.value < 0x20 && scalar != "\n"
        || [0x7F...0x9F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069].contains {
          $0.contains(scalar.value)
        }
        || scalar == "\u{FEFF}"
    }
    #expect(hidden == nil)
    #expect(text.contains("&lt;U+202E&gt;gnp.exe&lt;U+2066&gt;"))
    // The script finds the same text in its data.
    let data = try #require(text.firstMatch(of: #/id="story-1">(.*?)</script>/#)?.1)
    let read = try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
    let lanes = read?["lanes"] as? [String]
    #expect(lanes?.first?.hasPrefix("</script><script>alert(1)</script><!--<img") == true)
  }

  @Test("Everything that the model holds can be read on the page")
  func complete() {
    let text = text(Self.page)
    let page = Self.page
    var words = [page.release, page.plan] + page.facts.flatMap { [$0.name, $0.value] }
    for check in page.checks {
      words += [check.name, check.kind, check.reason, check.verdict.words]
      words += check.counts.map(\.unit) + check.invocations.map(\.command) + check.files.map(\.path)
    }
    for metric in page.metrics.flatMap(\.metrics) {
      words += [metric.name] + [metric.before, metric.after, metric.target].compactMap { $0 }
    }
    words += page.gaps.flatMap { [$0.what, $0.reason] } + page.files.map(\.path)
    for story in page.failures {
      words += [story.title, story.property, story.rule, story.words, story.replay, story.nearest]
      words += story.drawn.map { story.events[$0].text } + story.evidence.map(\.value)
      words += story.lanes.map(\.name) + story.events.map(\.text)
    }
    let escaped = text.replacingOccurrences(of: "\\u003c", with: "<")
      .replacingOccurrences(of: "&gt;", with: ">").replacingOccurrences(of: "&#39;", with: "'")
    for word in words { #expect(escaped.contains(word), "\(word) is not there") }
  }

  @Test("A verdict is told by a word and a sign, and what did not pass comes first")
  func verdicts() throws {
    let text = text(Self.page)
    for verdict in CheckVerdict.allCases {
      #expect(text.contains("<span class=\"verdict \(verdict.rawValue)\">"))
      #expect(text.contains("</span> \(verdict.words)</span>"))
    }
    #expect(
      text.contains(
        "Of 6 checks: 2 passed, 1 failed, 1 vacuous, 1 waiting for approval, 1 skipped."))
    let failed = try #require(text.range(of: "What did not pass"))
    let all = try #require(text.range(of: "All checks"))
    #expect(failed.lowerBound < all.lowerBound)
    let list = text[failed.upperBound...].prefix { $0 != "\n" }
    let order = [
      ">Two wrappers on one root<", ">A pane that dies is noticed<", ">The tag may be pushed<",
    ]
    let places = order.compactMap { list.range(of: $0)?.lowerBound }
    #expect(places.count == 3 && places == places.sorted())
  }

  @Test("Each event that matters has a mark in the drawing and a row in the list")
  func timeline() {
    let story = SampleStories.lock
    let text = text(Self.page)
    #expect(story.drawn == [0, 1, 2, 3, 5, 6])
    #expect(count("<svg class=\"event ", in: text) == 6)
    #expect(count("data-event=\"3\"", in: text) == 1)
    #expect(count("from here on inevitable", in: text) == 2)
    #expect(count("the violation is seen", in: text) == 2)
    #expect(text.contains("Inevitable from 0.098\u{A0}s on"))
    #expect(text.contains("It was seen 1.20\u{A0}s and 3 things later."))
    // What an event changed stands beside it, with what was so before.
    #expect(
      text.contains(
        "<span class=\"cell\">lock: /srv/blog</span> <del>ben&#39;s</del> \u{2192} <em>gone</em>"))
  }

  @Test("A page without checks says so")
  func empty() {
    let text = text(Page(release: "1", plan: "p", verdict: .vacuous))
    #expect(text.contains("No checks."))
    #expect(!text.contains("What did not pass"))
    #expect(!text.contains("class=\"stepper\""))
  }
}
