import Evidence
import Plans
import Testing

/// Each of these was once told as a pass.
struct FalsePassTests {
  // MARK: - Counts that contradict what was done

  @Test func twoRunsAndOneSessionAreNoPass() throws {
    var sample = Sample(
      .commands(
        CommandScript([
          Sample.step("run") {
            $0.times = 2
            $0.contains = ["Session"]
          },
          Sample.step("list") { $0.count = OutputCount(of: "key", .oneForEach("run")) },
        ])))
    sample.ran("run", 1, printed: "Session 1")
    sample.ran("run", 2, printed: "Session 2")
    sample.ran("list", printed: "key")
    #expect(try sample.result().verdict == .failed)
    #expect(
      try sample.result().reason == "list: 'key' is there 1 times, and 2 are expected")
    sample.files = []
    sample.invocations.removeLast()
    sample.commands.removeLast()
    sample.ran("list", printed: "key key")
    sample.files += [
      EvidenceFile("one/1/run-1.out", "Session 1"), .init("one/1/run-2.out", "Session 2"),
    ]
    #expect(try sample.result().verdict == .passed)
  }

  @Test func fewerRunsThanWereAskedForAreNoPass() throws {
    var sample = Sample(
      .commands(
        CommandScript([
          Sample.step("run") {
            $0.times = 5
            $0.contains = ["ok"]
          }
        ])))
    for time in 1...4 { sample.ran("run", time, printed: "ok") }
    #expect(try sample.result().verdict == .failed)
    sample.ran("run", 5, printed: "ok")
    #expect(try sample.result().verdict == .passed)
  }

  @Test func nothingThatWasStoppedIsNoPass() throws {
    var sample = Sample(
      .commands(
        CommandScript([
          Sample.step("run") { $0.contains = ["Session"] },
          Sample.step("stop") { $0.count = OutputCount(of: "ended: ", .oneForEach("run")) },
        ])))
    sample.ran("run", printed: "Session 1")
    sample.ran("stop", printed: "0 stopped")
    #expect(try sample.result().verdict == .failed)
  }

  // MARK: - Proofs that prove nothing

  @Test func anEmptyFileIsNoProof() throws {
    var sample = Sample(
      .commands(CommandScript([Sample.step("grep") { $0.lacks = ["liveStore.agents"] }])))
    sample.ran("grep", printed: "")
    #expect(try sample.result().verdict == .vacuous)
    sample.invocations = []
    sample.commands = []
    sample.ran("grep", printed: "other words")
    #expect(try sample.result().verdict == .passed)
  }

  @Test func anEmptyRecordIsNoProof() throws {
    var sample = Sample(.scenarios(ScenarioReplay(["a.yaml"])))
    #expect(try sample.result().verdict == .vacuous)
    #expect(try sample.result().reason == "nothing was run")
    sample.isDone = false
    #expect(try sample.result().verdict == .vacuous)
    #expect(try sample.result().reason == "nothing was done for it: there is no one/1.jsonl")
  }

  @Test func aScriptThatLooksAtNothingIsNoPass() throws {
    var sample = Sample(.commands(CommandScript([Sample.step("run")])))
    sample.ran("run", printed: "anything")
    #expect(try sample.result().verdict == .vacuous)
  }

  @Test func aSearchWithoutAWorkingControlIsNoPass() throws {
    let work = SearchWork(for: "old", in: ["src"], control: .init(for: "new"))
    func sample(files: Int = 3, hits: [SearchRun.Hit], control: [SearchRun.Hit]) -> Sample {
      var sample = Sample(.search(work))
      sample.invocations = [
        .search(
          SearchRun(
            isControl: false, for: "old", in: ["src"], fileCount: files, byteCount: files * 10,
            sum: "", hits: hits)),
        .search(
          SearchRun(
            isControl: true, for: "new", in: ["src"], fileCount: 3, byteCount: 30, sum: "",
            hits: control)),
      ]
      return sample
    }
    let hit = SearchRun.Hit("src/a", line: 7, "it is new")
    #expect(try sample(hits: [], control: [hit]).result().verdict == .passed)
    #expect(try sample(hits: [], control: []).result().verdict == .vacuous)
    #expect(try sample(files: 0, hits: [], control: [hit]).result().verdict == .vacuous)
    #expect(try sample(hits: [hit], control: [hit]).result().verdict == .failed)
    var other = sample(hits: [], control: [hit])
    other.check = Check(
      "It is so", .search(SearchWork(for: "elder", in: ["src"], control: .init())))
    #expect(try other.result().verdict == .vacuous)
  }

  // MARK: - What was not as it was said

  @Test func aTimeoutIsNeverExpected() throws {
    var sample = Sample(
      .commands(
        CommandScript([
          Sample.step("run") {
            $0.exit = 124
            $0.contains = ["Session"]
          }
        ])))
    sample.ran("run", end: .timedOut, printed: "Session 1")
    #expect(try sample.result().verdict == .failed)
  }

  @Test func whatTakesLongerThanItsLimitIsNoPass() throws {
    var sample = Sample(
      .commands(
        CommandScript([
          Sample.step("run") {
            $0.limitNs = 1_000_000_000
            $0.contains = ["Session"]
          }
        ])))
    sample.ran("run", to: 1_000_000_001, printed: "Session 1")
    #expect(try sample.result().verdict == .failed)
    sample.commands[0].endedNs = 1_000_000_000
    #expect(try sample.result().verdict == .passed)
  }

  @Test func oneAfterTheOtherIsNotAtOnce() throws {
    var sample = Sample(
      .commands(
        CommandScript([
          Sample.step("run") {
            $0.times = 3
            $0.isAtOnce = true
            $0.contains = ["Session"]
          }
        ])))
    for time in 1...3 {
      sample.ran("run", time, from: time * 10, to: time * 10 + 10, printed: "Session")
    }
    #expect(try sample.result().verdict == .failed)
    #expect(
      try sample.result().reason
        == "run: 3 at once were asked for, and no more than 1 ran at once")
    for place in 0..<3 { sample.commands[place] = .init(beganNs: place, endedNs: 9, sum: "") }
    for place in 0..<3 { sample.commands[place].sum = Sample.build.sum }
    #expect(try sample.result().verdict == .passed)
  }

  @Test func anotherBuildThanTheTestedOneIsNoPass() throws {
    var sample = Sample(
      .commands(CommandScript([Sample.step("run") { $0.contains = ["Session"] }])))
    sample.ran("run", printed: "Session", sum: SHA256.hex(of: "another program"))
    #expect(try sample.results().checks[0].verdict == .failed)
    sample.commands[0].sum = Sample.build.sum
    #expect(try sample.results().checks[0].verdict == .passed)
    sample.build.version = "0.9"
    #expect(try sample.results().checks[0].verdict == .failed)
    #expect(try sample.results().verdict == .failed)
    sample.commands[0].sum = ""
    #expect(try sample.result().verdict == .failed)
  }

  @Test func anExpectationThatWasNeverPutToTheTestIsNoPass() throws {
    var sample = Sample(.scenarios(ScenarioReplay(["a.yaml"])))
    let red = Invocation.run(SimulatedRun(.red, red: 1, violated: ["p"]))
    sample.invocations = [.scenario(.one), .run(SimulatedRun(.green)), red]
    #expect(try sample.result().verdict == .vacuous)
    #expect(try sample.result().reason == "a.yaml: 'p' was put to the test in no run")
    sample.invocations[1] = .run(SimulatedRun(.green, exercised: ["p"]))
    #expect(try sample.result().verdict == .passed)
  }

  @Test func theAnswerToAnotherQuestionIsNoPass() throws {
    var sample = Sample(.scenarios(ScenarioReplay(["a.yaml"])))
    sample.invocations = [
      .scenario(.one), .run(SimulatedRun(.green, exercised: ["p"])),
      .run(SimulatedRun(.red, red: 1, violated: ["p"])),
    ]
    sample.asked = CheckRecord.sum(
      of: Check("It is so", .scenarios(ScenarioReplay(["b.yaml"]))), seed: 1, twin: "")
    #expect(try sample.result().verdict == .failed)
  }
}
