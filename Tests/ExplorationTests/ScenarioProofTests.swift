import Exploration
import Operations
import Properties
import Scenarios
import Search
import Testing

/// All runs of small scenarios: what is known to be wrong is found by a shortest run, and what is
/// right is proven.
@Suite struct ScenarioProofTests {
  private func bounds(
    crashes: Int = 0, reuse: Bool = false, _ change: (inout ProofBounds) -> Void = { _ in }
  ) -> ProofBounds {
    var bounds = ProofBounds()
    bounds.crashes = crashes
    bounds.reusesPids = reuse
    change(&bounds)
    return bounds
  }

  private func counterexample(
    _ scenario: Scenario, _ bounds: ProofBounds = ProofBounds()
  ) throws -> ScenarioCounterexample {
    let proof = try ScenarioProof(scenario, bounds: bounds)
    guard case .violated(let found) = proof.conclusion else {
      throw Missing("\(scenario.title): \(proof.conclusion)")
    }
    #expect(found.isShortest)
    #expect(proof.isConcluded)
    return found
  }

  private func words(_ found: ScenarioCounterexample, _ scenario: Scenario) -> [String] {
    found.steps.map { step in
      let (actor, words) = step.words(in: scenario)
      return actor.isEmpty ? words : "\(actor): \(words)"
    }
  }

  // MARK: - What is wrong

  @Test func aLockWithoutCareIsRefutedInFourSteps() throws {
    let scenario = Locks.claims(by: .carelessLock)
    let found = try counterexample(scenario)
    #expect(words(found, scenario) == ["ada: replace", "ada: read", "ben: replace", "ben: read"])
    #expect(found.violation == "one-runner-per-root: _ hold _ at once _")
    #expect(found.cycle.isEmpty)
  }

  @Test func theLockOfTheWrappersIsRefutedInTenStepsWithoutACrash() throws {
    let scenario = Locks.claims(by: .rlpDesk)
    let found = try counterexample(scenario)
    #expect(
      words(found, scenario) == [
        "ada: mkdir", "ben: mkdir", "ada: write", "ben: read", "ben: read #2", "ben: rm -rf",
        "ben: mkdir #2", "ben: write", "the world goes on", "the world goes on",
      ])
  }

  @Test func soItIsWhereAStaleLockIsLeft() throws {
    let scenario = Locks.staleClaims(by: .rlpDesk)
    let found = try counterexample(scenario)
    #expect(found.steps.count == 15)
    // Somebody finds the dead one out, and another one takes what it has just made.
    #expect(words(found, scenario).contains("ada: kill 0"))
    #expect(words(found, scenario).count { $0.hasSuffix("rm -rf") } == 2)
  }

  @Test func threeWrappersAndACrashAreNoBetter() throws {
    let found = try counterexample(Locks.claims(by: .rlpDesk, count: 3), bounds(crashes: 1))
    #expect(found.steps.count == 10)
    let other = try counterexample(Locks.claims(by: .rlpDesk), bounds(crashes: 1))
    #expect(other.steps.count == 10)
  }

  @Test func aCrashLeavesALockThatAStrangersPidKeeps() throws {
    let scenario = Locks.claims(by: .rlpDesk, [.lockIsRecovered])
    var isolated = scenario
    // The second comes when the first is gone.
    isolated.actors[0].part = .lock(LockPart(root: "/srv/blog", holds: .seconds(1)))
    let found = try counterexample(isolated, bounds(crashes: 1, reuse: true))
    #expect(found.violation.hasPrefix("lock-is-recovered: "))
  }

  @Test func theRunReplaysAsAScenarioInWhichTimeGoesOn() throws {
    for scenario in [
      Locks.claims(by: .carelessLock), Locks.claims(by: .rlpDesk), Locks.staleClaims(by: .rlpDesk),
      Locks.claims(by: .rlpDesk, [.lockIsRecovered]),
    ] {
      let found = try counterexample(scenario)
      let suspect = try #require(try found.suspect(), "\(found.violation)")
      #expect(suspect.failure.text == found.violation)
      #expect(suspect.scenario.reds.isEmpty && suspect.scenario.seeds == 1...1)
    }
  }

  // MARK: - What is right

  @Test func theRealLockHoldsWhoeverCrashesAndWhoeverHasThePidThen() throws {
    for system in [System.rehearsal, .generations] {
      let proof = try ScenarioProof(
        Locks.claims(by: system, [.oneRunnerPerRoot, .lockIsRecovered]),
        bounds: bounds(crashes: 1, reuse: true))
      guard case .holds = proof.conclusion else {
        Issue.record("\(system): \(proof.conclusion)")
        continue
      }
      #expect(proof.notExercised.isEmpty && proof.isConcluded)
      #expect(proof.tally.states > 50)
    }
  }

  @Test func theSameIsGoneThroughTwice() throws {
    for scenario in [
      Locks.claims(by: .carelessLock), Locks.claims(by: .rlpDesk), Locks.claims(by: .rehearsal),
    ] {
      let (first, second) = (
        try ScenarioProof(scenario, bounds: bounds()), try ScenarioProof(scenario, bounds: bounds())
      )
      #expect(first.tally.states == second.tally.states)
      #expect(first.tally.transitions == second.tally.transitions)
      #expect(first.tally.depth == second.tally.depth)
      #expect("\(first.conclusion)" == "\(second.conclusion)")
    }
  }

  // MARK: - Who is never answered

  @Test func whoIsNeverAnsweredIsFoundWhereItIsAskedFor() throws {
    var scenario = Locks.claims(by: .carelessLock, count: 1)
    // It waits for an answer for ever, and does not look at the clock.
    var interfering = Action.Interfering()
    interfering.actor = "ada"
    interfering.calls = .verb(.fileRead)
    interfering.how = .loseAnswer
    scenario.timeline = [Happening(.at(.zero ... .zero), .interfere(interfering))]
    let safe = try ScenarioProof(scenario, bounds: bounds())
    #expect(safe.isConcluded)
    if case .violated(let found) = safe.conclusion { Issue.record("\(found.violation)") }
    let found = try counterexample(scenario, bounds { $0.checksLiveness = true })
    #expect(found.steps.contains { $0.step == .happening(0) })
    // And where everybody is, that is proven.
    let plain = try ScenarioProof(
      Locks.claims(by: .rehearsal), bounds: bounds { $0.checksLiveness = true })
    guard case .holds = plain.conclusion else {
      Issue.record("\(plain.conclusion)")
      return
    }
  }

  // MARK: - What cannot be proven

  @Test func whatRemembersARunOrCountsIsLeftOutByName() throws {
    var scenario = Locks.claims(by: .carelessLock, [.converges, .oneRunnerPerRoot])
    scenario.expectations.append(.count(.init(of: .processes, which: "x", isExactly: 0)))
    scenario.expectations.append(.answer(actor: "ada", is: .done))
    let proof = try ScenarioProof(scenario, bounds: bounds())
    #expect(proof.watched == ["one-runner-per-root"])
    #expect(proof.leftOut == ["converges", "count", "answer"])
    guard case .violated(let found) = proof.conclusion else {
      Issue.record("\(proof.conclusion)")
      return
    }
    #expect(found.scenario.expectations.count == 1)
    scenario.expectations.remove(at: 1)
    let nothing = try ScenarioProof(scenario, bounds: bounds())
    guard case .nothingToProve = nothing.conclusion else {
      Issue.record("\(nothing.conclusion)")
      return
    }
    #expect(nothing.watched.isEmpty && !nothing.isConcluded)
  }

  @Test func eachBoundStopsAndIsNamed() throws {
    let scenario = Locks.claims(by: .rehearsal)
    func stopped(_ change: (inout ProofBounds) -> Void) throws -> Bound? {
      let proof = try ScenarioProof(scenario, bounds: bounds(crashes: 1, change))
      guard case .stopped(let bound) = proof.conclusion else { return nil }
      #expect(!proof.isConcluded)
      return bound
    }
    #expect(try stopped { $0.states = 100 } == .states)
    #expect(try stopped { $0.depth = 5 } == .depth)
    #expect(try stopped { $0.memory = 1_000 } == .bytes)
    #expect(Bound.bytes.words == "memory" && Bound.depth.words == "depth")
    #expect(try stopped { _ in } == nil)
  }

  @Test func whatNobodyPutsToTheTestIsNamed() throws {
    let alone = try ScenarioProof(Locks.claims(by: .rehearsal, count: 1), bounds: bounds())
    #expect(alone.notExercised == ["one-runner-per-root"])
    let both = try ScenarioProof(Locks.claims(by: .rehearsal), bounds: bounds())
    #expect(both.notExercised == [])
  }
}

/// Something that a test needs and did not get.
struct Missing: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
