import EvidencePageSupport
import Foundation
import Testing

@testable import EvidencePage

@Suite("What is written on a page")
struct WritingTests {
  @Test("Numbers have the digits that people read")
  func figures() {
    #expect(Figures.text(0) == "0")
    #expect(Figures.text(999) == "999")
    #expect(Figures.text(1_234_567) == "1,234,567")
    #expect(Figures.text(-1_000) == "\u{2212}1,000")
    #expect(Figures.text(0.1234567) == "0.123")
    #expect(Figures.text(1.0) == "1.00")
    #expect(Figures.text(98.76) == "98.8")
    #expect(Figures.text(1999.6) == "2,000")
    #expect(Figures.percent(0) == "0\u{A0}%")
    #expect(Figures.percent(0.0074) == "0.74\u{A0}%")
    #expect(Figures.percent(0.5) == "50\u{A0}%")
    #expect(Figures.place(0.12345) == "12.35%")
    #expect(Figures.seconds(1_298_810_000) == "1.298\u{A0}s")
    #expect(Figures.fineSeconds(98_412_999) == "0.098412\u{A0}s")
    #expect(Figures.duration(90_000_000) == "90.0\u{A0}ms")
    #expect(Figures.duration(1_500) == "1.50\u{A0}µs")
    #expect(Figures.tick(0.5) == "0.5" && Figures.tick(1_000) == "1,000")
  }

  @Test("An address leads to a file beside the page, whatever the path says")
  func addresses() {
    #expect(RelativePath.address("raw/a-1.txt") == "./raw/a-1.txt")
    #expect(RelativePath.address("javascript:alert(1)") == "./javascript%3Aalert%281%29")
    #expect(RelativePath.address("//evil.example/x") == "./evil.example/x")
    #expect(RelativePath.address("a b?c#d\u{1}") == "./a%20b%3Fc%23d%01")
    #expect(RelativePath.address("é") == "./%C3%A9")
  }

  @Test("A logarithm is that of the C library")
  func logarithms() {
    for value in [1e-9, 0.3, 1, 1.999, 2, 7, 10, 1234.5, 9.99e11] {
      #expect(abs(Logarithm.base10(value) - log10(value)) < 1e-14 * max(1, abs(log10(value))))
    }
  }

  @Test("An axis holds all values, and its ticks are round")
  func axes() {
    let log = Axis(of: [62, 48_459], isLogarithmic: true)
    #expect(log.ticks == [10, 100, 1_000, 10_000, 100_000])
    #expect(log.place(10) == 0 && log.place(100_000) == 1)
    #expect(abs(log.place(1_000) - 0.5) < 1e-12)
    let plain = Axis(of: [0, 11.4], isLogarithmic: false)
    #expect(plain.ticks == [0, 2, 4, 6, 8, 10, 12])
    #expect(plain.place(6) == 0.5)
    // A value of zero has no place on a logarithmic axis.
    #expect(Axis(of: [0, 10], isLogarithmic: true).place(5) == 0.5)
    #expect(Axis(of: [], isLogarithmic: true).ticks.count > 1)
    #expect(Axis(of: [7, 7], isLogarithmic: false).ticks.count > 1)
  }

  @Test("Invocations that follow one another are drawn together")
  func ranges() {
    #expect(CheckSection.ranges([7, 2, 3, 4]) == "#2\u{2013}4, #7")
    #expect(CheckSection.ranges([1]) == "#1")
    #expect(CheckSection.ranges([5, 5, 6]) == "#5\u{2013}6")
  }

  @Test("The script is given every event, and each text once")
  func data() throws {
    var story = SampleStories.long(1_000)
    story.events += story.events.prefix(3).map { one in
      StoryEvent(
        number: 0, timeNs: 5_000_000_000, lane: nil, kind: .outcome, text: one.text, changes: [])
    }
    var data = StoryData(story)
    let read = try JSONSerialization.jsonObject(with: Data(data.bytes())) as? [String: Any]
    let numbers = { (name: String) in read?[name] as? [Int] ?? [] }
    let texts = read?["texts"] as? [String] ?? []
    #expect(Set(texts).count == texts.count)
    #expect(numbers("text").map { texts[$0] } == story.events.map(\.text))
    #expect(numbers("lane") == story.events.map { $0.lane ?? -1 })
    var time = 0
    #expect(
      numbers("time").map { step -> Int64 in
        time += step
        return Int64(time)
      } == story.events.map(\.timeNs))
    let changes = numbers("changes")
    #expect(changes.count == 3 * story.events.reduce(0) { $0 + $1.changes.count })
    #expect(changes[0...2].map { $0 } == [0, 0, texts.firstIndex(of: "at 0") ?? -2])
  }
}
