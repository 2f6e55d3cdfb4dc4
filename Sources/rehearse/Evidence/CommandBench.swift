import Evidence
import Glibc
import Plans

/// Runs the programs of a check for real, and keeps what they print.
struct CommandBench {
  private let script: CommandScript
  private let program: TestedProgram
  private let place: CommandFolder
  private let folder: String
  private let clock = Stopwatch()
  private var blanks: Blanks
  private var yield = CheckYield()

  /// A program that is under way, and what came of it.
  private struct Case {
    var time: Int
    var started: StartedProgram?
    var beganNs = 0
    var endedNs = 0
    var end: CommandRun.End?
    var sum = ""
  }

  /// How often it is looked whether a program has ended.
  private static let pauseUs: UInt32 = 500

  /// Runs a script; nothing of it is left but what is handed back.
  static func run(
    _ script: CommandScript, _ program: TestedProgram, folder: String
  ) throws(Failure) -> CheckYield {
    let place = try CommandFolder()
    defer { place.clear() }
    var bench = CommandBench(script, program, place, folder)
    for step in script.steps { try bench.run(step) }
    return bench.yield
  }

  private init(
    _ script: CommandScript, _ program: TestedProgram, _ place: CommandFolder, _ folder: String
  ) {
    self.script = script
    self.program = program
    self.place = place
    self.folder = folder
    blanks = Blanks(folder: place.path, here: place.here, varies: script.varies)
  }

  private mutating func run(_ step: CommandStep) throws(Failure) {
    var cases = (1...step.times).map { Case(time: $0) }
    if step.isAtOnce {
      for number in cases.indices { try start(step, &cases[number]) }
      waitFor(&cases, step.limitNs)
    } else {
      for number in cases.indices {
        try start(step, &cases[number])
        var one = [cases[number]]
        waitFor(&one, step.limitNs)
        cases[number] = one[0]
      }
    }
    for one in cases { try keep(one, of: step) }
  }

  // MARK: - Running

  private func words(of step: CommandStep, _ time: Int) -> [String] {
    step.run.map { word in
      word.replacing("{n}", with: "\(time)").replacing("{work}", with: place.path)
        .replacing("{here}", with: place.here)
    }
  }

  private func stream(_ step: CommandStep, _ time: Int, _ kind: String) -> String {
    "\(place.path)/.\(step.name)-\(time).\(kind)"
  }

  private func start(_ step: CommandStep, _ one: inout Case) throws(Failure) {
    var words = words(of: step, one.time)
    if words[0] == TestedProgram.name {
      one.sum = program.sumNow()
      words[0] = program.path
    }
    let input = stream(step, one.time, "in")
    try OutputFile.write(Array(step.input.utf8), to: input)
    one.beganNs = Int(clock.nanoseconds)
    do throws(StartedProgram.Refusal) {
      one.started = try StartedProgram(
        words, in: place.path, environment: place.environment, input: input,
        output: stream(step, one.time, "out"), errors: stream(step, one.time, "err"))
    } catch {
      one.end = .notStarted(error.reason)
      one.endedNs = one.beganNs
    }
  }

  /// Waits until all have ended, or were ended because they took too long.
  private func waitFor(_ cases: inout [Case], _ limitNs: Int64) {
    while true {
      var isWaiting = false
      for number in cases.indices where cases[number].end == nil {
        guard let started = cases[number].started else { continue }
        if let status = started.end() {
          let signal = Int(status & 0x7F)
          cases[number].end = signal == 0 ? .exited(Int(status >> 8 & 0xFF)) : .signalled(signal)
        } else if started.clock.nanoseconds > limitNs {
          started.kill()
          cases[number].end = .timedOut
        } else {
          isWaiting = true
          continue
        }
        cases[number].endedNs = Int(clock.nanoseconds)
      }
      if !isWaiting { return }
      usleep(Self.pauseUs)
    }
  }

  // MARK: - Keeping

  private mutating func keep(_ one: Case, of step: CommandStep) throws(Failure) {
    guard let end = one.end else { preconditionFailure("\(step.name) was not waited for") }
    let name = step.times == 1 ? step.name : "\(step.name)-\(one.time)"
    let output = try printed(step, one.time, "out", as: name)
    let errors = try printed(step, one.time, "err", as: name)
    yield.invocations.append(
      .command(
        CommandRun(
          step: step.name, time: one.time,
          words: words(of: step, one.time).map { blanks.named($0) },
          end: end, output: output, errors: errors)))
    yield.commands.append(.init(beganNs: one.beganNs, endedNs: one.endedNs, sum: one.sum))
  }

  private mutating func printed(
    _ step: CommandStep, _ time: Int, _ kind: String, as name: String
  ) throws(Failure) -> CommandRun.Stream {
    let source = stream(step, time, kind)
    let bytes = EvidenceFolder.isThere(source) ? try EvidenceFolder.bytes(of: source) : []
    let blanked = blanks.blanked(bytes)
    let path = "\(folder)/\(name).\(kind)"
    if !blanked.isEmpty { yield.files.append(EvidenceFile(path, blanked)) }
    return CommandRun.Stream(path, blanked)
  }
}
