import LaunchStudy
import Testing

@Suite("Statistics of launches")
struct StatisticsTests {
  @Test("A quantile is the smallest value at or below which so much lies")
  func quantiles() {
    let ten = Sample([7, 1, 10, 3, 2, 9, 4, 8, 5, 6])
    #expect(ten.quantile(0.5) == 5)
    #expect(ten.quantile(0.9) == 9)
    #expect(ten.quantile(0.99) == 10)
    #expect(ten.quantile(0) == 1)
    #expect(ten.quantile(1) == 10)
    #expect(Sample([42]).quantile(0.5) == 42)
    #expect(Sample([]).quantile(0.5) == nil)
  }

  @Test("No quantile lies below one of a smaller share, and each is a value that was measured")
  func ascending() {
    let sample = Sample((0..<137).map { Int64($0 * 7_919 % 1_000) })
    var last = Int64.min
    for step in 0...100 {
      guard let value = sample.quantile(Double(step) / 100) else { return #expect(Bool(false)) }
      #expect(value >= last)
      #expect(sample.values.contains(value))
      last = value
    }
  }

  @Test("Mean and standard deviation are those of a sample")
  func moments() {
    let sample = Sample([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(sample.mean == 5)
    // The squares add up to 32; divided by seven that is 4.571, of which the root is 2.14.
    #expect(sample.deviation == 2)
    #expect(Sample([20_000_000_000, 20_000_000_002]).mean == 20_000_000_001)
    #expect(Sample([1_000, 3_000]).deviation == 1_414)
    #expect(Sample([5]).deviation == nil)
    #expect(Sample([]).mean == nil)
  }

  @Test(
    "Wilson's interval is what its formula says",
    arguments: [
      (0, 10, 0, 0.2775), (10, 10, 0.7225, 1), (5, 10, 0.2366, 0.7634), (1, 10, 0.0179, 0.4042),
      (0, 2_000, 0, 0.0019), (81, 263, 0.2553, 0.3662),
    ])
  func wilson(count: Int, of: Int, low: Double, high: Double) throws {
    let interval = try #require(Proportion(count, of: of).interval)
    #expect(abs(interval.lowerBound - low) < 0.00006, "\(interval)")
    #expect(abs(interval.upperBound - high) < 0.00006, "\(interval)")
  }

  @Test("Wilson's interval holds the share, and is the mirror of that of the others")
  func mirrored() throws {
    for of in [1, 2, 7, 100, 2_000] {
      for count in stride(from: 0, through: of, by: max(1, of / 20)) {
        let interval = try #require(Proportion(count, of: of).interval)
        let other = try #require(Proportion(of - count, of: of).interval)
        #expect(interval.contains(Proportion(count, of: of).share))
        #expect(abs(interval.lowerBound + other.upperBound - 1) < 1e-9)
        #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
      }
    }
    #expect(Proportion(0, of: 0).interval == nil)
  }

  @Test(
    "The median lies between the values that the tables name",
    arguments: [(6, 1), (8, 1), (9, 2), (10, 2), (15, 4), (20, 6), (25, 8), (50, 18), (100, 40)])
  func ranks(count: Int, rank: Int) {
    #expect(MedianRank.lower(of: count) == rank)
  }

  @Test("Five values say too little of a median, and thousands can still be counted")
  func extremes() throws {
    for count in 0...5 { #expect(MedianRank.lower(of: count) == nil) }
    // As the normal distribution has it: n/2 less 0.98 times the root of n.
    let rank = try #require(MedianRank.lower(of: 10_000))
    #expect(abs(rank - 4_902) <= 1)
    #expect(Sample(Array(1...10)).medianInterval == 2...9)
    #expect(Sample(Array(1...5)).medianInterval == nil)
  }
}
