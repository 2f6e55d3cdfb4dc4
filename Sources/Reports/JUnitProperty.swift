/// Something that is said of a whole suite, such as the seed that it ran with.
public struct JUnitProperty: Hashable, Sendable {
  /// What is said.
  public var name: String
  /// What it is.
  public var value: String

  /// Makes a property.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
