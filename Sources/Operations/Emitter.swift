/// What a machine holds during one turn: its answers, the texts, and the rows it was handed.
public struct Emitter: Sendable {
  /// What was asked for in this turn, in order.
  public private(set) var emissions: [Emission] = []
  /// The bytes of all texts.
  public var texts = Texts()
  /// A builder for texts out of pieces.
  public var builder = TextBuilder()
  /// The rows of the listing that this turn's outcome names; empty when it names none.
  public var rows: [Row] = []

  /// Makes an emitter with room for a turn.
  public init() {
    emissions.reserveCapacity(16)
  }

  /// Asks for an operation.
  ///
  /// Its outcome comes back with the tag, or `limitPassed` after the limit.
  public mutating func perform(
    _ operation: Operation, _ tag: Tag, limit: Interval = .unlimited
  ) {
    emissions.append(Emission(operation: operation, tag: tag, limit: limit))
  }

  /// Puts a text together from pieces.
  public mutating func text(
    _ build: (inout TextBuilder, borrowing Texts) -> Void
  ) -> Text {
    builder.clear()
    build(&builder, texts)
    return texts.text(builder)
  }

  /// Takes the emissions out and keeps their room.
  public mutating func clear() {
    // One by one: most turns ask for one operation, and emptying an array costs more than that.
    while !emissions.isEmpty { emissions.removeLast() }
  }
}

/// One operation that a machine asked for.
public struct Emission: Hashable, Sendable {
  /// What to do.
  public var operation: Operation
  /// What to call the outcome.
  public var tag: Tag
  /// How long the machine waits.
  public var limit: Interval

  /// Makes an emission.
  public init(operation: Operation, tag: Tag, limit: Interval) {
    self.operation = operation
    self.tag = tag
    self.limit = limit
  }
}
