/// An option without a value, which is there or not: `--json`.
public struct Flag: Declaration {
  /// The declaration without its type.
  public let parameter: Parameter

  /// A flag that is off unless written.
  public init(_ name: String, short: Character? = nil, help: String, isHidden: Bool = false) {
    parameter = Parameter(
      form: .flag, name: name, short: short, placeholder: name, type: String.self,
      quantity: .optional, isRequired: false, defaults: [], help: help, isHidden: isHidden)
  }

  static let help = Flag("help", short: "h", help: "Show help information.")
  static let version = Flag("version", help: "Show the version.")
}
