import BenchSupport
import Exploration
import ScenarioFiles
import Scenarios
import Search

/// What came of a question.
struct Answer {
  let question: Question
  /// How long it took each time, in seconds, sorted: until the first run that fails, or all of it.
  let seconds: [Double]
  /// How long it took to find a shortest run that fails; nil for what holds.
  let shortestSeconds: Double?
  let exact: Exact

  /// What repeats exactly.
  struct Exact: Equatable {
    var name: String
    var states: Int
    var transitions: Int
    var depth: Int
    /// The length of the counterexample; 0 when all runs hold, -1 when nothing was concluded.
    var steps: Int
  }

  /// Asks so many times.
  init(_ question: Question, times: Int) throws {
    self.question = question
    let path = "Benchmarks/ProveBench/Scenarios/\(question.file).yaml"
    guard let bytes = TextFile.read(path) else { throw Trouble(words: "cannot read \(path)") }
    let scenario = try ScenarioFile.load(bytes, file: path)
    let changes = question.red.map { scenario.reds[$0 - 1].changes } ?? []
    var seconds: [Double] = []
    var found: Exact?
    var bounds = question.bounds
    bounds.isQuick = true
    for _ in 0..<times {
      let start = Stopwatch.seconds()
      let proof = try ScenarioProof(scenario, changes: changes, bounds: bounds)
      seconds.append(Stopwatch.seconds() - start)
      found = Exact(proof, question.name)
    }
    var shortest: Double?
    if !question.holds {
      let start = Stopwatch.seconds()
      let proof = try ScenarioProof(scenario, changes: changes, bounds: question.bounds)
      shortest = Stopwatch.seconds() - start
      found = Exact(proof, question.name)
    }
    shortestSeconds = shortest
    guard let found else { throw Trouble(words: "asked no time") }
    exact = found
    self.seconds = seconds.sorted()
  }

  var median: Double { seconds[seconds.count / 2] }

  /// Whether it is the answer that is wanted, in time.
  var complaint: String? {
    if question.holds != (exact.steps == 0) {
      return "\(question.name): \(exact.steps == 0 ? "all runs hold" : "not proven")"
    }
    if median > question.secondsMax {
      return "\(question.name): \(Figures.fixed(median, 3)) s, and "
        + "\(Figures.fixed(question.secondsMax, 3)) s are allowed"
    }
    return nil
  }

  struct Trouble: Error { var words: String }
}

extension Answer.Exact {
  fileprivate init(_ proof: ScenarioProof, _ name: String) {
    self.name = name
    states = proof.tally.states
    transitions = proof.tally.transitions
    depth = proof.tally.depth
    switch proof.conclusion {
    case .holds: steps = 0
    case .violated(let found): steps = found.steps.count
    case .stopped, .nothingToProve, .holdsWithoutTime: steps = -1
    }
  }
}
