import Operations
import Simulation

/// One run of real machines from one seed, with everything drawn that they claim to survive.
package protocol Campaign: ~Copyable {
  /// The machines of its universe.
  associatedtype Cast: Machine
  /// Runs to the end, and says what was wrong; nothing when nothing was.
  mutating func run() -> [String]
  /// What went wrong on purpose, for people to read.
  var faults: [String] { get }
  /// Does something with its universe.
  mutating func withUniverse<Result>(_ body: (inout Universe<Cast>) -> Result) -> Result
}

extension Campaign where Self: ~Copyable {
  /// Runs to the end, and says all there is to say.
  package mutating func report(isTraced: Bool) -> RunReport {
    withUniverse { $0.trace.record(isTraced) }
    var report = RunReport()
    report.violations = run()
    report.faults = faults
    withUniverse { universe in
      report.eventCount = universe.eventCount
      guard isTraced else { return }
      let wording = Wording(of: universe)
      report.trace = universe.trace.entries.map { wording.line($0) }
    }
    return report
  }
}

/// What came of one run.
package struct RunReport: Sendable {
  /// What was wrong.
  package var violations: [String] = []
  /// What went wrong on purpose.
  package var faults: [String] = []
  /// How many events it had.
  package var eventCount: Int64 = 0
  /// What happened, a line each, if that was asked for.
  package var trace: [String] = []

  package init() {}
}
