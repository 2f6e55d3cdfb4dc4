import Operations

/// A change of one or two names that a power failure may undo.
struct NameChange: Hashable, Sendable {
  var time: Instant
  var first: Side
  /// The other name of a rename.
  var second: Side?

  /// What one name stood for before; -1 for nothing.
  struct Side: Hashable, Sendable {
    var directory: Int32
    var name: Text
    var before: Int32
  }
}
