import Commands
import Exploration
import Forms
import JSON
import Properties
import Reports
import Scenarios

/// What came of one file.
struct ReplayResult {
  let file: String
  let kind: Kind
  /// What failed, each on one screen.
  var pages: [FailurePage] = []
  /// How long it took.
  var nanoseconds: Int64 = 0

  /// What can come of a file.
  enum Kind {
    /// It was run.
    case tried(Trial)
    /// Its parts were taken away one by one.
    case audited(Audit)
    /// It cannot be read.
    case unreadable(Diagnostics)
    /// How a red fails was shown.
    case shown
    /// The file has no such red.
    case noSuchRed(Int, of: Int)
  }

  init(file: String, kind: Kind) {
    self.file = file
    self.kind = kind
  }

  /// The status that the file alone would give.
  var status: ExitStatus {
    switch kind {
    case .tried(let trial):
      switch trial.verdict {
      case .held: .success
      case .violated: .violated
      case .vacuous: .vacuous
      case .nondeterministic: .nondeterministic
      }
    case .audited(let audit): audit.isSound ? .success : .vacuous
    case .unreadable, .noSuchRed: .badInput
    case .shown: pages.isEmpty ? .vacuous : .violated
    }
  }

  /// How many runs there were.
  var runCount: Int {
    switch kind {
    case .tried(let trial): trial.runCount
    case .audited(let audit): audit.runCount
    case .shown: pages.count
    case .unreadable, .noSuchRed: 0
    }
  }

  /// How many events there were.
  var eventCount: Int64 {
    switch kind {
    case .tried(let trial): trial.eventCount
    case .audited(let audit): audit.eventCount
    case .shown: pages.reduce(0) { $0 + $1.eventCount }
    case .unreadable, .noSuchRed: 0
    }
  }

  /// What there is to be said beside the verdict.
  var remarks: [String] {
    switch kind {
    case .tried(let trial):
      switch trial.verdict {
      case .held: trial.departures
      case .vacuous(let gaps): gaps.map { $0.words(in: trial.scenario) } + trial.departures
      case .violated: trial.violations + trial.departures
      case .nondeterministic: ["the first seed ran differently the second time"]
      }
    case .audited(let audit): audit.remarks
    case .unreadable(let diagnostics): diagnostics.shown.map(\.headline)
    case .shown: pages.isEmpty ? ["this red violates nothing with these seeds"] : []
    case .noSuchRed(let number, let count): ["there is no red \(number), but \(count)"]
    }
  }

  /// The verdict in one line, and why in the lines below.
  func line(_ ink: Ink) -> String {
    let word = status.word
    let painted = status == .success ? word : ink.emphasised(word)
    let padding = String(repeating: " ", count: max(1, 10 - word.count))
    return ([painted + padding + file + counts] + remarks.map { "          " + $0 })
      .joined(separator: "\n")
  }

  private var counts: String {
    guard case .tried(let trial) = kind else { return "" }
    let seeds = trial.greens.count == 1 ? "1 seed" : "\(trial.greens.count) seeds"
    let reds = trial.reds.count == 1 ? "1 red" : "\(trial.reds.count) reds"
    return "  (\(seeds), \(reds))"
  }

  /// The same as one line of JSON.
  var json: String {
    var writer = JSONWriter()
    writer.raw("{\"file\":")
    writer.string(file)
    writer.raw(",\"verdict\":")
    writer.string(status.word)
    if case .tried(let trial) = kind {
      writer.raw(",\"scenario\":")
      writer.string(trial.scenario.title)
      writer.raw(",\"covers\":[")
      for (place, name) in trial.scenario.covers.enumerated() {
        if place > 0 { writer.raw(",") }
        writer.string(name)
      }
      writer.raw("],\"seeds\":")
      writer.integer(trial.greens.count)
      writer.raw(",\"reds\":")
      writer.integer(trial.reds.count)
      if let digest = trial.greens.first?.digest {
        writer.raw(",\"digest\":")
        writer.string("\(digest)")
      }
    }
    writer.raw(",\"events\":")
    writer.integer(Int(eventCount))
    writer.raw(",\"remarks\":[")
    for (place, remark) in remarks.enumerated() {
      if place > 0 { writer.raw(",") }
      writer.string(remark)
    }
    writer.raw("]}")
    return writer.withBytes { String(decoding: $0, as: UTF8.self) }
  }

  /// What a GitHub server shows beside the file.
  var annotations: String {
    guard status != .success else { return "" }
    let message = remarks.isEmpty ? status.word : remarks.joined(separator: "\n")
    return GitHubAnnotation(.error, message, file: file, title: "\(status.word) scenario").command
  }
}
