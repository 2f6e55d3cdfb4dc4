/// A sighting of the agent's activity.
public struct ActivitySignal: Hashable, Sendable {
  /// How far the sighting can be trusted; only a valid one counts.
  public var confidence: Confidence
  /// What the agent was doing.
  public var activity: ActivityState
  /// Who saw it.
  public var source: ActivitySource
  /// The generation of the runtime that it was seen in, if the observer knows.
  public var generation: Int?

  /// A sighting.
  public init(
    confidence: Confidence = .valid, activity: ActivityState, source: ActivitySource,
    generation: Int? = nil
  ) {
    self.confidence = confidence
    self.activity = activity
    self.source = source
    self.generation = generation
  }
}

/// How far a sighting of activity can be trusted.
public enum Confidence: UInt8, Word {
  case valid, stale, null, unavailable, probeFailure

  /// The name of this confidence.
  public var word: StaticString {
    switch self {
    case .valid: "valid"
    case .stale: "stale"
    case .null: "null"
    case .unavailable: "unavailable"
    case .probeFailure: "probe_failure"
    }
  }
}
