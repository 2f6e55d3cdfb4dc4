import SupervisionSupport
import Testing

@Suite("A completed session in bad weather")
struct RetentionCampaignTests {
  @Test("is told rightly and closed at last, and nothing else is", arguments: [0, 1])
  func campaign(part: UInt64) {
    var closes = 0
    for seed in part * 100 + 1...part * 100 + 100 {
      var campaign = RetentionCampaign(seed: seed)
      let violations = campaign.run()
      closes += campaign.judge.closeCount
      if !violations.isEmpty {
        let faults = campaign.faults
        Issue.record("seed \(seed): \(violations) after \(faults)")
      }
    }
    #expect(closes > 60)
  }
}
