import Glibc
import SupervisionSupport

// temporary
let arguments = CommandLine.arguments
guard let machine = RealMachine(rawValue: arguments[1]) else { exit(64) }
var bad = 0
var events: Int64 = 0
for seed in UInt64(arguments[2])!...UInt64(arguments[3])! {
  let report = machine.report(seed: seed, isPlanted: arguments.count > 5, isTraced: arguments.count > 4)
  events += report.eventCount
  if !report.violations.isEmpty { bad += 1; print(seed, report.violations, arguments.count > 4 ? "\(report.faults)" : "") }
  if arguments.count > 4 { for line in report.trace { print(line) } }
}
print(bad, events)
