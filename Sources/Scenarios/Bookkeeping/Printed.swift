import Operations
import Simulation

/// What actors have printed, kept only where a scenario asks for it.
struct Printed {
  /// A line, and who has printed it.
  struct Line {
    var actor: ActorID
    var text: Text
  }

  private(set) var lines: [Line] = []
  private let isAskedFor: Bool

  init(_ scenario: Scenario) {
    isAskedFor = scenario.expectations.contains { expectation in
      if case .output = expectation { true } else { false }
    }
  }

  /// Notes what was printed in an event.
  mutating func note(_ entries: [TraceEntry]) {
    guard isAskedFor else { return }
    for entry in entries {
      guard case .performed(.process(.writeLine(let text)), _) = entry.kind else { continue }
      lines.append(Line(actor: entry.actor, text: text))
    }
  }

  /// Whether somebody has printed a line with these words in it.
  func has(_ words: String, by actor: ActorID, _ texts: borrowing Texts) -> Bool {
    let words = Array(words.utf8)
    return lines.contains { line in
      line.actor == actor
        && texts.withBytes(line.text) { bytes in
          bytes.indices.contains { bytes[$0...].starts(with: words) }
        }
    }
  }
}
