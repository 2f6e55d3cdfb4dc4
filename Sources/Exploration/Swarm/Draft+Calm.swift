import Lifecycle
import Operations
import Properties
import Scenarios
import Supervision

extension Draft {
  // MARK: - What is mended

  /// What was killed is started again, what was stopped goes on, and one more comes who finds what
  /// others have left.
  ///
  /// It happens after the storm, when nothing can strike it any more.
  mutating func mend() {
    let soon = length + knobs.mendAfter
    let needsWatch =
      swarm.kinds.contains(.sessions) && !callers.contains { $0.part == .supervisor }
      && swarm.systems.allSatisfy { $0.isOurs }
    if needsWatch { add(free("watch"), .supervisor, at: .zero, after: nil) }
    for caller in callers {
      mendLater(.resume(caller.name), at: soon)
      if isStartedAgain(caller) { mendLater(.restart(caller.name), at: soon) }
    }
    if swarm.kinds.contains(.forge) || swarm.kinds.contains(.migration) {
      mendLater(.forgeStart, at: length)
    }
    if variation.classes.contains(.tmuxSettings) { mendLater(.remainOnExit("off"), at: length) }
    addLateOnes()
    variation.scenario.calm = max(variation.scenario.calm, calm)
  }

  private mutating func mendLater(_ action: Action, at time: Interval) {
    put(Happening(.at(time...time), action), nil)
  }

  /// Who has work that nobody else would finish.
  private func isStartedAgain(_ caller: Caller) -> Bool {
    switch caller.part {
    case .supervisor, .migration, .clock: true
    case .forge:
      variation.scenario.actors.contains { player in
        guard player.names.contains(caller.name), case .forge(let part) = player.part else {
          return false
        }
        return part.verb == .run
      }
    case .command, .desk, .lock, .retention, .person: false
    }
  }

  /// One more claims each root.
  private mutating func addLateOnes() {
    var roots: [String] = []
    for player in swarm.base.actors {
      let (root, part): (String, Part)
      switch player.part {
      case .desk(var desk):
        desk.worker = [.signals(.verify, after: .seconds(5))]
        desk.verdicts = [.complete]
        (root, part) = (desk.root, .desk(desk))
      case .lock(let lock): (root, part) = (lock.root, .lock(LockPart(root: lock.root)))
      default: continue
      }
      guard !roots.contains(root) else { continue }
      roots.append(root)
      add(free("late"), part, at: length + knobs.lateAfter, after: player)
    }
  }

  /// How long it takes until all has to be at rest.
  private var calm: Interval {
    var limit = Converges().limit
    for case .property(.converges, let limits) in variation.scenario.expectations {
      limit = limits.within ?? limit
    }
    return limit + knobs.lateAfter + knobs.lagMax
  }

  // MARK: - What must hold

  /// What holds only while nothing goes wrong is not expected any more; whatever else is about the
  /// systems in play, is.
  mutating func expect() {
    var expected: [Expectation] = []
    for expectation in variation.scenario.expectations {
      guard case .property(let name, let limits) = expectation,
        let limits = inStorm(name, limits)
      else { continue }
      expected.append(.property(name, limits))
    }
    let systems = swarm.kinds.reduce(into: PropertySystems()) { $0.formUnion($1.properties) }
    for name in PropertyName.allCases where !name.systems.isDisjoint(with: systems) {
      let isThere = expected.contains { $0.name == name.text }
      if !isThere, let limits = inStorm(name, PropertyLimits()) {
        expected.append(.property(name, limits))
      }
    }
    variation.scenario.expectations = expected
    // Its reds are those of the base, and may not be named by what is expected now.
    variation.scenario.reds = []
  }

  /// The limits of a property when anything may go wrong; nil when it is no claim then.
  private func inStorm(_ name: PropertyName, _ limits: PropertyLimits) -> PropertyLimits? {
    var limits = limits
    switch name {
    case .creationWithin:
      // A slow machine and a crowd are no faults that would excuse it.
      let isSlower = variation.scenario.stage.latency != swarm.base.stage.latency
      let isCrowded = variation.extras.contains { $0.model != nil }
      if isSlower || isCrowded || !variation.classes.isEmpty { return nil }
    case .deterministic: return nil
    case .retentionIsReadable:
      // What is told of a session is held against the last look at any, which others may have
      // overtaken.
      return nil
    case .deathIsNoticed:
      // Another death has another reason, and files that fail keep its record from being written.
      if variation.classes.contains(where: \.keepsRecords) { return nil }
      limits.reason = nil
      limits.isRecoverable = nil
      limits.action = nil
    case .converges:
      // Nobody watches over sessions in Forge: what died there is found by whoever asks next.
      let isWatched = swarm.kinds.contains { $0 == .sessions || $0 == .desk || $0 == .lock }
      if !isWatched { return nil }
    case .streamsAreComplete: limits.lag = max(limits.lag ?? .zero, knobs.lagMax)
    case .reactionsAreCurrent: limits.within = max(limits.within ?? .zero, knobs.lagMax)
    default: break
    }
    return limits
  }
}

extension FaultClass {
  /// Whether it may keep a desk from writing that something died, or late.
  fileprivate var keepsRecords: Bool {
    switch self {
    case .disk, .lateCall, .silentCall, .pauseAtCall, .stall, .sleep, .crashAtCall, .serverStall:
      true
    default: false
    }
  }
}
