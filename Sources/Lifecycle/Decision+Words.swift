extension Decision {
  /// This decision in words: the evidence first, then what it came to.
  public var words: String {
    switch self {
    case .spawn(.seeded): "spawn requested"
    case .spawn(.restored(let session)): "restore requested: it was \(session.words)"
    case .spawn(.refused(let session)): "refused: the session exists and is \(session.words)"
    case .runtimeCreated(let generation): "runtime created: generation \(generation) begins"
    case .runtimeOfUnknownSession: "refused: no such session"
    case .liveness(let decision): decision.words
    case .activity(let decision): decision.words
    case .pullRequest(let decision): decision.words
    case .killed(let reason): "kill requested (\(reason.word)): \(reason.session.words)"
    case .escalated(count: 0): "nothing to escalate"
    case .escalated: "the agent had its time"
    case .ignored(let reason): reason.words
    }
  }
}

extension Decision.Ignored {
  /// Why an event changes nothing, in words.
  var words: String {
    switch self {
    case .unknownSession: "ignored: no such session"
    case .olderGeneration(let observed, let oldest):
      "ignored: it is about generation \(observed), and only \(oldest) or later counts"
    case .untrusted(let confidence): "ignored: the signal is \(confidence.word)"
    case .notFetched: "ignored: the host could not be asked"
    case .noPullRequest: "ignored: there is no pull request"
    }
  }
}

extension SessionAxis {
  /// State and reason in words.
  var words: String { reason == .unspecified ? state.text : "\(state.word) (\(reason.word))" }
}

extension LivenessDecision {
  /// This decision in words.
  public var words: String {
    let activity = recentActivity ? "recent activity" : "no recent activity"
    return "runtime \(runtime.word), process \(process.word), \(activity): \(conclusion)"
  }

  private var conclusion: String {
    switch outcome {
    case .alreadyOver: "the session is over already"
    case .healthy: "healthy"
    case .recovered: "healthy again"
    case .doubted(let reason, let quarantine):
      "\(count(quarantine)) (\(reason.word))"
    case .stuck(let reason, let quarantine, .attempts):
      "\(count(quarantine)), too many alike (\(reason.word))"
    case .stuck(let reason, let quarantine, .time):
      "\(count(quarantine)), in doubt for too long (\(reason.word))"
    case .stillStuck(let quarantine):
      verdict.kind == .dead ? "\(count(quarantine)), still stuck" : "doubtful, still stuck"
    case .ended(let reason, let deadReadings):
      "dead reading \(deadReadings) of \(deadReadingsMax) (\(reason.word))"
    }
  }

  private func count(_ quarantine: Quarantine) -> String {
    verdict.kind == .dead
      ? "dead reading \(quarantine.deadReadings) of \(deadReadingsMax)"
      : "doubtful reading \(quarantine.attempts) of \(attemptsMax)"
  }
}

extension ActivityDecision {
  /// This decision in words.
  public var words: String {
    let seen = "\(activity.word), seen by \(source.word)"
    switch outcome {
    case .moved(let session, leavesQuarantine: false): return "\(seen): \(session.words)"
    case .moved(let session, leavesQuarantine: true):
      return "\(seen): out of doubt, \(session.words)"
    case .alreadyOver: return "\(seen): the session is over already"
    case .ownedByLiveness: return "\(seen): does not outweigh the readings of the runtime"
    case .saysNothing: return "\(seen): for the readings of the runtime to confirm"
    }
  }
}

extension PullRequestDecision {
  /// This decision in words.
  public var words: String {
    let detail = session == nil ? " (\(reason.word))" : ""
    let found = "pull request \(state.word)\(detail)"
    return isAlreadyOver ? "\(found): the session is over already" : found
  }
}
