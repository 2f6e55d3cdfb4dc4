import Operations
import SimulatedWorld

/// What happened, entry by entry.
///
/// The digest of a run does not depend on whether it is kept.
public struct Trace: Sendable {
  /// The entries since recording began.
  public private(set) var entries: [TraceEntry] = []
  /// Whether entries are kept.
  public private(set) var isRecording = false

  /// Makes a trace that keeps nothing until `record` is called.
  public init() {}

  /// Keeps entries from now on, or stops.
  public mutating func record(_ on: Bool) {
    isRecording = on
  }

  mutating func add(_ entry: TraceEntry) {
    entries.append(entry)
  }

  /// Hands over what was kept since the last time, for what was handed over then.
  ///
  /// The two arrays change places, so that nothing is allocated however often it is done.
  public mutating func hand(over entries: inout [TraceEntry]) {
    swap(&entries, &self.entries)
    // One by one: there are few, and emptying an array costs more than that.
    while !self.entries.isEmpty { self.entries.removeLast() }
  }

  /// Forgets what was kept.
  public mutating func clear() {
    entries.removeAll(keepingCapacity: true)
  }
}

/// One thing that happened.
public struct TraceEntry: Hashable, Sendable {
  /// The number of the event in the run.
  public var number: Int64
  /// When, by the monotonic clock.
  public var time: Instant
  /// Whose doing it was; `none` for the world's.
  public var actor: ActorID
  /// What the actor calls the operation that took effect or was answered; nil for all else.
  public var tag: Tag?
  /// What it was.
  public var kind: Kind

  /// The kinds of entry.
  public enum Kind: Hashable, Sendable {
    /// An operation took effect; nil: it will be answered later.
    case performed(Operation, Outcome?)
    /// An operation came to nothing, because the one who asked was gone.
    case lost(Operation)
    /// The outcome arrived.
    case answered(Tag, Outcome)
    /// The outcome arrived for one who was gone.
    case unheard(Tag, Outcome)
    /// A timer fired.
    case fired(Tag)
    /// A message arrived.
    case told(Message, from: Text)
    /// A signal arrived.
    case signalled(Signal)
    /// A program began.
    case began(Start)
    /// An actor's process ended.
    case ended(Ending)
    /// The world did something by itself.
    case world(WorldEvent)
    /// A scripted or drawn fault struck.
    case fault(Fault)
    /// A fault struck an operation.
    case interference(Interference, Verb)
  }
}
