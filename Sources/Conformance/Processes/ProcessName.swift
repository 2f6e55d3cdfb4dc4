/// What a script calls a process: numbers are other ones in the two worlds.
public enum ProcessName: Hashable, Sendable {
  /// What the script has started, by the number that it gave it.
  case started(Int)
  /// The child of what the script has started.
  case child(of: Int)
  /// The first process of the namespace.
  case first
  /// Whoever has a number that the kernel gives to no process.
  case number(Int32)

  var words: String {
    switch self {
    case .started(let number): "p\(number)"
    case .child(of: let number): "child of p\(number)"
    case .first: "the first"
    case .number(let number): "number \(number)"
    }
  }
}
