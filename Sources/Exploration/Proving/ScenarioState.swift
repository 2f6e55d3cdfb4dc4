import Operations
import Scenarios
import Search
import SimulatedWorld
import Simulation

/// One state; shared by those who have not gone on from it.
final class ScenarioState {
  var play: Play
  var candidates: [Candidate] = []
  var steps: [ScenarioModel.Step] = []
  /// What the step in the same place takes; below zero for what is not pending but can be done.
  var places: [Int] = []
  /// What the step in the same place touches; nil when that may be anything.
  var footprints: [Footprint?] = []
  var crashesLeft: Int
  /// Those who have crashed and whose pid nobody has got since.
  var ghosts: [ActorID] = []
  var violation: String?
  /// Those who have done something, by number; kept of those alone who are like others.
  var started: UInt64 = 0

  init(_ play: consuming Play, crashesLeft: Int) {
    self.play = play
    self.crashesLeft = crashesLeft
  }

  func copy() -> ScenarioState {
    let twin = ScenarioState(play.copy(), crashesLeft: crashesLeft)
    twin.ghosts = ghosts
    twin.started = started
    return twin
  }

  /// Sorts what is pending into what can come next; the place of a candidate that comes at once, if
  /// there is one.
  func sortOut(_ players: ProofPlayers, _ bounds: ProofBounds, _ tally: ProofTally) -> Int? {
    candidates = play.candidates()
    steps.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    footprints.removeAll(keepingCapacity: true)
    for place in candidates.indices {
      let step: ScenarioModel.Step
      var footprint: Footprint?
      switch play.choice(candidates[place]) {
      case .atOnce: return place
      case .call(let actor, let verb):
        let operation = play.universe.operation(of: candidates[place])
        if bounds.takesQuietAtOnce, let operation, let path = quietPath(of: operation) {
          tally.noteQuiet(path, play.universe.world.moment.texts)
          return place
        }
        if players.mustWait(actor, started, isGone) { continue }
        footprint = operation.flatMap { Footprint($0) }
        step = .call(actor, verb, 0)
      case .word(let actor): step = .word(actor, 0)
      case .world: step = .world(0)
      case .happening(let number): step = .happening(number)
      }
      add(number(step), takes: place, footprint)
    }
    if crashesLeft > 0 {
      for actor in players.all
      where !isGone(actor) && !players.mustOutlive(actor, started, isGone) {
        add(.crash(actor), takes: -1, nil)
      }
    }
    for ghost in ghosts { add(.reuse(ghost), takes: -1, nil) }
    return nil
  }

  private func isGone(_ actor: ActorID) -> Bool { play.universe.state(of: actor) == .gone }

  private func add(_ step: ScenarioModel.Step, takes place: Int, _ footprint: Footprint?) {
    steps.append(step)
    places.append(place)
    footprints.append(footprint)
  }

  /// The path that an operation resolves and leaves as it is, where it does no more than that here;
  /// nobody can see such an operation, and it does the same as long as nobody moves what the path
  /// leads through.
  private func quietPath(of operation: Operation) -> Text? {
    switch operation {
    case .file(.canonicalise(let path)):
      play.universe.world.kind(of: path) != nil ? path : nil
    case .file(.makeDirectories(let path)):
      play.universe.world.kind(of: path) == .directory ? path : nil
    default: nil
    }
  }

  /// Whether two steps lead to the same state in either order.
  func areIndependent(_ first: ScenarioModel.Step, _ second: ScenarioModel.Step) -> Bool {
    switch (first, second) {
    case (.call(let one, let verb, _), .call(let other, let otherVerb, _)):
      if one == other { return false }
      // A timer is heard by its own actor, and the world does not know of it.
      if verb == .timer || otherVerb == .timer { return true }
      guard let own = footprint(of: first), let others = footprint(of: second) else {
        return false
      }
      return own.isIndependent(of: others, play.universe.world.moment.texts)
    case (.crash(let one), .call(let other, .timer, _)),
      (.call(let other, .timer, _), .crash(let one)):
      return one != other
    default: return false
    }
  }

  private func footprint(of step: ScenarioModel.Step) -> Footprint? {
    steps.firstIndex(of: step).flatMap { footprints[$0] }
  }

  /// The step, told apart from those before it that look alike.
  private func number(_ step: ScenarioModel.Step) -> ScenarioModel.Step {
    var step = step
    while steps.contains(step) {
      switch step {
      case .call(let actor, let verb, let place) where place < .max:
        step = .call(actor, verb, place + 1)
      case .word(let actor, let place) where place < .max: step = .word(actor, place + 1)
      case .world(let place) where place < .max: step = .world(place + 1)
      default: preconditionFailure("too many steps that look alike: \(step)")
      }
    }
    return step
  }
}
