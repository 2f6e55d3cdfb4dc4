import Operations
import Properties
import Scenarios

// What was found under a flaw is found of the flaw only if it is not there without it.

extension Hunt {
  /// What a hunt has come to.
  public struct Find: Hashable, Sendable {
    /// How many runs it took.
    public var runCount: Int
    /// The seed of the run that shows it.
    public var seed: UInt64
    /// What was violated; nothing where a run came to no end.
    public var expectation: String?
  }

  /// Whether what a run has shown is owed to the changes: the very same run without them does not
  /// show it.
  public func isOwed(_ run: Run) throws(StagingError) -> Bool {
    var play = try Play(run.scenario, seed: run.seed)
    play.eventsMax = eventsMax
    guard let place = run.violated else {
      play.run(stopsAtViolation: false)
      return !play.isGivenUp
    }
    play.run(until: place)
    return play.findings()[place].violation == nil
  }

  /// Hunts until something is found that is owed to the changes; nil when so many runs find nothing.
  ///
  /// Each hunt has seeds of its own, drawn from its number.
  public func find(
    hunt: UInt64, limit: Int, on stage: inout HuntStage
  ) throws(StagingError) -> Find? {
    var seeds = Hunt.seeds(of: hunt)
    var census: Census?
    for number in 1...limit {
      let run = try run(seed: Hunt.next(&seeds), on: &stage, &census)
      guard run.kind != nil, try isOwed(run) else { continue }
      return Find(
        runCount: number, seed: run.seed,
        expectation: run.violated.map { run.scenario.expectations[$0].name })
    }
    return nil
  }
}
