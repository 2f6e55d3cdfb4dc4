import YAML

/// A value with its place, so that what is found wrong with it later can be shown where it stands.
///
/// Two are equal if their values are, wherever they stand.
public struct Located<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value
  /// Where it begins.
  public var start: Mark
  /// Where it ends: the place behind its last character.
  public var end: Mark

  /// A value at a place, or one that stands nowhere yet.
  public init(_ value: Value, start: Mark = .nowhere, end: Mark = .nowhere) {
    self.value = value
    self.start = start
    self.end = end
  }
}

extension Located: Equatable where Value: Equatable {
  /// Whether the values are equal.
  public static func == (left: Located, right: Located) -> Bool { left.value == right.value }
}
