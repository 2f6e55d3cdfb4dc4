/// All that the reducer folds of one session: a value, small and flat, that can be copied, compared
/// and hashed.
public struct LifecycleState: Hashable, Sendable {
  /// The record; absent while nobody knows the session.
  public internal(set) var record: LifecycleRecord?
  /// Where the session lives, since its latest spawn.
  public internal(set) var handles = Handles()
  /// The generation of the runtime: 1 for the first spawn, and one more for each further one.
  public internal(set) var generation = 0
  /// Whether a restore has begun, so that the generation is over though its successor is not there.
  public internal(set) var isBetweenGenerations = false
  var trackers = Trackers()
  /// Counts the reactions that ran, so that an effect can be told from a later one of its kind.
  var turn: UInt64 = 0

  /// A session that nobody knows.
  public init() {}

  /// A session as somebody else left it.
  ///
  /// A record does not say how many runtimes there were. If nobody else does either, one that has
  /// had a runtime is given generation 1.
  public init(record: LifecycleRecord, handles: Handles = Handles(), generation: Int? = nil) {
    self.record = record
    self.handles = handles
    let hadRuntime = record.runtime != RuntimeAxis(.unknown, .spawnIncomplete)
    self.generation = generation ?? (hadRuntime ? 1 : 0)
  }

  /// The oldest generation that an observation may be of.
  public var oldestGeneration: Int { isBetweenGenerations ? generation.incremented : generation }

  /// Whether an effect may still be carried out: the record has called for it ever since.
  ///
  /// An effect that was overtaken must not be dispatched. The attempt of a delivery counts all the
  /// same, unless it is handed back (`deliveryFailed`).
  public func stillCallsFor(_ effect: Effect) -> Bool {
    record?.reaction == effect.reaction && turn == effect.turn
  }

  /// Gives an attempt back whose delivery failed.
  ///
  /// A delivery that no longer counts, because its tracker was dropped or begun anew since, or
  /// because it was given back already, changes nothing.
  public mutating func deliveryFailed(_ delivery: Delivery) {
    trackers[delivery.reaction]?.giveBack(turn: delivery.turn)
  }
}
