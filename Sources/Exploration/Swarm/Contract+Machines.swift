import Operations
import Scenarios

// What stands here follows the heads of the machines' files, and the campaigns of the tests that
// have held them to it.

extension Contract {
  /// What sessions claim.
  ///
  /// `SessionWork`, `SessionRunner`, `Supervisor`: any call failing, hanging or losing its answer,
  /// crashes at any point, others that do the same, a server that restarts or stands still, a store
  /// that is busy, slow or full, names that are taken, stepped clocks. What is found under a name
  /// with a session's nonce is taken for its own, so that a server which comes back with the very
  /// names, and strangers under them, is more than they claim.
  static let sessions: Contract = {
    var contract = Contract(
      [
        .crash, .stall, .slowStart, .duplicate, .crashAtCall, .lateCall, .silentCall,
        .pauseAtCall, .doubleCall, .failingCall, .agentDeath, .runnerDeath, .slowRunner,
        .paneDeath, .sessionKill, .work, .pidReuse, .strangers, .serverDeath, .serverStall,
        .serverErrors, .store, .git, .clock, .sleep, .power, .pullRequests,
      ],
      calls: [
        .storePut, .storeGet, .storeList, .tmuxNewSession, .tmuxListAllPanes, .tmuxKillSession,
        .tmuxSetOption, .gitAddWorktree, .gitRemoveWorktree, .processSpawn, .processFind,
        .processSignalIdentity, .send,
      ])
    contract.doubleCalls = [.storePut, .tmuxNewSession, .gitAddWorktree]
    contract.failingCalls = [
      FailingCall(verb: .tmuxListAllPanes, failure: .unavailable),
      FailingCall(verb: .tmuxListAllPanes, failure: .broken),
      FailingCall(verb: .tmuxNewSession, failure: .broken),
      FailingCall(verb: .processFind, failure: .busy),
      FailingCall(verb: .processInspect, failure: .broken),
      FailingCall(verb: .processSpawn, failure: .busy),
      FailingCall(verb: .storePut, failure: .busy), FailingCall(verb: .storePut, failure: .full),
      FailingCall(verb: .storeGet, failure: .busy), FailingCall(verb: .storeList, failure: .busy),
      FailingCall(verb: .gitAddWorktree, failure: .full),
      FailingCall(verb: .gitRemoveWorktree, failure: .busy),
      FailingCall(verb: .gitStatus, failure: .broken),
    ]
    return contract
  }()

  /// `Retention`: its own death at any point, looks that fail or hang, others that do the same, a
  /// session that has become another since it was judged.
  static let retention: Contract = {
    var contract = Contract(
      [
        .crash, .duplicate, .crashAtCall, .lateCall, .silentCall, .pauseAtCall, .serverRestart,
        .serverStall, .serverErrors, .store, .clock,
      ],
      calls: [
        .storePut, .storeGet, .tmuxListAllPanes, .tmuxKillSessionIf, .tmuxSetOption,
        .fileReplace, .processFind, .processSignalIdentity,
      ])
    contract.serverStallMax = .seconds(30)
    return contract
  }()

  /// What desks claim.
  ///
  /// `DeskRunner`: signals, crashes, deaths of what it watches, servers that die or are others,
  /// other settings, files that fail. A session that is made long after its runner has given it up
  /// is beyond it, so that the server stands still for less than a call may take.
  static let desk: Contract = {
    var contract = Contract(
      [
        .crash, .stall, .signal, .slowStart, .duplicate, .crashAtCall, .lateCall, .silentCall,
        .pauseAtCall, .agentDeath, .paneDeath, .sessionKill, .pidReuse, .strangers, .serverDeath,
        .serverRestart, .serverStall, .serverErrors, .tmuxSettings, .disk, .clock, .sleep, .power,
      ],
      calls: [
        .tmuxNewSession, .tmuxSplitWindow, .tmuxListAllPanes, .tmuxSendKeys, .tmuxSetOption,
        .tmuxCapturePane, .tmuxRespawnPane, .tmuxKillSessionIf, .fileLock, .fileUnlock,
        .fileReplace, .fileRead, .fileLink, .fileStat, .fileMakeDirectories, .fileCanonicalise,
        .fileRemove,
      ])
    contract.stallMax = .seconds(60)
    contract.serverStallMax = .milliseconds(1_500)
    contract.silentCalls = [
      .tmuxSplitWindow, .tmuxListAllPanes, .tmuxSendKeys, .tmuxSetOption, .tmuxCapturePane,
      .tmuxRespawnPane, .tmuxKillSessionIf, .fileLock, .fileUnlock, .fileReplace, .fileRead,
      .fileLink, .fileStat, .fileMakeDirectories, .fileCanonicalise, .fileRemove,
    ]
    return contract
  }()

  /// `ProjectLock`, `GenerationLock`: whatever was left there, crashes at any operation, claimants
  /// that stand still, late operations.
  static let lock: Contract = {
    var contract = Contract(
      [.crash, .stall, .slowStart, .duplicate, .crashAtCall, .lateCall, .pauseAtCall, .pidReuse],
      calls: [
        .fileLock, .fileUnlock, .fileRead, .fileReplace, .fileLink, .fileMakeDirectories,
        .fileCanonicalise, .fileRemove, .fileRename, .fileStat, .processIdentify,
      ])
    contract.stallMax = .seconds(3)
    contract.lateMax = .milliseconds(2_500)
    return contract
  }()

  /// `ForgeExecutor`: answers that are lost, late or wrong, a backend that crashes, its own death
  /// at any operation, others under the same key.
  static let forge = Contract(
    [
      .crash, .duplicate, .crashAtCall, .store, .forgeRequest, .forgeCrash, .forgeStart, .streams,
    ],
    calls: [
      .forgeCreateAndStart, .forgeListTasks, .forgeListAttempts, .forgeListProcesses,
      .forgeFollowUp, .forgeStop, .storePut, .storeGet,
    ])

  /// `Migration`: its own end after any operation, power failures, files and stores that fail, and
  /// everything that its `ForgeExecutor` survives.
  static let migration: Contract = {
    var contract = Contract(
      [
        .crash, .crashAtCall, .silentCall, .failingCall, .power, .store, .forgeRequest, .forgeCrash,
      ],
      calls: [
        .fileLock, .fileRead, .fileReplace, .fileAppend, .fileSync, .storeGet, .storePut,
        .forgeCreateAndStart, .forgeListTasks, .forgeStop,
      ])
    contract.silentCalls = [
      .fileLock, .fileRead, .fileReplace, .fileAppend, .fileSync, .storeGet, .storePut,
      .forgeHealth,
    ]
    contract.failingCalls = [
      FailingCall(verb: .fileReplace, failure: .full),
      FailingCall(verb: .fileAppend, failure: .full), FailingCall(verb: .fileSync, failure: .full),
      FailingCall(verb: .fileRead, failure: .unavailable),
      FailingCall(verb: .storePut, failure: .full), FailingCall(verb: .storeGet, failure: .busy),
    ]
    return contract
  }()
}
