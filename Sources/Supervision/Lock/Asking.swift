import Operations

/// One question at a time: tells the answer that is waited for from every late or repeated one.
///
/// The host gives a base that is its own; the low twelve bits number the questions.
public struct Asking: Hashable, Sendable, Foldable {
  private let base: UInt32
  private var number: UInt32 = 0
  /// Whether an answer is waited for.
  public private(set) var isOpen = false

  private static let mask: UInt32 = 0xFFF

  /// Makes one with a base whose low twelve bits are zero.
  public init(base: UInt32) {
    precondition(base & Self.mask == 0, "the low bits of \(base) number the questions")
    self.base = base
  }

  /// Asks, and waits for this answer from now on.
  public mutating func ask(
    _ operation: Operation, limit: Interval = .unlimited, _ emit: inout Emitter
  ) {
    number = (number &+ 1) & Self.mask
    isOpen = true
    emit.perform(operation, Tag(rawValue: base | number), limit: limit)
  }

  /// Takes the answer of the latest question, once; false for every other.
  public mutating func takes(_ tag: Tag) -> Bool {
    guard isOpen, tag.rawValue == base | number else { return false }
    isOpen = false
    return true
  }

  /// Waits for nothing any more.
  public mutating func abandon() {
    isOpen = false
  }

  /// The tag of the latest question, by which a timer is called off.
  public var tag: Tag { Tag(rawValue: base | number) }

  /// Whether the tag is that of some question of this one.
  public func owns(_ tag: Tag) -> Bool {
    tag.rawValue & ~Self.mask == base
  }

  /// Folds which question is open.
  public func fold(into digest: inout Digest) {
    digest.fold(number, isOpen ? 1 : 0)
  }
}
