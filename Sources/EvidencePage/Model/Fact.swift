/// Something to be known, by its name.
public struct Fact: Hashable, Sendable {
  /// What it is.
  public var name: String
  /// What it is here.
  public var value: String

  /// States a fact.
  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}
