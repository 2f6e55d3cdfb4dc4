import Evidence
import Plans

/// Carries out checks, and keeps what came of them; what it means is not its business.
struct CheckRunner {
  let input: PlanInput
  let program: TestedProgram

  /// Carries out one check; nothing where a twin has no part in it.
  func run(_ check: Check, of group: PlanGroup, _ number: Int) throws(Failure) -> CheckYield {
    guard input.twin == nil || check.work.isSimulated else { return CheckYield() }
    let seed = group.seed ?? input.plan.seed
    let folder = Material.folder(group, number)
    switch check.work {
    case .scenarios(let work): return try ScenarioRunner(input, folder: folder).run(work)
    case .exploration(let work):
      return try ExplorationRunner(input, folder: folder).run(work, seed: work.seed ?? seed)
    case .proof(let work): return try ProofRunner(input).run(work)
    case .conformance(let work):
      return ConformanceRunner.run(work, seed: work.seed ?? seed)
    case .commands(let script): return try CommandBench.run(script, program, folder: folder)
    case .search(let work): return try SearchRunner.run(work)
    case .metric(let work): return try MetricRunner(input).run(work, seed: work.seed ?? seed)
    }
  }
}
