import Operations

/// The operations of one flow, one at a time, each under a tag of its own.
///
/// An answer under any other tag is a late or doubled one and is counted, not taken for another.
struct ForgeCalls: Hashable, Sendable, Foldable {
  private let base: UInt32
  private var serial: UInt32 = 0
  /// The tag whose answer is awaited.
  private(set) var awaited = Tag(rawValue: 0)
  /// How many answers came that nobody waited for.
  private(set) var strayCount: Int32 = 0

  /// Begins after a tag that others use.
  init(base: UInt32) {
    self.base = base
  }

  /// Asks for an operation and waits for it.
  mutating func ask(_ operation: Operation, limit: Interval = .unlimited, _ emit: inout Emitter) {
    awaited = next()
    emit.perform(operation, awaited, limit: limit)
  }

  /// A tag for something that goes on beside what is awaited.
  mutating func next() -> Tag {
    serial += 1
    return Tag(rawValue: base &+ serial)
  }

  /// Whether it is the awaited answer; it is awaited no longer then.
  mutating func takes(_ tag: Tag) -> Bool {
    guard tag == awaited, serial > 0 else {
      strayCount += 1
      return false
    }
    awaited = Tag(rawValue: base)
    return true
  }

  func fold(into digest: inout Digest) {
    digest.fold(base, serial)
    digest.fold(awaited.rawValue, UInt32(bitPattern: strayCount))
  }
}
