import Operations
import Properties
import Scenarios
import Simulation

/// A failure on one screen: what was violated, the events that matter, the state that broke it, and
/// the command that replays it.
public struct FailurePage: Sendable {
  private let failure: Failure
  private let file: String
  private let red: Int?
  private let width: Int

  /// Lays a failure out for a file, as it should be or under the red in a place.
  public init(_ failure: Failure, file: String, red: Int? = nil, width: Int = 100) {
    self.failure = failure
    self.file = file
    self.red = red
    self.width = max(60, width)
  }

  /// The lines.
  public var lines: [String] {
    var lines = Self.wrap(headline, width) + [""]
    lines += Self.labelled("violated", what)
    lines.append("")
    lines += events
    if !failure.violation.state.isEmpty {
      lines.append("")
      lines += Self.labelled("state", state)
    }
    lines.append("")
    lines += Self.labelled("replay", [command])
    return lines
  }

  /// How many events the run took until it was seen.
  public var eventCount: Int64 { failure.eventCount }

  /// The command that replays it.
  public var command: String {
    "rehearse replay \(file) --seed \(failure.seed)" + (red.map { " --red \($0 + 1)" } ?? "")
  }

  private var headline: String {
    let variant = failure.changes.isEmpty ? "" : ", \(Self.words(failure.changes))"
    return "\(file): \(failure.scenario.title) (seed \(failure.seed)\(variant))"
  }

  private var what: [String] {
    let violation = failure.violation
    var lines = [
      "\(failure.name) at \(Self.seconds(violation.time)), event \(violation.event)",
      violation.words,
    ]
    if let sentence = failure.sentence { lines.append("must hold: \(sentence)") }
    return lines.flatMap { Self.wrap($0, width - 10) }
  }

  private var state: [String] {
    let widest = failure.violation.state.map(\.what.count).max() ?? 0
    return failure.violation.state.prefix(8).map { line in
      Self.cut(line.what.padded(to: widest) + "  " + line.value, width - 10)
    }
  }

  private var events: [String] {
    let moments = failure.moments
    let times = moments.map { Self.seconds($0.time) }
    let timeWidth = times.map(\.count).max() ?? 0
    let actorWidth = min(18, moments.map(\.actor.count).max() ?? 0)
    return zip(moments, times).map { moment, time in
      let mark = moment.isLast ? ">" : moment.isFault ? "!" : " "
      let actor = Self.cut(moment.actor, actorWidth).padded(to: actorWidth)
      let head = "\(mark) \(time.leftPadded(to: timeWidth))  \(actor)  "
      return head + Self.cut(moment.words, width - head.count)
    }
  }

  /// Lines behind a label.
  static func labelled(_ label: String, _ lines: [String], _ width: Int = 10) -> [String] {
    lines.enumerated().map { place, line in
      (place == 0 ? label : "").padded(to: width) + line
    }
  }

  // MARK: - Words

  /// What a red changes, in words.
  public static func words(_ changes: [Red.Change]) -> String {
    changes.map { change in
      let variant = change.variant
      var parts: [String] = []
      if let system = variant.system { parts.append("by \(system.word)") }
      for setting in variant.policy + variant.rules {
        parts.append("\(setting.name) \(setting.value.words)")
      }
      if !variant.without.isEmpty {
        parts.append("without \(variant.without.joined(separator: ", "))")
      }
      return "\(change.actor) \(parts.joined(separator: ", "))"
    }.joined(separator: "; ")
  }

  /// A time in seconds, to the millisecond.
  static func seconds(_ instant: Instant) -> String {
    let milliseconds = instant.nanoseconds / 1_000_000
    let fraction = "\(milliseconds % 1_000)".leftPadded(to: 3, with: "0")
    return "\(milliseconds / 1_000).\(fraction)s"
  }

  /// A text that is too long, without its middle.
  static func cut(_ text: String, _ width: Int) -> String {
    let line = text.map { $0 == "\n" ? " " : String($0) }.joined()
    guard line.count > width, width > 10 else { return line }
    let head = (width - 3) * 2 / 3
    return "\(line.prefix(head))...\(line.suffix(width - 3 - head))"
  }

  private static func wrap(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines
  }
}

extension Failure {
  /// What must hold, as the property says it; nil for what is counted or asked for.
  public var sentence: String? {
    guard case .property(let name, _) = scenario.expectations[expectation] else { return nil }
    return name.sentence
  }
}

extension Variant.Value {
  /// The value as it is written.
  fileprivate var words: String {
    switch self {
    case .count(let number): "\(number)"
    case .interval(let interval): FailurePage.seconds(.start + interval)
    }
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: Swift.max(0, width - count))
  }

  fileprivate func leftPadded(to width: Int, with pad: String = " ") -> String {
    String(repeating: pad, count: Swift.max(0, width - count)) + self
  }
}
