import Conformance
import Evidence
import Plans

/// Takes both worlds through scripts for a check.
enum ConformanceRunner {
  static func run(_ work: ConformanceWork, seed: UInt64) -> CheckYield {
    var yield = CheckYield()
    for name in work.areas {
      guard let area = Area(rawValue: name) else {
        preconditionFailure("'\(name)' was not refused with its plan")
      }
      let conditions = Area.Conditions(
        program: ConformCommand.ownFile, follower: Follower(hasEnough: { Interruption.isAsked }))
      let report = area.compare(seed...(seed + UInt64(work.scripts) - 1), conditions)
      yield.invocations.append(
        .comparison(
          Evidence.Comparison(
            of: name, seed: seed, scriptCount: report.scripts, operationCount: report.moves,
            differences: report.differences, skipped: report.skipped ?? "")))
    }
    return yield
  }
}
