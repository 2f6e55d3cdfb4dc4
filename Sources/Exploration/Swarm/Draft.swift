import Operations
import Scenarios

/// A variation while it is drawn.
struct Draft {
  let swarm: Swarm
  var variation: Variation
  var lots: Lots

  /// Those who take part, as they are at this point.
  struct Caller {
    /// The name of the one actor.
    var name: String
    /// What it does.
    var part: Part.Kind
    /// Of which kind of system it is.
    var kind: SystemKind
    /// When it may begin.
    var start: Interval
  }

  init(_ swarm: Swarm, seed: UInt64) {
    self.swarm = swarm
    variation = Variation(of: swarm.base, seed: seed)
    lots = Lots(seed: seed)
  }

  var knobs: SwarmKnobs { swarm.knobs }
  var length: Interval { variation.scenario.length }

  /// Everybody who is of a system.
  var callers: [Caller] {
    variation.scenario.actors.flatMap { player -> [Caller] in
      guard let kind = SystemKind(player.part.kind) else { return [] }
      return player.names.map {
        Caller(name: $0, part: player.part.kind, kind: kind, start: player.start.lowerBound)
      }
    }
  }

  /// The runs that somebody asks for.
  var runs: [String] {
    var found: [String] = []
    for player in variation.scenario.actors {
      let run: String
      switch player.part {
      case .command(let part): run = part.run
      case .forge(let part): run = part.run
      default: continue
      }
      for number in 1...max(1, player.count) {
        let name = run.split(separator: "#", omittingEmptySubsequences: false)
          .joined(separator: "\(number)")
        if !name.isEmpty, !found.contains(name) { found.append(name) }
      }
    }
    return found
  }

  /// The desks, by their runners.
  var desks: [String] { callers.filter { $0.part == .desk }.map(\.name) }

  /// At this very instant.
  func at(_ time: Interval) -> Happening.Trigger { .at(time...time) }

  /// Adds somebody; with the system and the safeguards of a player of the base, if of one.
  mutating func add(
    _ name: String, _ part: Part, at start: Interval, after model: Player?
  ) {
    var player = Player(name: name, part: part, start: start...start)
    if let model { player.variant = model.variant }
    variation.scenario.actors.append(player)
    variation.extras.append(.init(name: name, model: model?.name))
    variation.isVaried = true
  }

  /// Puts something into the timeline.
  mutating func put(_ happening: Happening, _ origin: FaultClass?) {
    variation.scenario.timeline.append(happening)
    variation.origins.append(origin)
    variation.isVaried = true
  }

  /// A name that nobody has.
  func free(_ base: String) -> String {
    let taken = variation.scenario.actors.map(\.name)
    return (1...).lazy.map { "\(base)-\($0)" }.first { !taken.contains($0) } ?? base
  }
}
