import Glibc
import Simulation
import SupervisionSupport

// throw-away while the machines are being written
let arguments = CommandLine.arguments
let first = UInt64(arguments[1])!, last = UInt64(arguments[2])!
let isTracing = arguments.count > 3
var bad = 0
var events: Int64 = 0
for seed in first...last {
  var campaign = SessionCampaign(seed: seed)
  if isTracing { campaign.stage.universe.trace.record(true) }
  let violations = campaign.run()
  events += campaign.stage.universe.eventCount
  if !violations.isEmpty {
    bad += 1
    let faults = campaign.faults
    print("seed \(seed): \(violations) faults \(faults.count)")
  }
  if isTracing {
    let wording = Wording(of: campaign.stage.universe)
    for entry in campaign.stage.universe.trace.entries {
      switch entry.kind {
      case .answered, .fired: break
      default: print(wording.line(entry))
      }
    }
  }
}
print("\(bad) of \(last - first + 1) bad, \(events) events")
