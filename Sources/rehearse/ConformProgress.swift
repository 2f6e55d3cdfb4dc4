import Synchronization

/// Says how far a comparison has come: on a terminal in one line that is written anew, and for whoever
/// reads it later in a line every so often.
final class ConformProgress: Sendable {
  private struct State {
    var line: Progress
    var last = Stopwatch()
  }

  private let errors: Output
  private let area: String
  private let scripts: Int
  private let state: Mutex<State>
  /// How far two lines are apart for whoever is no terminal.
  private static let pauseNs: Int64 = 10_000_000_000

  init(_ errors: Output, area: String, scripts: Int) {
    self.errors = errors
    self.area = area
    self.scripts = scripts
    state = Mutex(State(line: Progress(errors)))
  }

  func show(scripts done: Int, moves: Int) {
    let text = "\(area): \(done) of \(scripts) scripts, \(moves) operations"
    state.withLock { state in
      guard !errors.isTerminal else { return state.line.show(text) }
      guard state.last.nanoseconds > Self.pauseNs else { return }
      state.last = Stopwatch()
      try? errors.print(text)
    }
  }

  func clear() { state.withLock { $0.line.clear() } }
}
