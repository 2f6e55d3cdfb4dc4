/// An option with a value: `Option<Int>` has one, `<Int?>` may be left out, `<[Int]>` repeats.
///
/// An option that does not repeat may still be written twice: the last one counts.
public struct Option<A: Answer>: Declaration {
  /// The declaration without its type.
  public let parameter: Parameter

  /// Without a default, one is required, and at least one of a repeating option.
  public init(
    _ name: String, short: Character? = nil, placeholder: String? = nil, default: A? = nil,
    help: String, isHidden: Bool = false
  ) {
    parameter = Parameter(
      form: .option, name: name, short: short, placeholder: placeholder ?? name, type: A.Item.self,
      quantity: A.quantity, isRequired: `default` == nil && A.quantity != .optional,
      defaults: `default`?.words ?? [], help: help, isHidden: isHidden)
  }
}
