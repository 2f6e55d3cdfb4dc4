import Plans

extension Judge {
  /// Programs: each was run as often as was asked for, ended as it has to, in time, and printed what
  /// it has to print.
  func look(
    at script: CommandScript, _ invocations: [Invocation], _ measured: Measured?,
    _ opinion: inout Opinion
  ) {
    var runs: [CommandRun] = []
    for case .command(let run) in invocations { runs.append(run) }
    opinion.count("programs run", runs.count, mark: #""step":"#)
    let times = measured?.commands ?? []
    guard times.count == runs.count else {
      opinion.failures.append(
        "\(runs.count) programs were run, and \(times.count) were measured")
      return
    }
    for step in script.steps {
      let own = runs.indices.filter { runs[$0].step == step.name }
      opinion.count(
        "times of \(step.name)", own.count, mark: #""step":"\#(step.name)""#)
      look(
        at: step, own.map { runs[$0] }, own.map { times[$0] },
        counts: { name in runs.count { $0.step == name } }, &opinion)
    }
    if !script.steps.contains(where: \.looksAtOutput) {
      opinion.gaps.append("nothing that was printed was looked at")
    }
    opinion.praise = "\(Opinion.several(runs.count, "program")) did what had to come of it"
  }

  private func look(
    at step: CommandStep, _ runs: [CommandRun], _ times: [Measured.Command],
    counts: (String) -> Int, _ opinion: inout Opinion
  ) {
    guard !runs.isEmpty else {
      opinion.gaps.append("\(step.name): it was not run")
      return
    }
    if runs.count != step.times {
      opinion.failures.append(
        "\(step.name): \(step.times) times were asked for, and it was run \(runs.count) times")
    }
    for (run, time) in zip(runs, times) {
      let name = step.times == 1 ? step.name : "\(step.name) \(run.time)"
      lookAtEnd(of: run, name, step, time, &opinion)
      lookAtOutput(of: run, name, step, counts, &opinion)
    }
    guard step.isAtOnce, runs.count > 1 else { return }
    let atOnce = Self.mostAtOnce(times)
    if atOnce < step.times {
      opinion.failures.append(
        "\(step.name): \(step.times) at once were asked for, and no more than \(atOnce) ran at once"
      )
    }
  }

  private func lookAtEnd(
    of run: CommandRun, _ name: String, _ step: CommandStep, _ time: Measured.Command,
    _ opinion: inout Opinion
  ) {
    switch run.end {
    case .exited(step.exit): break
    case .exited(let status):
      opinion.failures.append(
        "\(name): the exit status is \(status), and \(step.exit) is expected")
    case .signalled(let signal):
      opinion.failures.append("\(name): it was ended by signal \(signal)")
    case .timedOut:
      // There is no way for a plan to expect this.
      opinion.failures.append("\(name): it took longer than \(Self.seconds(step.limitNs))")
      return
    case .notStarted(let reason):
      opinion.gaps.append("\(name): it could not be run: \(reason)")
      return
    }
    let took = time.endedNs - time.beganNs
    if took > step.limitNs {
      opinion.failures.append(
        "\(name): it took \(Self.seconds(Int64(took))), and \(Self.seconds(step.limitNs)) is the limit"
      )
    }
    if step.run[0] == material.environment.build.name, time.sum.isEmpty {
      opinion.failures.append("\(name): nobody knows which build of it was run")
    }
  }

  private func lookAtOutput(
    of run: CommandRun, _ name: String, _ step: CommandStep, _ counts: (String) -> Int,
    _ opinion: inout Opinion
  ) {
    guard let output = text(of: run.output), let errors = text(of: run.errors) else {
      opinion.failures.append("\(name): what it printed is not what was recorded")
      return
    }
    let all = output + errors
    for wanted in step.contains where !all.contains(wanted) {
      opinion.failures.append("\(name): '\(wanted)' is not in what it printed")
    }
    for unwanted in step.lacks where all.contains(unwanted) {
      opinion.failures.append("\(name): '\(unwanted)' is in what it printed")
    }
    if all.isEmpty, !step.lacks.isEmpty, step.contains.isEmpty, step.count == nil {
      opinion.gaps.append("\(name): it printed nothing, and that nothing is in it shows nothing")
    }
    guard let count = step.count else { return }
    let found = output.ranges(of: count.of).count
    let wanted: Int
    switch count.wanted {
    case .exactly(let number): wanted = number
    case .oneForEach(let other): wanted = counts(other)
    }
    if found != wanted {
      opinion.failures.append(
        "\(name): '\(count.of)' is there \(found) times, and \(wanted) are expected")
    }
  }

  /// What was printed; nil when the file is not what the record says.
  private func text(of stream: CommandRun.Stream) -> String? {
    let bytes = stream.path.isEmpty ? [] : material.file(stream.path)?.bytes
    guard let bytes, bytes.count == stream.byteCount, SHA256.hex(of: bytes) == stream.sum else {
      return nil
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// How many of some were under way in one moment.
  static func mostAtOnce(_ times: [Measured.Command]) -> Int {
    times.map { moment in
      times.count { $0.beganNs <= moment.beganNs && moment.beganNs < $0.endedNs }
    }.max() ?? 0
  }

  static func seconds(_ nanoseconds: Int64) -> String {
    let tenths = (nanoseconds + 50_000_000) / 100_000_000
    return "\(tenths / 10).\(tenths % 10) s"
  }
}
