import Operations

/// What every part of the world has at hand while it performs one operation.
public struct Moment: Sendable {
  /// The monotonic clock.
  public var now = Instant.start
  /// The wall clock less the monotonic one, in milliseconds.
  public private(set) var wallOffset: Int64 = 0
  /// What the wall clock shows; it is asked for much less often than time goes on.
  public var wall: WallTime {
    get { WallTime(milliseconds: wallOffset &+ now.nanoseconds / 1_000_000) }
    set { wallOffset = newValue.milliseconds &- now.nanoseconds / 1_000_000 }
  }
  /// The bytes of all texts.
  public var texts = Texts()
  /// A builder for texts out of pieces.
  public var builder = TextBuilder()
  /// The rows of the answer, when it is a listing; see `list(_:)`.
  public var rows: [Row] = []
  /// What follows from the operation later, and who was born and who died of it.
  public var agenda = Agenda()
  /// The random streams.
  public var streams: RandomStreams

  /// Makes the first moment of a world.
  public init(seed: UInt64) {
    streams = RandomStreams(seed: seed)
  }

  /// Begins an answer of rows: forgets those of the last one.
  public mutating func beginRows() {
    rows.removeAll(keepingCapacity: true)
  }

  /// Names the rows that were put into `rows` since `beginRows`.
  public func listing() -> Listing {
    Listing(slot: 0, count: UInt32(rows.count))
  }
}
