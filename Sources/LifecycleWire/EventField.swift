import Lifecycle

/// The keys of an event, in the order in which they are written.
enum EventField: UInt8, Word {
  case activity, at, branch, ci, ciFailureLogTail, comments, confidence, draft, fetched
  case generation, mergeability, prNumber, prState, prUrl, process, reason, review, runtime
  case runtimeHandle, runtimeName, source, type, workspacePath

  var word: StaticString {
    switch self {
    case .activity: "activity"
    case .at: "at"
    case .branch: "branch"
    case .ci: "ci"
    case .ciFailureLogTail: "ciFailureLogTail"
    case .comments: "comments"
    case .confidence: "confidence"
    case .draft: "draft"
    case .fetched: "fetched"
    case .generation: "generation"
    case .mergeability: "mergeability"
    case .prNumber: "prNumber"
    case .prState: "prState"
    case .prUrl: "prUrl"
    case .process: "process"
    case .reason: "reason"
    case .review: "review"
    case .runtime: "runtime"
    case .runtimeHandle: "runtimeHandle"
    case .runtimeName: "runtimeName"
    case .source: "source"
    case .type: "type"
    case .workspacePath: "workspacePath"
    }
  }

  /// A set of fields.
  static func set(_ fields: EventField...) -> UInt32 { fields.reduce(0) { $0 | $1.bit } }
}

extension EventType {
  /// The fields that an event of this kind cannot do without.
  var neededFields: UInt32 {
    switch self {
    case .runtimeObserved: Self.readings
    case .activitySignalled: EventField.confidence.bit
    case .scmObserved: EventField.fetched.bit
    case .killRequested: EventField.reason.bit
    case .spawnInitiated, .spawnCompleted, .escalationTick: 0
    }
  }

  /// The fields that an event of this kind may have, beside its time and its name.
  var knownFields: UInt32 {
    switch self {
    case .spawnInitiated, .escalationTick: 0
    case .spawnCompleted: Self.handles
    case .runtimeObserved: Self.readings | EventField.generation.bit
    case .activitySignalled: Self.sighting
    case .scmObserved: Self.pullRequest
    case .killRequested: EventField.reason.bit
    }
  }

  private static let readings = EventField.set(.runtime, .process)
  private static let handles = EventField.set(
    .workspacePath, .branch, .runtimeHandle, .runtimeName)
  private static let sighting = EventField.set(.confidence, .activity, .source, .generation)
  private static let pullRequest = EventField.set(
    .fetched, .prState, .draft, .prNumber, .prUrl, .ci, .review, .mergeability, .comments,
    .ciFailureLogTail, .generation)
}
