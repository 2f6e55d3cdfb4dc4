import SupervisionSupport
import Testing

@Suite("Sessions in bad weather")
struct CampaignTests {
  @Test("come to rest with nothing lost, doubled or left over", arguments: [0, 1])
  func campaign(part: UInt64) {
    for seed in part * 100 + 1...part * 100 + 100 {
      var campaign = SessionCampaign(seed: seed)
      let violations = campaign.run()
      if !violations.isEmpty {
        let faults = campaign.faults
        Issue.record("seed \(seed): \(violations) after \(faults)")
      }
    }
  }
}
