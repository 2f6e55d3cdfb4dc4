import Evidence
import Plans
import Testing

struct JudgeTests {
  @Test func aGreenCountsOnlyWhenItsRedWasSeen() throws {
    var sample = Sample(.scenarios(ScenarioReplay(["a.yaml"])))
    sample.invocations = [.scenario(.one), .run(SimulatedRun(.green, exercised: ["p"]))]
    #expect(try sample.result().verdict == .vacuous)
    sample.invocations.append(.run(SimulatedRun(.red, red: 1, violated: ["q"])))
    #expect(try sample.result().verdict == .vacuous)
    sample.invocations.append(.run(SimulatedRun(.red, red: 1, violated: ["p"])))
    #expect(try sample.result().verdict == .passed)
  }

  @Test func aGreenThatIsViolatedFailsWithItsWords() throws {
    var sample = Sample(.scenarios(ScenarioReplay(["a.yaml"])))
    sample.invocations = [
      .scenario(.one), .run(SimulatedRun(.green, seed: 9, exercised: ["p"], violated: ["p"])),
      .run(SimulatedRun(.red, red: 1, violated: ["p"])),
    ]
    #expect(try sample.result().reason == "a.yaml: p: it was (seed 9)")
    #expect(try sample.result().verdict == .failed)
  }

  @Test func fewerScenariosThanThereHaveToBeShowNothing() throws {
    var sample = Sample(.scenarios(ScenarioReplay(["a"], least: 2)))
    sample.invocations = [
      .scenario(.one), .run(SimulatedRun(.green, exercised: ["p"])),
      .run(SimulatedRun(.red, red: 1, violated: ["p"])),
    ]
    #expect(try sample.result().verdict == .vacuous)
  }

  @Test func aCampaignCountsOnlyWhenItsCanaryWasFound() throws {
    var sample = Sample(.exploration(ExplorationWork("a.yaml", runs: 2, canary: 1)))
    let runs = (1...2).map {
      Invocation.run(SimulatedRun(.explored, seed: UInt64($0), exercised: ["p"]))
    }
    sample.invocations = [.scenario(.one)] + runs
    #expect(try sample.result().verdict == .vacuous)
    let canary = Invocation.run(SimulatedRun(.canary, red: 1, violated: ["p"]))
    sample.invocations.append(canary)
    #expect(try sample.result().verdict == .passed)
    sample.invocations = [.scenario(.one), runs[0], canary]
    #expect(try sample.result().verdict == .vacuous)
    sample.invocations = [.scenario(.one), runs[0], runs[0], canary]
    #expect(try sample.result().verdict == .vacuous)
    sample.invocations = [
      .scenario(.one), runs[0], .run(SimulatedRun(.explored, seed: 2, violated: ["p"])), canary,
    ]
    #expect(try sample.result().verdict == .failed)
  }

  @Test func aProofCountsOnlyWhenItWasFinishedAndItsCanaryFails() throws {
    func verdict(_ green: ProofRun.Conclusion, _ canary: ProofRun.Conclusion?) throws -> Verdict {
      var sample = Sample(.proof(ProofWork("a.yaml", canary: 1)))
      func run(_ red: Int?, _ conclusion: ProofRun.Conclusion) -> Invocation {
        .proof(
          ProofRun(
            of: "a.yaml", red: red, conclusion, stateCount: 5, transitionCount: 9, watched: ["p"],
            words: "how", steps: ["a step"]))
      }
      sample.invocations = [run(nil, green)] + (canary.map { [run(1, $0)] } ?? [])
      return try sample.result().verdict
    }
    #expect(try verdict(.holds, .violated) == .passed)
    #expect(try verdict(.holds, .holds) == .vacuous)
    #expect(try verdict(.holds, nil) == .vacuous)
    #expect(try verdict(.unfinished, .violated) == .vacuous)
    #expect(try verdict(.nothing, .violated) == .vacuous)
    #expect(try verdict(.violated, .violated) == .failed)
  }

  @Test func anAreaThatWasSkippedShowsNothing() throws {
    func verdict(_ scripts: Int, _ differences: [String] = [], skipped: String = "") throws
      -> Verdict
    {
      var sample = Sample(.conformance(ConformanceWork(["tmux"], scripts: 3)))
      sample.invocations = [
        .comparison(
          Comparison(
            of: "tmux", seed: 1, scriptCount: scripts, operationCount: 30,
            differences: differences, skipped: skipped))
      ]
      return try sample.result().verdict
    }
    #expect(try verdict(3) == .passed)
    #expect(try verdict(2) == .vacuous)
    #expect(try verdict(0, skipped: "no tmux") == .vacuous)
    #expect(try verdict(3, ["seed 2"]) == .failed)
  }

  @Test func aFigureIsHeldAgainstItsTargetAndAgainstWhatWasBefore() throws {
    func verdict(before: [Int?], after: [Int?], runs: Int = 2) throws -> Verdict {
      var sample = Sample(
        .metric(Metric(.timeouts, of: "a.yaml", runs: runs, before: "genie-rc20", target: 1)))
      sample.invocations =
        before.enumerated().map {
          .run(
            SimulatedRun(
              .before, seed: UInt64($0.offset + 1), value: $0.element, system: "genie-rc20"))
        }
        + after.enumerated().map {
          .run(SimulatedRun(.after, seed: UInt64($0.offset + 1), value: $0.element))
        }
      return try sample.result().verdict
    }
    #expect(try verdict(before: [1, 1], after: [0, 1]) == .passed)
    #expect(try verdict(before: [1, 1], after: [1, 1]) == .failed)
    #expect(try verdict(before: [0, 1], after: [0, 0]) == .vacuous)
    #expect(try verdict(before: [1, 1], after: [nil, nil]) == .vacuous)
    #expect(try verdict(before: [2], after: [0]) == .vacuous)
  }

  @Test func anApprovalWaitsForAPersonAndCountsForThisEvidenceAlone() throws {
    var sample = Sample(.search(SearchWork(for: "old", in: ["src"], control: .init(for: "new"))))
    sample.plan.approvals = [Approval("tag", "The release is tagged")]
    for isControl in [false, true] {
      sample.invocations.append(
        .search(
          SearchRun(
            isControl: isControl, for: isControl ? "new" : "old", in: ["src"], fileCount: 1,
            byteCount: 1, sum: "", hits: isControl ? [.init("a", line: 1, "new")] : [])))
    }
    #expect(try sample.results().verdict == .waiting)
    #expect(try sample.results().checked == .passed)
    sample.signs = [Sign("tag", by: "Ann", of: SHA256.hex(of: "other evidence"))]
    #expect(try sample.results().verdict == .waiting)
    sample.signs = [Sign("tag", by: "Ann", of: try sample.results().evidence)]
    #expect(try sample.results().verdict == .passed)
  }

  @Test func aTwinThatGoesUnnoticedIsNoPass() throws {
    var sample = Sample(.scenarios(ScenarioReplay(["a.yaml"])))
    sample.twin = "genie-rc21"
    let run = SimulatedRun(.green, exercised: ["p"], system: "genie-rc21")
    sample.invocations = [
      .scenario(.one), .run(run), .run(SimulatedRun(.red, red: 1, violated: ["p"])),
    ]
    #expect(try sample.results().checked == .vacuous)
    #expect(try sample.results().reason == "genie-rc21 went unnoticed")
  }

  @Test func nothingThatWasCheckedIsNoPass() {
    #expect(Verdict.over([]) == .vacuous)
    #expect(Verdict.over([.skipped]) == .vacuous)
    #expect(Verdict.over([.passed, .skipped]) == .passed)
    #expect(Verdict.over([.passed, .waiting]) == .waiting)
    #expect(Verdict.over([.waiting, .vacuous]) == .vacuous)
    #expect(Verdict.over([.vacuous, .failed]) == .failed)
  }
}
