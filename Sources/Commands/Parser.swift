/// Reads a command line against the description of its command.
///
/// The rules, which are those that people know:
/// - options and flags may stand anywhere among the positional arguments, until `--`;
/// - a value follows its option as the next word or after `=`; after a letter also directly (`-n5`);
/// - flags of one letter can be bundled, and an option can close the bundle;
/// - a lone `-` and a negative number are values, not options;
/// - an option that is written twice has the value that was written last;
/// - `--help` is answered whatever else is wrong with the words around it.
struct Parser {
  private let command: Command
  private let path: [String]
  private var rest: ArraySlice<String>
  private var positionals: [String] = []
  private var values: Values

  private init(_ command: Command, path: [String], words: ArraySlice<String>) {
    self.command = command
    self.path = path
    rest = words
    values = Values(of: command)
  }

  static func parse(_ words: [String], for root: Command) throws(UsageError) -> Invocation {
    var rest = words[...]
    var path: [String] = []
    var command = root
    while command.isGroup {
      guard let word = rest.first else { return .help(path: path) }
      if word.isOptionLike { break }
      path.append(word)
      command = try root.command(at: path)
      rest.removeFirst()
    }
    if rest.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) {
      return .help(path: path)
    }
    var parser = Parser(command, path: [root.name] + path, words: rest)
    try parser.readWords()
    // In a bundle it is found only once the letters before it are known to be flags.
    if parser.values.written(Flag.help.parameter) != nil { return .help(path: path) }
    if let version = command.version, parser.values.written(Flag.version.parameter) != nil {
      return .version(version)
    }
    return .run(path: path, try parser.finished())
  }

  private mutating func readWords() throws(UsageError) {
    while let word = rest.popFirst() {
      if word == "--" {
        positionals += rest
        rest = []
      } else if !word.isOptionLike {
        positionals.append(word)
      } else if word.hasPrefix("--") {
        try readName(word)
      } else {
        try readLetters(word)
      }
    }
  }

  /// Reads `--name`, `--name value` or `--name=value`.
  private mutating func readName(_ word: String) throws(UsageError) {
    let name = word.prefix { $0 != "=" }
    let attached = name.count < word.count ? word.dropFirst(name.count + 1) : nil
    guard let parameter = command.options.first(where: { "--\($0.name)" == name }) else {
      throw unknownOption(String(name))
    }
    if parameter.form == .flag {
      if let attached {
        throw error("'\(name)' takes no value, but \(quoted(String(attached))) was given.")
      }
      values.append("", to: parameter)
    } else {
      try readValue(of: parameter, attached: attached)
    }
  }

  /// Reads `-a`, `-abc`, `-n value`, `-nvalue` or `-n=value`.
  private mutating func readLetters(_ word: String) throws(UsageError) {
    if command.visibleOptions.contains(where: { $0.name == word.dropFirst() }) {
      throw unknownOption(word)
    }
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let parameter = command.options.first(where: { $0.short == letter }) else {
        throw unknownOption("-\(letter)", in: word)
      }
      if parameter.form == .flag {
        values.append("", to: parameter)
      } else {
        let value = letters.hasPrefix("=") ? letters.dropFirst() : letters
        try readValue(of: parameter, attached: letters.isEmpty ? nil : value)
        letters = ""
      }
    }
  }

  private mutating func readValue(
    of parameter: Parameter, attached: Substring?
  ) throws(UsageError) {
    if let attached {
      try accept(String(attached), for: parameter)
    } else if let next = rest.first, !next.isOptionLike {
      try accept(rest.removeFirst(), for: parameter)
    } else {
      throw error("Missing value for '\(parameter.spelling)'.")
    }
  }

  private mutating func accept(_ word: String, for parameter: Parameter) throws(UsageError) {
    guard parameter.type.init(word) != nil else {
      throw error(
        "Invalid value \(quoted(word)) for '\(parameter.spelling)': "
          + "expected \(parameter.type.expectation)."
          + hint(Spelling.suggestion(for: word, among: parameter.choices)))
    }
    values.append(word, to: parameter)
  }

  /// The values, once the positional arguments have their places and nothing is missing.
  private mutating func finished() throws(UsageError) -> Values {
    guard !command.isGroup else { throw error("Missing subcommand.") }
    var waiting = positionals[...]
    for argument in command.arguments {
      for word in argument.quantity == .many ? waiting : waiting.prefix(1) {
        try accept(word, for: argument)
        waiting.removeFirst()
      }
    }
    if let surplus = waiting.first { throw error("Unexpected argument \(quoted(surplus)).") }
    for parameter in command.parameters
    where parameter.isRequired && values.written(parameter) == nil {
      let kind = parameter.form == .argument ? "argument" : "option"
      throw error("Missing \(kind) '\(parameter.spelling)'.")
    }
    return values
  }

  private func unknownOption(_ name: String, in word: String? = nil) -> UsageError {
    let names = command.visibleOptions.map { "--\($0.name)" }
    let bare = names.map { String($0.dropFirst(2)) }
    let written = String(name.drop { $0 == "-" })
    let guess = written.count < 2 ? nil : Spelling.suggestion(for: written, among: bare)
    let place = word.map { $0 == name ? "" : " in \(quoted($0))" } ?? ""
    return error("Unknown option \(quoted(name))\(place)." + hint(guess.map { "--\($0)" }))
  }

  private func error(_ message: String) -> UsageError {
    UsageError(message, path: path, command: command)
  }
}

extension Command {
  /// Reads the words that follow the name of this command.
  public func parse(_ words: [String]) throws(UsageError) -> Invocation {
    try Parser.parse(words, for: self)
  }
}

extension String {
  /// Whether a word names an option, rather than being a value, a lone `-` or a negative number.
  fileprivate var isOptionLike: Bool {
    guard hasPrefix("-"), let second = dropFirst().first else { return false }
    return !(second.isWholeNumber || (second == "." && Double(self) != nil))
  }
}
