import Lifecycle

/// Interesting situations.
///
/// Each has to be reached somewhere in a campaign; one that never is shows
/// that the campaign does not try what it is there to try.
public enum Situation: UInt8, Word {
  // Whoever acts
  case callGivenUp, answerLate, answerForTheDead, callerDiedAtWork, doneTwice, callsAtOnce
  case pidTakenAgain, strangerNear
  // Sessions
  case keyTaken, recordNewer, storeRefused, probeFailed, doubtArose, doubtCleared
  case deathInferred, acknowledgedForTheDead, restoredWhileKilled, intentOfAnother, launchFailed
  case sessionRestored, workKept, serverAnother, serverGone, nameTaken, treeInTheWay, addCutShort
  case removalRefused, agentEndedItself, twoSupervisors, supervisorBack, messageUnheard
  case reactionOvertaken, reactionRepeated, unconfirmed
  // Retention
  case closed, judgedBlind, closedBesideOther
  // Desks and locks
  case staleLock, rootRefused, deskDeathSeen, deskSessionLost, deskNameTaken, workerReplaced
  case lockAfterDeath
  // Forge and migration
  case effectWithoutAnswer, backendBack, streamCut, turnedAway, agentOutlivesBackend
  case migrationResumed, migrationAgain

  /// What it is, in one sentence.
  public var sentence: String {
    switch self {
    case .callGivenUp: "A call was given up because its limit had passed."
    case .answerLate: "The answer of a call that had been given up arrived after all."
    case .answerForTheDead: "An answer arrived for one who was dead."
    case .callerDiedAtWork: "Somebody died while a call of his was under way."
    case .doneTwice: "An operation took effect twice."
    case .callsAtOnce: "Two who were asked for the same run were at it at the same time."
    case .pidTakenAgain: "A pid that somebody had was taken again by another."
    case .strangerNear: "A stranger's session, process or file was there to be hit."
    case .keyTaken: "A launcher was told that the run has its session already."
    case .recordNewer: "A write met a newer revision."
    case .storeRefused: "The store refused an operation."
    case .probeFailed: "A probe failed while an agent lived."
    case .doubtArose: "A session came into doubt."
    case .doubtCleared: "A session came out of doubt alive."
    case .deathInferred: "A session was found dead."
    case .acknowledgedForTheDead: "An agent was acknowledged after its launcher had died."
    case .restoredWhileKilled: "A session was restored while another killed it."
    case .intentOfAnother: "Somebody finished or took back what another had begun."
    case .launchFailed: "A launch failed and was taken back."
    case .sessionRestored: "A session that was over was brought back."
    case .workKept: "A session was ended and its work was kept."
    case .serverAnother: "The tmux server was another one than before."
    case .serverGone: "A call met no tmux server."
    case .nameTaken: "A tmux session's name was taken."
    case .treeInTheWay: "A branch or worktree was there already."
    case .addCutShort: "git was killed while it added a worktree."
    case .removalRefused: "git refused to remove a worktree."
    case .agentEndedItself: "An agent ended by itself."
    case .twoSupervisors: "Two supervisors lived at the same time."
    case .supervisorBack: "A supervisor began once more."
    case .messageUnheard: "A message reached nobody."
    case .reactionOvertaken: "A reaction was handed over that its record did not call for any more."
    case .reactionRepeated: "A reaction was handed over a second time, by the same number."
    case .unconfirmed: "Somebody was told that nobody knows how it stands."
    case .closed: "A completed session was closed."
    case .judgedBlind: "A session was judged though a look at it had failed."
    case .closedBesideOther: "Two who clear away were at it at the same time."
    case .staleLock: "Somebody claimed a root whose lock was left by one who was dead."
    case .rootRefused: "Somebody was refused a root."
    case .deskDeathSeen: "A desk recorded a death."
    case .deskSessionLost: "A desk lost its tmux session."
    case .deskNameTaken: "The name that a desk wanted was taken."
    case .workerReplaced: "A desk started another worker."
    case .lockAfterDeath: "A root was had after its holder had died."
    case .effectWithoutAnswer: "A request to Forge took effect and its answer was lost."
    case .backendBack: "The Forge backend came back."
    case .streamCut: "A stream was cut."
    case .turnedAway: "Forge refused a request because something still ran."
    case .agentOutlivesBackend: "An executor lived on while its backend was down."
    case .migrationResumed: "A migration went on with what one before had left half done."
    case .migrationAgain: "A migration was done once more after one that was done."
    }
  }

  /// The word for it.
  public var word: StaticString {
    switch self {
    case .callGivenUp: "call-given-up"
    case .answerLate: "answer-late"
    case .answerForTheDead: "answer-for-the-dead"
    case .callerDiedAtWork: "caller-died-at-work"
    case .doneTwice: "done-twice"
    case .callsAtOnce: "calls-at-once"
    case .pidTakenAgain: "pid-taken-again"
    case .strangerNear: "stranger-near"
    case .keyTaken: "key-taken"
    case .recordNewer: "record-newer"
    case .storeRefused: "store-refused"
    case .probeFailed: "probe-failed"
    case .doubtArose: "doubt-arose"
    case .doubtCleared: "doubt-cleared"
    case .deathInferred: "death-inferred"
    case .acknowledgedForTheDead: "acknowledged-for-the-dead"
    case .restoredWhileKilled: "restored-while-killed"
    case .intentOfAnother: "intent-of-another"
    case .launchFailed: "launch-failed"
    case .sessionRestored: "session-restored"
    case .workKept: "work-kept"
    case .serverAnother: "server-another"
    case .serverGone: "server-gone"
    case .nameTaken: "name-taken"
    case .treeInTheWay: "tree-in-the-way"
    case .addCutShort: "add-cut-short"
    case .removalRefused: "removal-refused"
    case .agentEndedItself: "agent-ended-itself"
    case .twoSupervisors: "two-supervisors"
    case .supervisorBack: "supervisor-back"
    case .messageUnheard: "message-unheard"
    case .reactionOvertaken: "reaction-overtaken"
    case .reactionRepeated: "reaction-repeated"
    case .unconfirmed: "unconfirmed"
    case .closed: "closed"
    case .judgedBlind: "judged-blind"
    case .closedBesideOther: "closed-beside-other"
    case .staleLock: "stale-lock"
    case .rootRefused: "root-refused"
    case .deskDeathSeen: "desk-death-seen"
    case .deskSessionLost: "desk-session-lost"
    case .deskNameTaken: "desk-name-taken"
    case .workerReplaced: "worker-replaced"
    case .lockAfterDeath: "lock-after-death"
    case .effectWithoutAnswer: "effect-without-answer"
    case .backendBack: "backend-back"
    case .streamCut: "stream-cut"
    case .turnedAway: "turned-away"
    case .agentOutlivesBackend: "agent-outlives-backend"
    case .migrationResumed: "migration-resumed"
    case .migrationAgain: "migration-again"
    }
  }

  /// The kinds of systems that can come into it.
  public var kinds: [SystemKind] {
    switch self {
    case .callGivenUp, .answerLate, .answerForTheDead, .callerDiedAtWork, .pidTakenAgain:
      SystemKind.allCases
    case .doneTwice, .recordNewer, .probeFailed, .doubtArose, .doubtCleared, .deathInferred,
      .acknowledgedForTheDead, .restoredWhileKilled, .sessionRestored, .workKept, .addCutShort,
      .removalRefused, .agentEndedItself, .twoSupervisors, .supervisorBack, .messageUnheard,
      .reactionOvertaken, .reactionRepeated, .treeInTheWay, .launchFailed, .intentOfAnother:
      [.sessions]
    case .callsAtOnce, .keyTaken, .unconfirmed: [.sessions, .forge]
    case .storeRefused: [.sessions, .forge, .migration]
    case .strangerNear, .serverAnother, .serverGone, .nameTaken: [.sessions, .desk]
    case .closed, .judgedBlind, .closedBesideOther: [.retention]
    case .staleLock, .rootRefused, .lockAfterDeath: [.desk, .lock]
    case .deskDeathSeen, .deskSessionLost, .deskNameTaken, .workerReplaced: [.desk]
    case .effectWithoutAnswer, .backendBack, .agentOutlivesBackend: [.forge, .migration]
    case .streamCut, .turnedAway: [.forge]
    case .migrationResumed, .migrationAgain: [.migration]
    }
  }
}
