import Evidence
import Plans
import TestSupport
import Testing

struct DocumentTests {
  /// One invocation of each kind, with all that it can say.
  static let invocations: [Invocation] = {
    var run = SimulatedRun(
      .green, seed: 7, red: 2, exercised: ["p"], violated: ["q"], value: 9, system: "genie-rc21")
    run.secondDigest = "e"
    run.idle = [1, 3]
    run.page = "one/1/a.txt"
    var proof = ProofRun(
      of: "a.yaml", red: 1, .violated, stateCount: 4, transitionCount: 5, watched: ["p"],
      idle: ["q"], words: "how", steps: ["ada: mkdir"])
    proof.system = "genie-rc21"
    let ends: [CommandRun.End] = [
      .exited(3), .signalled(9), .timedOut, .notStarted("there is no program 'x'"),
    ]
    return [
      .scenario(.one), .run(run), .run(SimulatedRun(.after)), .proof(proof),
      .comparison(
        Comparison(
          of: "tmux", seed: 3, scriptCount: 4, operationCount: 5, differences: ["a\nb"],
          skipped: "no tmux")),
      .search(
        SearchRun(
          isControl: true, for: "old \"one\"", in: ["src"], fileCount: 1, byteCount: 2, sum: "s",
          hits: [.init("a", line: 3, "old")])),
    ]
      + ends.map {
        .command(
          CommandRun(
            step: "run", time: 2, words: ["rehearse", "\u{1B}[0m"], end: $0,
            output: .init("one/1/run.out", [1, 2]), errors: .init("one/1/run.err", [])))
      }
  }()

  @Test func everyInvocationIsReadAsItWasWritten() throws {
    let record = CheckRecord(
      title: "It is so", asked: "sum", invocations: Self.invocations)
    #expect(try CheckRecord(EvidenceFile("a", record.text)) == record)
    #expect(record.text.split(separator: "\n").count == Self.invocations.count + 1)
  }

  @Test func resultsAreReadAsTheyWereWritten() throws {
    var sample = Sample(.scenarios(ScenarioReplay(["a.yaml"])))
    sample.invocations = [.scenario(.one)]
    sample.plan.approvals = [Approval("tag", "The release is tagged")]
    sample.plan.untested = [Untested("it", reason: "because")]
    let results = try sample.results()
    #expect(try Results(Array(results.text.utf8)) == results)
  }

  @Test func aFileThatIsNoResultsIsRefused() {
    #expect(throws: MaterialError.self) { try Results(Array("{}".utf8)) }
    #expect(throws: MaterialError.self) { try Results(Array("[".utf8)) }
  }

  @Test func theEnvironmentIsReadAsItWasWrittenAndNotOtherwise() throws {
    let environment = Environment(
      build: Sample.build, facts: [.init("system", "Linux")],
      measured: [Measured("a", tookNs: 5, commands: [.init(beganNs: 1, endedNs: 2, sum: "s")])])
    #expect(try Environment(Array(environment.text.utf8)) == environment)
    #expect(throws: MaterialError.self) {
      try Environment(
        Array(environment.text.replacing("\"took-ns\": 5", with: "\"took-ns\": 4").utf8))
    }
  }

  @Test(arguments: [("plan", PlanFile.schema), ("results", Results.schema)])
  func theSchemaInTheFolderIsTheOneThatIsPrinted(kind: String, schema: String) throws {
    #expect(TextFile.read("schema/\(kind).json") == schema)
  }

  @Test func aValidatorThatIsNotOursTakesResultsAndRefusesOthers() throws {
    var sample = Sample(
      .metric(Metric(.answerTime, of: "a.yaml", runs: 1, before: "genie-rc20", target: 1)))
    sample.invocations = [
      .run(SimulatedRun(.before, value: 5, system: "genie-rc20")),
      .run(SimulatedRun(.after, value: 0)),
    ]
    sample.plan.approvals = [Approval("tag", "The release is tagged")]
    let text = try sample.results().text
    let documents = [
      text, text.replacing("\"passed\"", with: "\"fine\""),
      text.replacing("\"kind\"", with: "\"sort\""),
    ]
    guard Validator.program != nil else { return }
    #expect(try Validator.refused(documents, by: Results.schema) == [1, 2])
  }
}
