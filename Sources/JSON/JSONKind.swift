/// The kinds of values that a text can hold.
public enum JSONKind: UInt8, Sendable {
  case null, boolean, number, string, array, object

  /// This kind with its article, for a sentence.
  public var words: String {
    switch self {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
