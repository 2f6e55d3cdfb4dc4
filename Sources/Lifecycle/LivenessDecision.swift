/// What one look at the runtime changes: the decision, and the evidence that it rests on.
public struct LivenessDecision: Hashable, Sendable {
  /// What was read of the runtime.
  public var runtime: Reading
  /// What was read of the process.
  public var process: Reading
  /// Whether the agent had given a recent sign of life.
  public var recentActivity: Bool
  /// What the readings were taken to mean.
  public var verdict: Verdict
  /// What follows for the session.
  public var outcome: Outcome
  /// How many readings in a row with the same evidence would have made the session stuck.
  public var attemptsMax: Int
  /// How many dead readings would have ended it.
  public var deadReadingsMax: Int

  /// What can follow for the session from a look at its runtime.
  public enum Outcome: Hashable, Sendable {
    /// The session is over already; only the runtime axis is refreshed.
    case alreadyOver
    /// It lives, as it was thought to; a quarantine left behind is cleared.
    case healthy
    /// It lives after all.
    case recovered
    /// It is in doubt, or still is.
    case doubted(SessionReason, Quarantine)
    /// The doubt has lasted too long, or its evidence has repeated too often.
    case stuck(SessionReason, Quarantine, cause: StuckCause)
    /// It was stuck and stays so.
    case stillStuck(Quarantine)
    /// It was read as dead often enough.
    case ended(SessionReason, deadReadings: Int)
  }

  /// What turned a doubt into a stuck session.
  public enum StuckCause: UInt8, Hashable, Sendable {
    /// The same evidence, too often.
    case attempts
    /// Any evidence, for too long.
    case time
  }

  /// Decides on a look at the runtime of a session.
  public static func on(
    _ observation: RuntimeObservation, of record: LifecycleRecord, at: Int, rules: Rules
  ) -> LivenessDecision {
    let recentActivity = record.activity.isRecent(at: at, withinMs: rules.recentActivityMsMax)
    let verdict = Verdict.on(
      runtime: observation.runtime, process: observation.process,
      recentActivity: recentActivity, corrections: rules.corrections)
    let evidence = Evidence(
      verdict: verdict.kind, runtime: observation.runtime, process: observation.process,
      recentActivity: recentActivity)
    return LivenessDecision(
      runtime: observation.runtime, process: observation.process,
      recentActivity: recentActivity, verdict: verdict,
      outcome: outcome(of: verdict, evidence, for: record, at: at, rules: rules),
      attemptsMax: rules.attemptsMax, deadReadingsMax: rules.deadReadingsMax)
  }

  private static func outcome(
    of verdict: Verdict, _ evidence: Evidence, for record: LifecycleRecord, at: Int, rules: Rules
  ) -> Outcome {
    if record.session.state.isTerminal { return .alreadyOver }
    let deadReadings = record.quarantine?.deadReadings ?? 0
    switch verdict {
    case .healthy:
      return record.session.isLivenessOwned ? .recovered : .healthy
    case .dead(let reason):
      let raised = deadReadings.incremented
      if raised >= rules.deadReadingsMax { return .ended(reason, deadReadings: raised) }
      return doubt(reason, evidence, deadReadings: raised, for: record, at: at, rules: rules)
    case .ambiguous(let reason):
      return doubt(reason, evidence, deadReadings: deadReadings, for: record, at: at, rules: rules)
    }
  }

  private static func doubt(
    _ reason: SessionReason, _ evidence: Evidence, deadReadings: Int,
    for record: LifecycleRecord, at: Int, rules: Rules
  ) -> Outcome {
    var quarantine =
      record.quarantine
      ?? Quarantine(attempts: 0, startedAt: at, deadReadings: 0, evidence: evidence)
    quarantine.deadReadings = deadReadings

    let isStuckInDoubt = record.session.state == .stuck && record.session.reason.isLiveness
    if isStuckInDoubt && rules.corrections.contains(.c1) {
      // One that an older program has forgotten the doubt of is doubted from now on.
      quarantine.attempts = max(quarantine.attempts, 1)
      return .stillStuck(quarantine)
    }

    let isSameEvidence = quarantine.evidence == evidence
    quarantine.attempts = isSameEvidence ? quarantine.attempts.incremented : 1
    quarantine.evidence = evidence
    if quarantine.attempts >= rules.attemptsMax {
      return .stuck(reason, quarantine, cause: .attempts)
    }
    if elapsed(from: quarantine.startedAt, to: at) >= rules.doubtMsMax {
      return .stuck(reason, quarantine, cause: .time)
    }
    return .doubted(reason, quarantine)
  }

  /// Writes the decision into the record.
  func apply(to record: inout LifecycleRecord, corrections: Corrections) {
    record.runtime = RuntimeAxis(read: runtime)
    switch outcome {
    case .alreadyOver:
      break
    case .healthy:
      record.quarantine = nil
    case .recovered:
      record.session = SessionAxis(.working, .taskInProgress)
      record.quarantine = nil
    case .doubted(let reason, let quarantine):
      record.session = SessionAxis(.detecting, reason)
      record.quarantine = quarantine
    case .stuck(let reason, let quarantine, _):
      record.session = SessionAxis(.stuck, reason)
      record.quarantine = corrections.contains(.c1) ? quarantine : nil
    case .stillStuck(let quarantine):
      record.quarantine = quarantine
    case .ended(let reason, _):
      record.session = SessionAxis(.terminated, reason)
      record.quarantine = nil
    }
  }
}

extension RuntimeAxis {
  /// What the runtime axis says after a reading.
  init(read reading: Reading) {
    switch reading {
    case .alive: self.init(.alive, .processRunning)
    case .dead: self.init(.exited, .tmuxMissing)
    case .failed: self.init(.probeFailed, .probeError)
    case .indeterminate: self.init(.unknown, .unspecified)
    }
  }
}
