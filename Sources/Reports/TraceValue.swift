/// The value of an argument: a text or a whole number, either of which may stand as a literal.
public enum TraceValue: Hashable, Sendable, ExpressibleByStringInterpolation,
  ExpressibleByIntegerLiteral
{
  /// A text.
  case string(String)
  /// A whole number.
  case integer(Int64)

  /// A text.
  public init(stringLiteral value: String) { self = .string(value) }

  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
}
