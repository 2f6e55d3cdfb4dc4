/// What is remembered while a session's life is in doubt: since when, and on what grounds.
public struct Quarantine: Hashable, Sendable {
  /// How many readings in a row gave the same evidence.
  public var attempts: Int
  /// When the doubt began, in milliseconds.
  public var startedAt: Int
  /// How many readings since then said, without contradiction, that the session is dead.
  public var deadReadings: Int
  /// The evidence of the latest reading; unknown when the record was read from outside.
  public var evidence: Evidence?

  /// A quarantine with its counts.
  public init(attempts: Int, startedAt: Int, deadReadings: Int, evidence: Evidence?) {
    self.attempts = attempts
    self.startedAt = startedAt
    self.deadReadings = deadReadings
    self.evidence = evidence
  }
}

/// What makes two readings the same piece of evidence.
public struct Evidence: Hashable, Sendable {
  /// What the reading was taken to mean.
  public var verdict: Verdict.Kind
  /// What was read of the runtime.
  public var runtime: Reading
  /// What was read of the agent's process.
  public var process: Reading
  /// Whether the agent had given a recent sign of life; always false when a probe failed, because a
  /// broken probe is the same broken probe whether the agent types or not.
  public var recentActivity: Bool

  /// The evidence of one reading.
  public init(
    verdict: Verdict.Kind, runtime: Reading, process: Reading, recentActivity: Bool
  ) {
    self.verdict = verdict
    self.runtime = runtime
    self.process = process
    self.recentActivity = recentActivity && runtime != .failed && process != .failed
  }
}
