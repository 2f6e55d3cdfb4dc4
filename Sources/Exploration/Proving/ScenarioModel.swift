import Lifecycle
import Operations
import Properties
import Scenarios
import Search
import SimulatedWorld
import Simulation

// What is gone through, and what is not.
//
// Every order in which pending operations can take effect, timers can fire, messages can arrive, the
// world can act by itself and the timeline's happenings can happen, each at any moment; and a crash
// of any player at any of them, as often as the bounds say.
//
// What only resolves a path and leaves all as it is is done at once as well, as long as nobody in all
// runs removes or renames what the path leads through; should somebody, all is gone through again
// without that.
//
// Of players that one name stands for, the first to do something is called the first (ProofPlayers).
//
// An answer reaches its actor at once: nobody else can see whether it is on its way, and a crash in
// between is one before the actor's next operation. A program begins at once for the same reason.
// There is no time: no call is ever given up because its answer takes long, unless the timeline says
// so, and a property that measures time has nothing to measure. Whoever reads a clock finds it where
// it was: then nothing is called proven, since he might do something else when time goes on.

/// A scenario as a model, all runs of which can be gone through.
public struct ScenarioModel: Model, @unchecked Sendable {
  private var state: ScenarioState
  private let bounds: ProofBounds
  private let tally: ProofTally
  private let names: [String]
  private let players: ProofPlayers

  /// What can happen next.
  public enum Step: Hashable, Sendable {
    /// An operation takes effect or a timer fires; of several alike, the one in this place.
    case call(ActorID, Verb, UInt8)
    /// A message or a signal reaches an actor.
    case word(ActorID, UInt8)
    /// The world does something by itself.
    case world(UInt8)
    /// Something of the timeline happens.
    case happening(Int)
    /// An actor crashes.
    case crash(ActorID)
    /// A stranger gets the pid of one who has crashed.
    case reuse(ActorID)
  }

  /// The state in which everybody has come on and nobody has done anything.
  public init(
    _ scenario: Scenario, changes: [Red.Change] = [], bounds: ProofBounds, tally: ProofTally
  ) throws(StagingError) {
    var scenario = scenario
    // Whatever takes time is there at once: only the order counts.
    scenario.stage.latency = .zero
    scenario.schedule = .byTime
    let losesPower = scenario.timeline.contains { $0.action == .powerFailure }
    var play = try Production(scenario, changes: changes, canLosePower: losesPower).play(seed: 1)
    play.leaveTime()
    state = ScenarioState(play, crashesLeft: bounds.crashes)
    self.bounds = bounds
    self.tally = tally
    names = scenario.names
    players = ProofPlayers(scenario, groupsAlike: bounds.groupsAlike)
    settle()
  }

  /// The same, and nobody crashes: its runs are runs of this one as well.
  var withoutCrashes: ScenarioModel {
    var model = self
    model.state = state.copy()
    model.state.crashesLeft = 0
    model.settle()
    return model
  }

  // MARK: - Steps

  /// Appends the steps that can be taken now.
  public func enabled(into steps: inout [Step]) {
    steps += state.steps
  }

  /// Takes a step, and all that nobody can tell from it.
  public mutating func take(_ step: Step) {
    let place = state.steps.firstIndex(of: step)
    guard let place else { preconditionFailure("\(step) is not enabled") }
    let candidate = state.places[place] < 0 ? nil : state.candidates[state.places[place]]
    if !isKnownUniquelyReferenced(&state) { state = state.copy() }
    switch step {
    case .call, .word, .world, .happening:
      guard let candidate else { preconditionFailure("\(step) takes nothing") }
      if let operation = state.play.universe.operation(of: candidate) {
        tally.note(operation, texts)
      }
      if case .call(let actor, _, _) = step {
        state.started = players.starting(actor, state.started)
      }
      state.play.take(candidate)
    case .crash(let actor):
      state.crashesLeft -= 1
      state.play.act(.crash(name(of: actor)))
      if bounds.reusesPids { state.ghosts.append(actor) }
    case .reuse(let actor):
      state.ghosts.removeAll { $0 == actor }
      state.play.act(.reusePid(of: Target(name(of: actor)), program: "stranger"))
    }
    settle()
  }

  private func name(of actor: ActorID) -> String {
    state.play.universe.world.moment.texts.string(state.play.universe.name(of: actor))
  }

  /// Takes what comes at once, and finds what can come next.
  private mutating func settle() {
    var count = 0
    while let place = state.sortOut(players, bounds, tally) {
      state.play.take(state.candidates[place])
      count += 1
      precondition(count < 100_000, "what comes at once never comes to an end")
    }
    if state.play.universe.clockWasRead { tally.clockWasRead = true }
    tally.note(state.play.properties)
    state.violation = violation(state.play.properties)
    // Somebody could still crash where nothing more would happen: then it may be over as well.
    guard state.violation == nil, state.candidates.isEmpty else { return }
    var last = state.play.copy()
    last.close()
    tally.note(last.properties)
    state.violation = violation(last.properties)
  }

  private func violation(_ properties: [any Property]) -> String? {
    for property in properties {
      if let violation = property.finding.violation {
        return FailureClass(property.name.text, violation, names: names).text
      }
    }
    return nil
  }

  // MARK: - What a driver asks

  /// How the state is wrong, in the property's own words.
  var words: String? {
    if let words = Self.words(state.play.properties) { return words }
    guard state.candidates.isEmpty else { return nil }
    var last = state.play.copy()
    last.close()
    return Self.words(last.properties)
  }

  private static func words(_ properties: [any Property]) -> String? {
    properties.lazy.compactMap { $0.finding.violation?.words }.first
  }

  /// How the state is wrong, by class.
  public var violation: String? { state.violation }

  /// Folds the world, the machines, and what the properties remember.
  public func fold(into digest: inout Digest) {
    let isComplete = state.play.fold(into: &digest)
    precondition(isComplete, "a property that remembers its run was let in")
    digest.fold(state.crashesLeft)
    digest.fold(state.started)
    for ghost in state.ghosts { digest.fold(UInt64(bitPattern: Int64(ghost.rawValue))) }
  }

  /// Whose step it is.
  public func actor(of step: Step) -> Int? {
    switch step {
    case .call(let actor, _, _), .word(let actor, _): Int(actor.rawValue)
    case .world, .happening, .crash, .reuse: nil
    }
  }

  /// Whether two steps lead to the same state in either order.
  public func areIndependent(_ first: Step, _ second: Step) -> Bool {
    state.areIndependent(first, second)
  }

  /// About what a copy takes that has gone its own way for a step, as measured by the growth of the
  /// process for each state that waits.
  public var byteCount: Int { 11_000 }

  /// Whether everybody who was asked for something has answered, or is gone.
  public var isPromiseKept: Bool {
    let account = state.play.account
    return players.all.allSatisfy { actor in
      guard let facts = account.facts(of: actor), facts.lives else { return true }
      switch facts.stance.role {
      case .supervisor, .runner, .agent, .desk, .other: return true
      default: return facts.stance.answer != nil
      }
    }
  }

  // MARK: - Looking

  private var texts: Texts { state.play.universe.world.moment.texts }

  /// Goes along steps and tells of each what it does.
  public func names(of path: [Step]) -> [NamedStep] {
    var model = self
    var names: [NamedStep] = []
    var counts: [(actor: ActorID, verb: Verb, count: Int)] = []
    for step in path {
      var call: Schedule.Call?
      if case .call(let actor, let verb, _) = step {
        let place = counts.firstIndex { $0.actor == actor && $0.verb == verb }
        if let place { counts[place].count += 1 } else { counts.append((actor, verb, 1)) }
        let nth = counts[place ?? counts.count - 1].count
        call = Schedule.Call(model.name(of: actor), verb, nth: nth)
      }
      let actor: String?
      switch step {
      case .crash(let one), .reuse(let one): actor = model.name(of: one)
      default: actor = nil
      }
      names.append(NamedStep(step: step, call: call, actor: actor))
      model.take(step)
    }
    return names
  }
}
