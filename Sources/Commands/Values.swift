/// What the person wrote, for the command that runs: `values[seed]` has the type of its declaration.
public struct Values: Sendable {
  private let command: Command
  private var words: [String: [String]] = [:]  // lookup only

  init(of command: Command) { self.command = command }

  /// The value of a positional argument.
  public subscript<A: Answer>(argument: Argument<A>) -> A { answer(argument.parameter) }

  /// The value of an option.
  public subscript<A: Answer>(option: Option<A>) -> A { answer(option.parameter) }

  /// Whether a flag was written.
  public subscript(flag: Flag) -> Bool {
    requireListed(flag.parameter)
    return written(flag.parameter) != nil
  }

  mutating func append(_ word: String, to parameter: Parameter) {
    words[parameter.name, default: []].append(word)
  }

  func written(_ parameter: Parameter) -> [String]? { words[parameter.name] }

  /// The parser has refused what does not fit, so here only a programmer can be wrong.
  private func answer<A: Answer>(_ parameter: Parameter) -> A {
    requireListed(parameter)
    guard let answer = A(words: written(parameter) ?? parameter.defaults) else {
      preconditionFailure("'\(parameter.spelling)' of '\(command.name)' was not parsed")
    }
    return answer
  }

  private func requireListed(_ parameter: Parameter) {
    precondition(
      command.parameters.contains { $0.name == parameter.name },
      "'\(command.name)' does not list '\(parameter.spelling)' among its parameters")
  }
}
