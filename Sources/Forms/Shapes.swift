/// The shapes that a value can have in a document, before anything is known of what it says.
public struct Shapes: OptionSet, Hashable, Sendable {
  /// One bit a shape.
  public let rawValue: UInt8

  /// Shapes from their bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A single word, number or text.
  public static let scalar = Shapes(rawValue: 1)
  /// A list.
  public static let list = Shapes(rawValue: 2)
  /// Keys with values.
  public static let mapping = Shapes(rawValue: 4)
}
