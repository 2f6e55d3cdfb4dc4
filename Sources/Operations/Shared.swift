/// A value that its copies share until one of them changes it.
///
/// Copying costs one retain, whatever the value is made of.
public struct Shared<Value: Sendable>: Sendable {
  private var storage: Storage

  private final class Storage: @unchecked Sendable {
    // Nobody but the value that has it reaches its storage: whoever has access to the one has it to
    // the other, and the compiler sees to that.
    @exclusivity(unchecked) var value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  /// Begins with a value.
  public init(_ value: Value) {
    storage = Storage(value)
  }

  /// The value; the first change after a copy copies it.
  public var value: Value {
    _read { yield storage.value }
    _modify {
      if !isKnownUniquelyReferenced(&storage) { storage = Storage(storage.value) }
      yield &storage.value
    }
  }
}

extension Shared: Equatable where Value: Equatable {
  /// Whether the values are equal, which what they share always is.
  public static func == (one: Shared, other: Shared) -> Bool {
    one.storage === other.storage || one.storage.value == other.storage.value
  }
}
