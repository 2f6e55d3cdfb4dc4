import Operations
import Properties
import Scenarios

/// Varies a scenario by seeds: who else takes part, how fast everything is, and what goes wrong.
///
/// Each run has a lottery of two levels. A class of faults lives in it or does not, and those that
/// live strike as often as they weigh: runs in which one class rages find what an average of all
/// would hide (Groce et al., "Swarm Testing"). Only what the systems in play claim to survive is
/// drawn (`Contract`). All of the base stays: its actors, its timeline, and those of its
/// expectations that still hold when more goes wrong. After the storm everything is mended and has
/// to come to rest. A variation is a function of the scenario, the changes and the seed.
public struct Swarm: Sendable {
  /// What is varied.
  public let base: Scenario
  /// The numbers that it is varied by.
  public let knobs: SwarmKnobs
  /// The kinds of systems that play.
  public let kinds: [SystemKind]
  let systems: [System]

  /// A swarm around a scenario; the changes are those of the red that it is to be played with, if
  /// there is one, so that nobody is asked for what an older system cannot do.
  public init(
    _ base: Scenario, changes: [Red.Change] = [], knobs: SwarmKnobs = .usual
  ) {
    self.base = base
    self.knobs = knobs
    kinds = SystemKind.all(in: base)
    systems = base.actors.map { Self.system(of: $0, changes) }
  }

  /// By which system a player does its part when changes were made.
  private static func system(of player: Player, _ changes: [Red.Change]) -> System {
    var system = player.variant.system
    for change in changes {
      let isMeant =
        change.actor == player.name
        || change.actor == Red.everybody
          && change.variant.system.map { player.part.kind.systems.contains($0) } ?? false
      if isMeant { system = change.variant.system ?? system }
    }
    return system ?? .rehearsal
  }

  /// The variation of a seed.
  public func variation(seed: UInt64) -> Variation {
    var draft = Draft(self, seed: seed)
    draft.drawPace()
    draft.drawAgents()
    draft.drawWorkload()
    draft.drawFaults()
    if draft.variation.isVaried {
      draft.mend()
      draft.expect()
    }
    return draft.variation
  }
}
