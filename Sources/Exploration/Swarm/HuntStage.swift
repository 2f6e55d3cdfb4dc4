import Scenarios

/// The stages on which one thread plays the runs of a hunt that do not vary the scenario: each is set
/// once.
public struct HuntStage: ~Copyable {
  private var byTime: Production?
  private var byDraw: Production?
  private var byPriority: Production?

  /// Nothing is set yet.
  public init() {}

  /// Begins a run from a seed.
  mutating func play(
    _ scenario: Scenario, _ changes: [Red.Change], _ schedule: Schedule, seed: UInt64
  ) throws(StagingError) -> Play {
    switch schedule {
    case .byTime, .order: try Self.play(&byTime, scenario, changes, nil, seed)
    case .random: try Self.play(&byDraw, scenario, changes, schedule, seed)
    case .priorities: try Self.play(&byPriority, scenario, changes, schedule, seed)
    }
  }

  private static func play(
    _ stage: inout Production?, _ scenario: Scenario, _ changes: [Red.Change],
    _ schedule: Schedule?, _ seed: UInt64
  ) throws(StagingError) -> Play {
    if stage == nil {
      var scenario = scenario
      // What the file says itself stands, unless something else is asked for.
      if let schedule { scenario.schedule = schedule }
      stage = try Production(scenario, changes: changes)
    }
    guard let play = stage?.play(seed: seed) else { preconditionFailure("no stage was set") }
    return play
  }
}
