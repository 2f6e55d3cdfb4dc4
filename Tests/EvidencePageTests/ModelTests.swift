import EvidencePage
import Testing

@Suite("What a page holds")
struct ModelTests {
  @Test("A quantile of samples is the smallest value at or below which so much of all lies")
  func quantiles() {
    let series = DistributionSeries("a", samples: (1...200).map { Double($0) }.reversed())
    func value(_ share: Double) -> Double? { series.quantiles.first { $0.share == share }?.value }
    #expect(series.count == 200)
    #expect(value(0) == 1)
    #expect(value(0.5) == 100)
    #expect(value(0.9) == 180)
    #expect(value(0.99) == 198)
    #expect(value(1) == 200)
    #expect(DistributionSeries("b", samples: []).quantiles.isEmpty)
    #expect(DistributionSeries("c", samples: [7]).quantiles.allSatisfy { $0.value == 7 })
  }
}
