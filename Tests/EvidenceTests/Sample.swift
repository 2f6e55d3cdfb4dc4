import Evidence
import Plans

/// Evidence of one check, made up by hand: what its raw material says, and what it comes to.
struct Sample {
  static let build = Build(name: "rehearse", version: "1.0", sum: SHA256.hex(of: "the program"))

  var plan = Plan(name: "sample", title: "A sample", release: "1.0")
  var check: Check
  var invocations: [Invocation] = []
  var files: [EvidenceFile] = []
  var commands: [Measured.Command] = []
  var build = Sample.build
  var signs: [Sign] = []
  var twin = ""
  /// What the record says was asked, when it is not what the plan asks.
  var asked: String?
  /// Whether anything was written for the check.
  var isDone = true

  init(_ work: Check.Work) { check = Check("It is so", work) }

  /// The files of the raw material.
  var raw: [EvidenceFile] {
    var plan = plan
    plan.groups = [PlanGroup(name: "one", title: "One", goal: "It is shown", checks: [check])]
    let record = CheckRecord(
      title: check.title, asked: asked ?? CheckRecord.sum(of: check, seed: 1, twin: twin),
      invocations: invocations)
    let environment = Environment(
      build: build, measured: [Measured("one/1.jsonl", tookNs: 5, commands: commands)])
    var all =
      files + [
        EvidenceFile("plan/sample.yaml", PlanFile.text(of: plan)),
        EvidenceFile(Asked.file, Asked(plan: "sample.yaml", twin: twin).text),
        EvidenceFile(Environment.file, environment.text),
      ]
    if isDone { all.append(EvidenceFile("one/1.jsonl", record.text)) }
    if !signs.isEmpty { all.append(EvidenceFile(Sign.file, signs.map(\.line).joined())) }
    return all
  }

  /// All files, as they are put into a folder.
  func all() throws -> [EvidenceFile] { raw + (try Derivation.complete(raw).files) }

  func results() throws -> Results { Judge.results(of: try Material(raw)) }

  /// What the check comes to.
  func result() throws -> CheckResult {
    let results = try results()
    return results.checks[results.checks.count - 1]
  }
}

extension Sample {
  /// A program that was run at a time, and what it printed.
  mutating func ran(
    _ step: String, _ time: Int = 1, from beganNs: Int = 0, to endedNs: Int = 10,
    end: CommandRun.End = .exited(0), printed: String = "", sum: String = Sample.build.sum
  ) {
    let path = "one/1/\(step)-\(time).out"
    let output = CommandRun.Stream(path, Array(printed.utf8))
    if !printed.isEmpty { files.append(EvidenceFile(path, printed)) }
    invocations.append(
      .command(
        CommandRun(
          step: step, time: time, words: ["rehearse"], end: end, output: output,
          errors: CommandRun.Stream("", []))))
    commands.append(.init(beganNs: beganNs, endedNs: endedNs, sum: sum))
  }

  /// A step that runs the tested program.
  static func step(_ name: String, _ change: (inout CommandStep) -> Void = { _ in }) -> CommandStep
  {
    var step = CommandStep(name, ["rehearse", name])
    change(&step)
    return step
  }
}

extension SimulatedRun {
  /// A run in which something was put to the test, and something violated.
  init(
    _ role: Role, seed: UInt64 = 1, red: Int? = nil, exercised: [String] = [],
    violated: [String] = [], value: Int? = nil, system: String = ""
  ) {
    self.init(role, of: "a.yaml", seed: seed, digest: "d", eventCount: 3)
    self.red = red
    self.exercised = exercised
    violations = violated.map { Violation($0, "it was") }
    self.value = value
    self.system = system
  }
}

extension ScenarioListing {
  /// A scenario that expects one thing, with one red.
  static let one = ScenarioListing(
    file: "a.yaml", title: "A", expectations: ["p"], happeningCount: 0,
    reds: [Red("flawed", violates: ["p"])])
}
