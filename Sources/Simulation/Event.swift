import Operations
import SimulatedWorld

/// One thing that is going to happen.
struct Event: Sendable {
  /// What it is.
  var kind: Kind
  /// Whose it is; `none` for the world's own.
  var actor: ActorID
  /// The life of the actor that it belongs to: a later life does not hear of it.
  var life: UInt32
  /// What the actor calls it.
  var tag: Tag
  /// When the actor stops waiting for the answer.
  var deadline: Instant
  /// The next event that is held back, or the next free place.
  var next: Int32
  /// What a fault has decided about it.
  var fate = Fate.none
  /// Whether a rule has struck the operation: it is not struck again when it comes a second time.
  var isStruck = false
  /// Whether it is one answer of a stream: nobody may choose it before those that went ahead.
  var isStreamed = false
  /// Tells it from the events that had the place before.
  var generation: UInt32

  /// What a fault has decided about an event.
  enum Fate: UInt8, Sendable {
    /// Nothing.
    case none
    /// Nobody waits for the answer any more.
    case abandoned
    /// The actor dies after its turn with it.
    case lastTurn
  }

  /// The kinds of event.
  enum Kind: Sendable {
    /// An operation takes effect.
    case apply(Operation)
    /// Its outcome arrives.
    case deliver(Outcome)
    /// An operation has taken effect and is not answered: a call that a part of the world keeps.
    ///
    /// A stream's answers arrive in the order in which they were given: none before the last one.
    case open(Verb, lastArrival: Instant)
    /// The limit of an open call passes.
    case limit(CallID)
    /// A timer fires; kept so only while it is held back.
    case timer
    /// A message arrives.
    case message(Message, from: Text)
    /// A signal arrives that the program catches.
    case signal(Signal)
    /// A program has been loaded and begins.
    case start(Start)
    /// The world does something by itself.
    case world(WorldEvent)
    /// A scripted fault, by its number in the plan.
    case fault(Int32)
    /// The pause of a process is over.
    case resume(ProcessIndex)
    /// Was called off; waits to be taken out of the queue.
    case cancelled
    /// The place is free.
    case free
  }
}

/// Names an actor of a universe.
public struct ActorID: RawRepresentable, Hashable, Comparable, Sendable {
  /// Its number.
  public var rawValue: Int32

  /// Names the actor of a number.
  public init(rawValue: Int32) {
    self.rawValue = rawValue
  }

  /// Nobody: the world itself.
  public static let none = ActorID(rawValue: -1)

  /// Orders actors by number.
  public static func < (left: ActorID, right: ActorID) -> Bool {
    left.rawValue < right.rawValue
  }

  var index: Int { Int(rawValue) }
}
