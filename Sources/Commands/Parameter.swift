/// One thing that a command takes, with its type set aside: what parsing, help and completion read.
public struct Parameter: Sendable {
  /// How it is written.
  public enum Form: Sendable {
    /// By its place: `<scenario>`.
    case argument
    /// By its name, with a value: `--seed <seed>`.
    case option
    /// By its name alone: `--json`.
    case flag
  }

  /// How it is written.
  public let form: Form
  /// The name, without dashes; unique within its command.
  public let name: String
  /// The one-letter name of an option or flag.
  public let short: Character?
  /// What stands for the value in help: `seed` in `--seed <seed>`.
  public let placeholder: String
  /// The type of one value.
  public let type: any Word.Type
  /// How many values there can be.
  public let quantity: Quantity
  /// Whether the command cannot run without it.
  public let isRequired: Bool
  /// The words that count when none is given.
  public let defaults: [String]
  /// What help says of it.
  public let help: String
  /// Whether help and completion keep silent about it.
  public let isHidden: Bool

  /// How a person writes it: `<scenario>`, `--seed <seed>`, `--json`.
  public var spelling: String {
    switch form {
    case .argument: "<\(placeholder)>"
    case .option: "--\(name) <\(placeholder)>"
    case .flag: "--\(name)"
    }
  }

  /// The names by which it is called, the short one first; none for a positional argument.
  public var spelledNames: [String] {
    form == .argument ? [] : (short.map { ["-\($0)"] } ?? []) + ["--\(name)"]
  }

  /// The words to choose from, when they are fixed.
  public var choices: [String] {
    if case .choice(let words) = type.completion { words } else { [] }
  }
}
