import Exploration
import JSON
import Reports
import Scenarios
import Search

/// What a proof has come to, for people and for programs.
struct ProveReport {
  private let proof: ScenarioProof
  private let input: ScenarioInput
  private let width: Int

  init(_ proof: ScenarioProof, input: ScenarioInput, width: Int) {
    self.proof = proof
    self.input = input
    self.width = width
  }

  var status: ExitStatus {
    switch proof.conclusion {
    case .holds: proof.notExercised.isEmpty ? .success : .vacuous
    case .violated: .violated
    case .stopped, .nothingToProve, .holdsWithoutTime: .vacuous
    }
  }

  // MARK: - For people

  var text: String {
    ([headline] + remarks + steps + figures).joined(separator: "\n")
  }

  /// What it has come to, in one word.
  private var verdict: String {
    switch proof.conclusion {
    case .holds where proof.notExercised.isEmpty: "proven"
    case .holds, .nothingToProve: "vacuous"
    case .violated: "violated"
    case .stopped, .holdsWithoutTime: "stopped"
    }
  }

  private var headline: String {
    let padding = String(repeating: " ", count: 10 - verdict.count)
    let reason =
      if case .stopped(let bound) = proof.conclusion { "  (by the bound of \(bound.words))" } else {
        ""
      }
    return verdict + padding + input.words + reason
  }

  private var remarks: [String] {
    var lines: [String] = []
    switch proof.conclusion {
    case .holds:
      lines.append("          in every run: \(proof.watched.joined(separator: ", "))")
    case .stopped:
      lines.append("          as far as it went: \(proof.watched.joined(separator: ", "))")
    case .holdsWithoutTime:
      lines.append(
        "          in every run in which no time passes: \(proof.watched.joined(separator: ", "))")
      lines.append("          somebody reads a clock, and would go on otherwise when time passes")
    case .violated(let found):
      let name = found.violation.prefix { $0 != ":" }
      lines.append("          \(name): \(found.words)")
    case .nothingToProve: lines.append("          nothing that is expected can be proven")
    }
    if !proof.leftOut.isEmpty {
      lines.append("          left out: \(proof.leftOut.joined(separator: ", "))")
    }
    if case .violated = proof.conclusion { return lines }
    for name in proof.notExercised where proof.isConcluded {
      lines.append("          '\(name)' was put to the test in no run")
    }
    return lines
  }

  private var steps: [String] {
    guard case .violated(let found) = proof.conclusion else { return [] }
    let kind = found.isShortest ? "a shortest run" : "a run"
    var lines = ["", "\(kind) of \(found.steps.count) steps that fails:"]
    var columns = Columns(
      [Column("", .right), Column(""), Column("", overflow: .wrap)], widthMax: width)
    for (place, step) in (found.steps + found.cycle).enumerated() {
      let (actor, words) = step.words(in: proof.scenario)
      let mark = place == found.steps.count ? "and again and again: " : ""
      columns.add(["\(place + 1)", actor, mark + words])
    }
    lines += columns.lines.map { "  " + $0 }
    return lines + [""]
  }

  private var figures: [String] {
    let tally = proof.tally
    let crashes = proof.bounds.crashes
    var bounds = crashes == 1 ? "1 crash" : "\(crashes) crashes"
    if proof.bounds.reusesPids { bounds += ", pids used again" }
    if let count = proof.walkCount, proof.tally.states == 0 {
      return ["          found by run \(count) of those that are drawn first; \(bounds)"]
    }
    let megabytes = (tally.bytes + 524_288) >> 20
    return [
      "          \(tally.states) states, \(tally.transitions) transitions, depth \(tally.depth), "
        + "\(megabytes) MB; \(bounds); \(proof.isConcluded ? "complete" : "not complete")"
    ]
  }

  // MARK: - For programs

  var json: String {
    var writer = JSONWriter()
    writer.raw("{\"file\":")
    writer.string(input.path)
    writer.raw(",\"verdict\":")
    writer.string(verdict)
    writer.raw(",\"complete\":")
    writer.boolean(proof.isConcluded)
    writer.raw(",\"states\":")
    writer.integer(proof.tally.states)
    writer.raw(",\"transitions\":")
    writer.integer(proof.tally.transitions)
    writer.raw(",\"depth\":")
    writer.integer(proof.tally.depth)
    writer.raw(",\"bytes\":")
    writer.integer(proof.tally.bytes)
    writer.raw(",\"crashes\":")
    writer.integer(proof.bounds.crashes)
    if case .stopped(let bound) = proof.conclusion {
      writer.raw(",\"stopped-by\":")
      writer.string(bound.words)
    }
    if case .violated(let found) = proof.conclusion {
      writer.raw(",\"violation\":")
      writer.string(found.violation)
      writer.raw(",\"shortest\":")
      writer.boolean(found.isShortest)
      writer.raw(",\"steps\":[")
      for (place, step) in (found.steps + found.cycle).enumerated() {
        if place > 0 { writer.raw(",") }
        let (actor, words) = step.words(in: proof.scenario)
        writer.string(actor.isEmpty ? words : "\(actor): \(words)")
      }
      writer.raw("]")
    }
    for (key, names) in [
      ("watched", proof.watched), ("left-out", proof.leftOut),
      ("not-exercised", proof.notExercised),
    ] {
      writer.raw(",")
      writer.string(key)
      writer.raw(":[")
      for (place, name) in names.enumerated() {
        if place > 0 { writer.raw(",") }
        writer.string(name)
      }
      writer.raw("]")
    }
    writer.raw("}")
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
