import Lifecycle

/// The keys of a record.
enum RecordField: UInt8, Word {
  case activity, pr, quarantine, revision, runtime, session

  var word: StaticString {
    switch self {
    case .activity: "activity"
    case .pr: "pr"
    case .quarantine: "quarantine"
    case .revision: "revision"
    case .runtime: "runtime"
    case .session: "session"
    }
  }

  /// The axes, which every record has.
  static let needed: UInt32 =
    Self.activity.bit | Self.pr.bit | Self.revision.bit | Self.runtime.bit | Self.session.bit
}

/// The keys of an axis that is a state and a reason.
enum AxisField: UInt8, Word {
  case reason, state

  var word: StaticString {
    switch self {
    case .reason: "reason"
    case .state: "state"
    }
  }
}

/// The keys of the pull request axis.
enum PullRequestField: UInt8, Word {
  case number, reason, state, url

  var word: StaticString {
    switch self {
    case .number: "number"
    case .reason: "reason"
    case .state: "state"
    case .url: "url"
    }
  }
}

/// The keys of the activity axis.
enum ActivityField: UInt8, Word {
  case lastActivityAt, source, state

  var word: StaticString {
    switch self {
    case .lastActivityAt: "lastActivityAt"
    case .source: "source"
    case .state: "state"
    }
  }
}

/// The keys of a quarantine; the evidence stays inside.
enum QuarantineField: UInt8, Word {
  case attempts, deadReadings, startedAt

  var word: StaticString {
    switch self {
    case .attempts: "attempts"
    case .deadReadings: "deadReadings"
    case .startedAt: "startedAt"
    }
  }
}
