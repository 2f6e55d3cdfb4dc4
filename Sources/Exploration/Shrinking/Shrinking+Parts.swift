import Operations
import Scenarios

extension Shrinking {
  // MARK: - Who and what

  /// Takes happenings away.
  mutating func shrinkTimeline() {
    minimise(count: { $0.timeline.count }) { $0.timeline.removeSubrange($1) }
  }

  /// Takes players away, then some of those that one name stands for.
  mutating func shrinkActors() {
    minimise(count: { $0.actors.count }) { $0.actors.removeSubrange($1) }
    for place in suspect.scenario.actors.indices {
      while true {
        let count = suspect.scenario.actors[place].count
        guard count > 1 else { break }
        let isSmaller =
          attempt { $0.actors[place].count = 1 } || attempt { $0.actors[place].count = count / 2 }
          || attempt { $0.actors[place].count = count - 1 }
        guard isSmaller else { break }
      }
    }
  }

  // MARK: - The schedule

  /// Goes by time, or by what was chosen, written out.
  mutating func simplifySchedule() {
    switch suspect.scenario.schedule {
    case .byTime: return
    case .order:
      attempt { $0.schedule = .byTime }
    case .random, .priorities:
      if attempt({ $0.schedule = .byTime }) { return }
      guard let calls = try? Self.calls(of: suspect) else { return }
      if attempt({ $0.schedule = .order(calls) }) { return }
      // What the world does by itself has no place in an order: it comes by the times of a seed.
      for seed in UInt64(1)...20 {
        let isFound = attempt {
          $0.schedule = .order(calls)
          $0.seeds = seed...seed
        }
        if isFound { return }
      }
    }
  }

  /// The calls of the failing run in the order in which they took effect, and those that were still
  /// to come when it had failed: time might bring one of them too early.
  private static func calls(of suspect: Suspect) throws(StagingError) -> [Schedule.Call] {
    var play = try Play(suspect.scenario, seed: suspect.seed, records: true)
    play.run()
    return play.calls + play.pendingCalls()
  }

  /// Takes calls out of the order.
  mutating func shrinkOrder() {
    minimise(
      count: { scenario in
        if case .order(let calls) = scenario.schedule { calls.count } else { 0 }
      },
      remove: { scenario, range in
        guard case .order(var calls) = scenario.schedule else { return }
        calls.removeSubrange(range)
        scenario.schedule = calls.isEmpty ? .byTime : .order(calls)
      })
  }

  /// Takes the first seed, or another small one.
  mutating func shrinkSeed() {
    for seed in UInt64(1)...20 where seed < suspect.seed {
      if attempt({ $0.seeds = seed...seed }) { return }
    }
  }

  // MARK: - Players

  /// Gives players what they usually have.
  mutating func shrinkParts() {
    for place in suspect.scenario.actors.indices {
      shrinkVariant(of: place)
      switch suspect.scenario.actors[place].part {
      case .lock(let part):
        attempt { $0.actors[place].part = .lock(LockPart(root: part.root)) }
        attempt { $0.actors[place].part = .lock(LockPart(root: part.root, holds: part.holds)) }
      case .command(let part):
        attempt { $0.actors[place].part = .command(CommandPart(part.verb, run: part.run)) }
      case .desk(let part):
        attempt { $0.actors[place].part = .desk(DeskPart(root: part.root, slug: part.slug)) }
      case .retention(let part):
        attempt { $0.actors[place].part = .retention(RetentionPart(part.words)) }
      case .person:
        minimise(count: { Self.deeds(of: place, $0).count }) { scenario, range in
          var deeds = Self.deeds(of: place, scenario)
          deeds.removeSubrange(range)
          scenario.actors[place].part = .person(PersonPart(deeds))
        }
      case .forge, .supervisor, .migration, .clock: break
      }
    }
  }

  private static func deeds(of place: Int, _ scenario: Scenario) -> [PersonPart.Deed] {
    guard case .person(let part) = scenario.actors[place].part else { return [] }
    return part.deeds
  }

  private mutating func shrinkVariant(of place: Int) {
    // By which system it plays is what is under test: another one fails for other reasons.
    attempt { $0.actors[place].variant = Variant(system: $0.actors[place].variant.system) }
    minimise(count: { $0.actors[place].variant.policy.count }) {
      $0.actors[place].variant.policy.removeSubrange($1)
    }
    minimise(count: { $0.actors[place].variant.rules.count }) {
      $0.actors[place].variant.rules.removeSubrange($1)
    }
    minimise(count: { $0.actors[place].variant.without.count }) {
      $0.actors[place].variant.without.removeSubrange($1)
    }
    minimise(count: { $0.actors[place].variant.flaws?.count ?? 0 }) {
      $0.actors[place].variant.flaws?.removeSubrange($1)
    }
  }

  // MARK: - The stage

  /// Leaves the stage as it usually is.
  mutating func shrinkStage() {
    let usual = Stage()
    if attempt({ $0.stage = usual }) { return }
    attempt { $0.stage.wallMs = usual.wallMs }
    attempt { $0.stage.branch = usual.branch }
    attempt { $0.stage.agent = usual.agent }
    attempt { $0.stage.forge = usual.forge }
    attempt { $0.stage.entryPoint = usual.entryPoint }
    attempt { $0.stage.latency = usual.latency }
    minimise(count: { $0.stage.files.count }) { $0.stage.files.removeSubrange($1) }
    minimise(count: { $0.stage.folders.count }) { $0.stage.folders.removeSubrange($1) }
    minimise(count: { $0.stage.aliases.count }) { $0.stage.aliases.removeSubrange($1) }
    minimise(count: { $0.stage.keepsakes.count }) { $0.stage.keepsakes.removeSubrange($1) }
    shrinkAgent(usual.agent)
  }

  private mutating func shrinkAgent(_ usual: AgentPlan) {
    attempt { $0.stage.agent.works = usual.works }
    attempt { $0.stage.agent.ending = usual.ending }
    attempt { $0.stage.agent.afterwards = usual.afterwards }
    attempt { $0.stage.agent.reports = usual.reports }
    attempt { $0.stage.agent.reportPause = usual.reportPause }
    attempt { $0.stage.agent.children = usual.children }
    attempt { $0.stage.agent.launches = usual.launches }
    attempt { $0.stage.agent.ignoresHangUp = usual.ignoresHangUp }
    attempt { $0.stage.agent.catchesSignals = usual.catchesSignals }
  }
}
