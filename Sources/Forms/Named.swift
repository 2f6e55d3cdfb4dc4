/// One entry of a map: a name that the document chose, and what it stands for.
public struct Named<Value: Sendable>: Sendable {
  /// The name, with its place.
  public var name: Located<String>
  /// What it stands for.
  public var value: Value

  /// A name and what it stands for.
  public init(_ name: Located<String>, _ value: Value) {
    self.name = name
    self.value = value
  }
}

extension Named: Equatable where Value: Equatable {}
