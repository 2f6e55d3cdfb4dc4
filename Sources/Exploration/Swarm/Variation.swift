import Scenarios

/// A scenario as the swarm has varied it for one seed.
///
/// It is a scenario like any other: it can be
/// written into a file, played, and shrunk by taking things away.
public struct Variation: Hashable, Sendable {
  /// The varied scenario; to be played with `seed`.
  public internal(set) var scenario: Scenario
  /// The seed that it was drawn by.
  public let seed: UInt64
  /// The classes of faults that live in it.
  public internal(set) var classes: [FaultClass] = []
  /// What was put into the timeline, by the places of the happenings: nil for what the base has,
  /// and for what mends.
  public internal(set) var origins: [FaultClass?]
  /// Who was added, and after whom.
  public internal(set) var extras: [Extra] = []
  /// Whether anything of the base is another.
  public internal(set) var isVaried = false

  /// Somebody who was added.
  public struct Extra: Hashable, Sendable {
    /// The new player.
    public var name: String
    /// The player of the base whose system and safeguards it has; nil for one of its own.
    public var model: String?
  }

  init(of base: Scenario, seed: UInt64) {
    scenario = base
    self.seed = seed
    origins = Array(repeating: nil, count: base.timeline.count)
    scenario.seeds = seed...seed
  }

  /// The changes of a red, made to those who were added as well.
  public func changes(_ changes: [Red.Change]) -> [Red.Change] {
    var all = changes
    for change in changes {
      for extra in extras where extra.model == change.actor {
        all.append(.init(actor: extra.name, variant: change.variant))
      }
    }
    return all
  }

  /// How many faults of a class were put into the timeline.
  public func count(of fault: FaultClass) -> Int { origins.count { $0 == fault } }
}
