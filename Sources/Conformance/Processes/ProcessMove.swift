/// One step of a script that the simulated processes and those of this machine go through.
public enum ProcessMove: Hashable, Sendable {
  /// A program is started.
  case start(ProcessStart)
  /// Something is asked of a process.
  case ask(ProcessQuestion, of: ProcessName)
  /// All processes are asked for.
  case list
  /// Whoever carries the nonce of a program is asked for.
  case find(Int)

  /// The number of the program that it starts.
  var started: Int? {
    if case .start(let start) = self { start.number } else { nil }
  }

  /// In words.
  var words: String {
    switch self {
    case .start(let start): start.words
    case .ask(let question, of: let name): "\(question.words) \(name.words)"
    case .list: "list"
    case .find(let number): "find nonce of p\(number)"
    }
  }
}
