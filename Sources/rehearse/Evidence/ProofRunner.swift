import Evidence
import Exploration
import Plans
import Scenarios
import Search

/// Goes through all runs of a scenario for a check, and through those of its canary.
struct ProofRunner {
  private let input: PlanInput

  init(_ input: PlanInput) { self.input = input }

  func run(_ work: ProofWork) throws(Failure) -> CheckYield {
    let scenario = try PlanInput.scenario(work.scenario)
    var yield = CheckYield()
    yield.invocations.append(.scenario(ScenarioListing(scenario, file: work.scenario)))
    do throws(StagingError) {
      var proof = try prove(scenario, input.changes(to: scenario), work, red: nil)
      proof.system = input.system(in: scenario)
      yield.invocations.append(.proof(proof))
      if input.twin == nil {
        let red = scenario.reds[work.canary - 1]
        yield.invocations.append(
          .proof(try prove(scenario, red.changes, work, red: work.canary)))
      }
    } catch {
      throw Failure(status: .badInput, message: "\(work.scenario): \(error.message)")
    }
    return yield
  }

  private func prove(
    _ scenario: Scenario, _ changes: [Red.Change], _ work: ProofWork, red: Int?
  ) throws(StagingError) -> ProofRun {
    var bounds = ProofBounds()
    bounds.crashes = work.crashes
    bounds.states = work.states
    bounds.isQuick = red != nil
    let proof = try ScenarioProof(scenario, changes: changes, bounds: bounds)
    var run = ProofRun(
      of: work.scenario, red: red, .nothing, stateCount: proof.tally.states,
      transitionCount: proof.tally.transitions, watched: proof.watched, idle: proof.notExercised)
    switch proof.conclusion {
    case .holds: run.conclusion = .holds
    case .holdsWithoutTime:
      run.conclusion = .unfinished
      run.words = "it holds in every run in which no time passes"
    case .stopped(let bound):
      run.conclusion = .unfinished
      run.words = "it was stopped by the bound of \(bound.words)"
    case .nothingToProve: break
    case .violated(let found):
      run.conclusion = .violated
      run.words = found.words
      run.steps = (found.steps + found.cycle).map { step in
        let (actor, words) = step.words(in: proof.scenario)
        return actor.isEmpty ? words : "\(actor): \(words)"
      }
    }
    return run
  }
}
