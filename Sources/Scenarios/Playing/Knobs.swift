import Lifecycle
import Supervision

extension SessionPolicy {
  /// What a scenario may set.
  static let knobs: [Knob<SessionPolicy>] = [
    Knob("tmux-limit", \.tmuxLimit), Knob("git-limit", \.gitLimit),
    Knob("store-limit", \.storeLimit), Knob("process-limit", \.processLimit),
    Knob("retry-pause", \.retryPause), Knob("tries-max", \.triesMax),
    Knob("busy-pause", \.busyPause), Knob("store-tries-max", \.storeTriesMax),
    Knob("acknowledge-pause", \.acknowledgePause),
    Knob("acknowledge-looks-max", \.acknowledgeLooksMax),
    Knob("holder-pause", \.holderPause), Knob("holder-looks-max", \.holderLooksMax),
    Knob("ending-grace", \.endingGrace), Knob("signal-rounds-max", \.signalRoundsMax),
    Knob("progress-pause", \.progressPause), Knob("agent-wait-limit", \.agentWaitLimit),
    Knob("agent-grace", \.agentGrace), Knob("agent-signals-max", \.agentSignalsMax),
    Knob("prompts-max", \.promptsMax), Knob("takeovers-max", \.takeoversMax),
  ]
}

extension SupervisorPolicy {
  /// What a scenario may set, beside what it may set of sessions.
  static let knobs: [Knob<SupervisorPolicy>] = [
    Knob("pause", \.pause), Knob("lock-pause", \.lockPause),
    Knob("passes-per-pull-request", \.passesPerPullRequest),
    Knob("pull-request-limit", \.pullRequestLimit), Knob("mass-death-min", \.massDeathMin),
    Knob("mass-death-passes-max", \.massDeathPassesMax),
    Knob("silent-passes-max", \.silentPassesMax), Knob("passes-per-retry", \.passesPerRetry),
    Knob("passes-per-sweep", \.passesPerSweep), Knob("signals-max", \.signalsMax),
    Knob("deliveries-max", \.deliveriesMax),
  ]
}

extension RetentionPolicy {
  /// What a scenario may set, beside what it may set of sessions.
  static let knobs: [Knob<RetentionPolicy>] = [
    Knob("retain-for", \.retainFor), Knob("snapshot-pause", \.snapshotPause),
    Knob("file-limit", \.fileLimit), Knob("judgements-max", \.judgementsMax),
    Knob("panes-max", \.panesMax),
  ]
}

extension Rules {
  /// What a scenario may set; the corrections by their names.
  static let knobs: [Knob<Rules>] = [
    Knob("recent-activity-ms-max", \.recentActivityMsMax), Knob("attempts-max", \.attemptsMax),
    Knob("doubt-ms-max", \.doubtMsMax), Knob("dead-readings-max", \.deadReadingsMax),
  ]
}

extension DeskPolicy {
  /// What a scenario may set.
  static let knobs: [Knob<DeskPolicy>] = [
    Knob("probe-interval", \.probeInterval), Knob("probes-max", \.probesMax),
    Knob("probe-limit", \.probeLimit), Knob("evidence-limit", \.evidenceLimit),
    Knob("death-confirmations", \.deathConfirmations),
    Knob("unknown-checks-max", \.unknownChecksMax), Knob("unknown-pause", \.unknownPause),
    Knob("call-limit", \.callLimit), Knob("call-attempts-max", \.callAttemptsMax),
    Knob("names-max", \.namesMax), Knob("poll-interval", \.pollInterval),
    Knob("iteration-timeout", \.iterationTimeout),
    Knob("iteration-extensions-max", \.iterationExtensionsMax),
    Knob("heartbeat-stale-after", \.heartbeatStaleAfter),
    Knob("worker-restarts-max", \.workerRestartsMax), Knob("restart-backoff", \.restartBackoff),
    Knob("restart-backoff-max", \.restartBackoffMax), Knob("nudge-after", \.nudgeAfter),
    Knob("nudges-max", \.nudgesMax), Knob("iterations-max", \.iterationsMax),
    Knob("failures-max", \.failuresMax), Knob("unchanged-context-max", \.unchangedContextMax),
  ]
}

extension LockPolicy {
  /// What a scenario may set.
  static let knobs: [Knob<LockPolicy>] = [
    Knob("call-limit", \.callLimit), Knob("attempts-max", \.attemptsMax),
    Knob("rounds-max", \.roundsMax),
  ]
}

extension ForgePolicy {
  /// What a scenario may set.
  static let knobs: [Knob<ForgePolicy>] = [
    Knob("create-limit", \.createLimit), Knob("create-grace", \.createGrace),
    Knob("send-count-max", \.sendCountMax), Knob("gives-up", \.givesUp),
    Knob("read-limit", \.readLimit), Knob("look-pause", \.lookPause),
    Knob("look-count-max", \.lookCountMax), Knob("follow-up-limit", \.followUpLimit),
    Knob("running-count-max", \.runningCountMax),
    Knob("other-caller-count-max", \.otherCallerCountMax),
    Knob("conversation-count-max", \.conversationCountMax), Knob("stop-limit", \.stopLimit),
    Knob("stop-count-max", \.stopCountMax), Knob("stop-look-count-max", \.stopLookCountMax),
    Knob("stream-limit", \.streamLimit), Knob("stream-silence", \.streamSilence),
    Knob("stream-failure-count-max", \.streamFailureCountMax),
    Knob("connection-count-max", \.connectionCountMax),
    Knob("verifies-finished-logs", \.verifiesFinishedLogs),
    Knob("request-count-max", \.requestCountMax),
    Knob("store-retry-count-max", \.storeRetryCountMax), Knob("diff-quiet", \.diffQuiet),
  ]
}

extension MigrationPolicy {
  /// What a scenario may set.
  static let knobs: [Knob<MigrationPolicy>] = [
    Knob("recent-days", \.recentDays), Knob("file-limit", \.fileLimit),
    Knob("health-limit", \.healthLimit),
    Knob("stops-what-it-starts", \.stopsWhatItStarts),
  ]
}
