import JSON
import Lifecycle

/// A sequence as a table for people to read: what happened, what came of it, and why.
public enum Explanation {
  private static let heads = [
    "time", "event", "session", "pr", "runtime", "status", "effects", "why",
  ]

  /// Folds a sequence, and writes its table: one row an event, and an empty line at the end.
  public static func write(_ sequence: ReduceSequence, into output: inout JSONWriter) {
    let reducer = Reducer(rules: sequence.rules)
    var state = sequence.state
    var rows = [heads]
    if let initial = sequence.initial {
      rows.append(row(time: "", event: "(initial)", initial, effects: [], why: ""))
    }
    for event in sequence.events {
      let step = reducer.reduce(&state, event)
      rows.append(
        row(
          time: duration(ms: event.at), event: event.type.text, state.record,
          effects: step.effects, why: step.decision.words))
    }
    line(sequence.id, into: &output)
    table(rows, into: &output)
    line("", into: &output)
  }

  private static func row(
    time: String, event: String, _ record: LifecycleRecord?, effects: [Effect], why: String
  ) -> [String] {
    let axes = record.map {
      [
        pair($0.session.state, $0.session.reason),
        pair($0.pullRequest.state, $0.pullRequest.reason),
        pair($0.runtime.state, $0.runtime.reason),
        $0.status.text,
      ]
    }
    let done = effects.isEmpty ? "-" : effects.map(words).joined(separator: ", ")
    return [time, event] + (axes ?? ["-", "-", "-", "-"]) + [done, why]
  }

  private static func pair(_ state: some Word, _ reason: some Word) -> String {
    let isSaid = reason.word.utf8CodeUnitCount == 0 || reason.text == state.text
    return isSaid ? state.text : "\(state.word)/\(reason.word)"
  }

  private static func words(_ effect: Effect) -> String {
    switch effect {
    case .notify(let notice):
      "notify \(notice.isEscalation ? "escalated " : "")\(notice.reaction.word) (\(notice.priority.word))"
    case .send(let delivery):
      "send \(delivery.reaction.word)\(delivery.withLog ? " with log" : "")"
    }
  }

  private static func table(_ rows: [[String]], into output: inout JSONWriter) {
    let widths = heads.indices.map { column in
      rows.reduce(0) { max($0, $1[column].utf8.count) }
    }
    for row in rows {
      var text = ""
      for (column, cell) in row.enumerated() {
        text += cell
        if column < row.count - 1 {
          text += String(repeating: " ", count: widths[column] - cell.utf8.count + 2)
        }
      }
      while text.last == " " { text.removeLast() }
      line(text, into: &output)
    }
  }

  private static func line(_ text: String, into output: inout JSONWriter) {
    var text = text
    text.withUTF8 { output.raw($0) }
    output.raw("\n")
  }

  /// A time from zero on, such as `0s`, `12.5s`, `5m00s` or `1h02m03s`.
  static func duration(ms: Int) -> String {
    let sign = ms < 0 ? "-" : ""
    let (allSeconds, thousandths) = ms.magnitude.quotientAndRemainder(dividingBy: 1000)
    let (allMinutes, seconds) = allSeconds.quotientAndRemainder(dividingBy: 60)
    let (hours, minutes) = allMinutes.quotientAndRemainder(dividingBy: 60)
    let rest = seconds.formattedWithThousandths(thousandths)
    if hours > 0 {
      return "\(sign)\(hours)h\(minutes.twoDigits)m\(seconds < 10 ? "0" : "")\(rest)s"
    }
    if minutes > 0 { return "\(sign)\(minutes)m\(seconds < 10 ? "0" : "")\(rest)s" }
    return "\(sign)\(rest)s"
  }
}

extension UInt {
  fileprivate var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }

  /// This many seconds and so many thousandths, without zeroes at the end.
  fileprivate func formattedWithThousandths(_ thousandths: UInt) -> String {
    if thousandths == 0 { return "\(self)" }
    var digits = String(String(1000 + thousandths).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return "\(self).\(digits)"
  }
}
