import Operations
import Scenarios
import Search
import Simulation

/// One state; shared by those who have not gone on from it.
final class ScenarioState {
  var play: Play
  var candidates: [Candidate] = []
  var steps: [ScenarioModel.Step] = []
  /// What the step in the same place takes; below zero for what is not pending but can be done.
  var places: [Int] = []
  var crashesLeft: Int
  /// Those who have crashed and whose pid nobody has got since.
  var ghosts: [ActorID] = []
  var violation: String?

  init(_ play: consuming Play, crashesLeft: Int) {
    self.play = play
    self.crashesLeft = crashesLeft
  }

  func copy() -> ScenarioState {
    let twin = ScenarioState(play.copy(), crashesLeft: crashesLeft)
    twin.ghosts = ghosts
    return twin
  }

  /// Sorts what is pending into what can come next; the place of a candidate that comes at once, if
  /// there is one.
  func sortOut(_ players: [ActorID], _ bounds: ProofBounds) -> Int? {
    candidates = play.candidates()
    steps.removeAll(keepingCapacity: true)
    places.removeAll(keepingCapacity: true)
    for place in candidates.indices {
      let step: ScenarioModel.Step
      switch play.choice(candidates[place]) {
      case .atOnce: return place
      case .call(let actor, let verb): step = .call(actor, verb, 0)
      case .word(let actor): step = .word(actor, 0)
      case .world: step = .world(0)
      case .happening(let number): step = .happening(number)
      }
      if let numbered = number(step) {
        steps.append(numbered)
        places.append(place)
      }
    }
    guard !candidates.isEmpty || crashesLeft > 0 else { return nil }
    if crashesLeft > 0 {
      for actor in players where play.universe.state(of: actor) != .gone {
        steps.append(.crash(actor))
        places.append(-1)
      }
    }
    for ghost in ghosts {
      steps.append(.reuse(ghost))
      places.append(-1)
    }
    return nil
  }

  /// The step, told apart from those before it that look alike; nil when that is too many.
  private func number(_ step: ScenarioModel.Step) -> ScenarioModel.Step? {
    var step = step
    while steps.contains(step) {
      switch step {
      case .call(let actor, let verb, let place) where place < .max:
        step = .call(actor, verb, place + 1)
      case .word(let actor, let place) where place < .max: step = .word(actor, place + 1)
      case .world(let place) where place < .max: step = .world(place + 1)
      default: return nil
      }
    }
    return step
  }
}
