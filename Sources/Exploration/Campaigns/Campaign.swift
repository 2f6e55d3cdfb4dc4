import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation

/// Many runs of one scenario, each from its own seed, and what came of all of them.
///
/// What a run is depends on the campaign and its seed alone, and a report adds up in any order: so it
/// makes no difference on how many threads, processes or machines a campaign runs, whether it was
/// interrupted, and in which order its parts come in.
public struct Campaign: Sendable {
  /// How runs are made.
  public let hunt: Hunt
  /// Which runs are asked for a second time, in thousandths.
  public let twicePerMille: UInt64

  /// A campaign; some of its runs are run twice, to see that they are the same.
  public init(_ hunt: Hunt, twicePerMille: UInt64 = 20) {
    self.hunt = hunt
    self.twicePerMille = twicePerMille
  }

  /// Runs a seed and counts what came of it; whether it failed.
  @discardableResult
  public func run(
    seed: UInt64, on stage: inout HuntStage, into report: inout CampaignReport
  ) throws(StagingError) -> Bool {
    let run = try hunt.run(seed: seed, on: &stage, &report.census)
    report.add(run)
    if isRunTwice(seed) {
      var census: Census?
      let again = try hunt.run(seed: seed, on: &stage, &census)
      report.addTwin(of: run, again)
    }
    return run.kind != nil
  }

  /// Whether a seed is run twice: as likely as any other, and always the same ones.
  private func isRunTwice(_ seed: UInt64) -> Bool {
    guard twicePerMille > 0 else { return false }
    var draws = RandomStream(seed: seed, name: "twice")
    return draws.next(below: 1_000) < twicePerMille
  }
}
