import JSON
import LiveReplay
import Scenarios

/// What came of one file on this machine, beside the simulated world.
struct LiveResult: Sendable {
  /// The file.
  let file: String
  /// What came of it.
  let kind: Kind

  /// What can come of a file.
  enum Kind: Sendable {
    /// It was run in both worlds.
    case compared(LiveComparison)
    /// It cannot be run here, and why.
    case cannotRun(String)
    /// It could have been run, and something was in the way.
    case failed(String)
    /// It was given up because somebody asked for the end.
    case interrupted
  }

  /// The word for it.
  var word: String {
    switch kind {
    case .compared(let comparison): comparison.agrees ? "agrees" : "differs"
    case .cannotRun: "cannot run"
    case .failed: "failed"
    case .interrupted: "interrupted"
    }
  }

  /// Whether something is wrong.
  var isWrong: Bool {
    switch kind {
    case .compared(let comparison): !comparison.agrees
    case .failed: true
    case .cannotRun, .interrupted: false
    }
  }

  /// What there is to be said beside the word.
  var remark: String {
    switch kind {
    case .compared(let comparison):
      let total = comparison.rows.count
      let judged = "\(comparison.judgedCount) of \(total) judged"
      let differing = comparison.rows.filter { !$0.agrees }.map(Self.difference)
      return ([judged] + differing).joined(separator: "; ")
    case .cannotRun(let reason), .failed(let reason): return reason
    case .interrupted: return ""
    }
  }

  private static func difference(_ row: LiveComparison.Row) -> String {
    if let words = row.simulatedViolation {
      return "\(row.expectation): \(row.live.word) here; in the simulated world \(words)"
    }
    return "\(row.expectation): holds in the simulated world; here \(row.live.words ?? "it holds")"
  }

  /// The same as one line of JSON.
  var json: String {
    var writer = JSONWriter()
    writer.raw("{\"file\":")
    writer.string(file)
    writer.raw(",\"live\":")
    writer.string(word)
    writer.raw(",\"remark\":")
    writer.string(remark)
    writer.raw(",\"expectations\":[")
    if case .compared(let comparison) = kind {
      for (place, row) in comparison.rows.enumerated() {
        writer.raw(place > 0 ? ",{\"expects\":" : "{\"expects\":")
        writer.string(row.expectation)
        writer.raw(",\"simulated\":")
        writer.string(row.simulatedViolation == nil ? "held" : "violated")
        writer.raw(",\"live\":")
        writer.string(row.live.word)
        if let words = row.live.words {
          writer.raw(",\"words\":")
          writer.string(words)
        }
        writer.raw("}")
      }
    }
    writer.raw("]}")
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
