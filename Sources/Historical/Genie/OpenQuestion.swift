import Operations

/// The one question that a program waits for which does one thing at a time.
///
/// An answer to an earlier question, late or repeated, is told from that to the open one.
public struct OpenQuestion: Hashable, Sendable, Foldable {
  private var number: UInt32 = 0
  private var isOpen = false

  /// Nothing has been asked.
  public init() {}

  /// Asks for an operation.
  mutating func ask(_ operation: Operation, limit: Interval, _ emit: inout Emitter) {
    number &+= 1
    isOpen = true
    emit.perform(operation, Tag(rawValue: number), limit: limit)
  }

  /// Whether this answers what was asked last and has not been answered.
  mutating func isAnswered(by tag: Tag) -> Bool {
    guard isOpen, tag.rawValue == number else { return false }
    isOpen = false
    return true
  }

  /// Folds which question is open.
  public func fold(into digest: inout Digest) {
    digest.fold(number, isOpen ? 1 : 0)
  }
}
