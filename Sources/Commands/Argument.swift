/// A positional argument: `Argument<Path>` is one, `<Path?>` may be left out, `<[Path]>` repeats.
public struct Argument<A: Answer>: Declaration {
  /// The declaration without its type.
  public let parameter: Parameter

  /// Without a default, one is required, and at least one of a repeating argument.
  public init(_ name: String, default: A? = nil, help: String) {
    parameter = Parameter(
      form: .argument, name: name, short: nil, placeholder: name, type: A.Item.self,
      quantity: A.quantity, isRequired: `default` == nil && A.quantity != .optional,
      defaults: `default`?.words ?? [], help: help, isHidden: false)
  }
}
