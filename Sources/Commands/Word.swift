/// A value that is written as one word on the command line.
///
/// A type becomes one by saying how it reads and writes itself (`LosslessStringConvertible`), what a
/// person is expected to write, and how a shell can complete it. An enumeration of strings gets all
/// of it from its cases.
public protocol Word: Answer, LosslessStringConvertible, Sendable where Item == Self {
  /// What was expected, as it stands in an error: "a whole number".
  static var expectation: String { get }

  /// What a shell can offer in its place.
  static var completion: Completion { get }
}

extension Word {
  /// A shell offers nothing unless the type says otherwise.
  public static var completion: Completion { .nothing }
}

extension Word where Self: CaseIterable & RawRepresentable, RawValue == String {
  /// The words that are allowed, in the order of the cases.
  public static var expectation: String {
    let words = allCases.map(\.rawValue)
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  /// A shell offers the cases.
  public static var completion: Completion { .choice(allCases.map(\.rawValue)) }

  /// The case with this name, if there is one.
  public init?(_ description: String) { self.init(rawValue: description) }

  /// The name of the case.
  public var description: String { rawValue }
}

extension String: Word {
  /// Any text will do.
  public static var expectation: String { "a text" }
}

extension Int: Word {
  /// Whole numbers, negative ones too.
  public static var expectation: String { "a whole number" }
}

extension UInt64: Word {
  /// Whole numbers up to the largest seed.
  public static var expectation: String { "a whole number from 0 to \(max)" }
}
