import HistoricalSupport
import Testing

/// Requires that a flaw shows as often as it is known to, over so many seeds.
func expectKnown(
  _ name: String, runs: UInt64, sourceLocation: SourceLocation = #_sourceLocation
) {
  guard let flaw = KnownFlaw.named(name) else {
    Issue.record("no flaw is called \(name)", sourceLocation: sourceLocation)
    return
  }
  let figures = flaw.figures(seeds: 1...runs)
  #expect(figures.agree(with: flaw), "\(name): \(figures)", sourceLocation: sourceLocation)
}

@Suite("What the historical machines are known for")
struct KnownFlawTests {
  @Test("shows in each of them", arguments: KnownFlaw.all.map(\.name))
  func shows(_ name: String) {
    let isShare = KnownFlaw.named(name)?.percent != 100...100
    expectKnown(name, runs: isShare ? 300 : 6)
  }

  @Test("has a name of its own")
  func names() {
    let names = KnownFlaw.all.map(\.name).sorted()
    #expect(zip(names, names.dropFirst()).allSatisfy { $0 != $1 })
    #expect(names.count > 50)
  }

  @Test("is not said to show when it shows too seldom, too often, too much, or in nothing")
  func figures() {
    let flaw = KnownFlaw(
      "x", "y", "z", percent: 40...55, measure: .init("ms", 10...20),
      show: { _ in Showing(true, eventCount: 1, trace: []) })
    func agrees(runs: Int, shown: Int, _ least: Int64 = 10, _ most: Int64 = 20) -> Bool {
      var figures = FlawFigures()
      (figures.runs, figures.shown, figures.eventCount) = (runs, shown, Int64(runs))
      (figures.least, figures.most) = (least, most)
      return figures.agree(with: flaw)
    }
    #expect(agrees(runs: 100, shown: 40) && agrees(runs: 100, shown: 55))
    #expect(!agrees(runs: 100, shown: 39) && !agrees(runs: 1_000, shown: 551))
    #expect(!agrees(runs: 0, shown: 0) && !agrees(runs: 100, shown: 45, 9, 20))
    #expect(!agrees(runs: 100, shown: 45, 10, 21) && !agrees(runs: 100, shown: 45, .max, .min))
  }
}
