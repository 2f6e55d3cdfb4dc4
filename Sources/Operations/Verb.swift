/// What kind of operation it is: the name for traces, latencies, faults and conditions.
public enum Verb: UInt8, Hashable, Sendable, CaseIterable {
  // ProcessOperation
  /// `spawn`.
  case processSpawn
  /// `kill 0`.
  case processProbe
  /// `stat`.
  case processInspect
  /// `identify`.
  case processIdentify
  /// `kill`.
  case processSignal
  /// `kill group`.
  case processSignalGroup
  /// `pidfd kill`.
  case processSignalIdentity
  /// `waitpid`.
  case processReap
  /// `ps`.
  case processList
  /// `ps nonce`.
  case processFind
  /// `write line`.
  case processWriteLine
  /// `exit`.
  case processExit
  /// `getpid`.
  case processWhoAmI
  // TmuxCommand
  /// `new-session`.
  case tmuxNewSession
  /// `has-session`.
  case tmuxHasSession
  /// `kill-session`.
  case tmuxKillSession
  /// `rename-session`.
  case tmuxRenameSession
  /// `list-sessions`.
  case tmuxListSessions
  /// `list-panes -a`.
  case tmuxListAllPanes
  /// `list-panes`.
  case tmuxListPanes
  /// `display-message`.
  case tmuxDisplay
  /// `new-window`.
  case tmuxNewWindow
  /// `split-window`.
  case tmuxSplitWindow
  /// `respawn-pane`.
  case tmuxRespawnPane
  /// `kill-pane`.
  case tmuxKillPane
  /// `kill-window`.
  case tmuxKillWindow
  /// `kill-server`.
  case tmuxKillServer
  /// `send-keys`.
  case tmuxSendKeys
  /// `paste-buffer`.
  case tmuxPaste
  /// `capture-pane`.
  case tmuxCapturePane
  /// `pipe-pane`.
  case tmuxPipePane
  /// `set-option`.
  case tmuxSetOption
  /// `show-options`.
  case tmuxShowOption
  /// `if-shell kill-session`.
  case tmuxKillSessionIf
  /// `attach-session`.
  case tmuxAttach
  /// `detach-client`.
  case tmuxDetach
  // FileOperation
  /// `read`.
  case fileRead
  /// `write`.
  case fileWrite
  /// `append`.
  case fileAppend
  /// `create`.
  case fileCreateExclusive
  /// `replace`.
  case fileReplace
  /// `mkdir`.
  case fileMakeDirectory
  /// `mkdir -p`.
  case fileMakeDirectories
  /// `rmdir`.
  case fileRemoveDirectory
  /// `unlink`.
  case fileRemove
  /// `rm -rf`.
  case fileRemoveTree
  /// `link`.
  case fileLink
  /// `symlink`.
  case fileSymbolicLink
  /// `rename`.
  case fileRename
  /// `fsync`.
  case fileSync
  /// `ls`.
  case fileList
  /// `lstat`.
  case fileStat
  /// `realpath`.
  case fileCanonicalise
  /// `flock`.
  case fileLock
  /// `unlock`.
  case fileUnlock
  // GitCommand
  /// `git worktree add`.
  case gitAddWorktree
  /// `git worktree list`.
  case gitListWorktrees
  /// `git worktree remove`.
  case gitRemoveWorktree
  /// `git worktree prune`.
  case gitPruneWorktrees
  /// `git worktree lock`.
  case gitLockWorktree
  /// `git status`.
  case gitStatus
  /// `git commit`.
  case gitCommit
  /// `git branch`.
  case gitListBranches
  /// `git branch -d`.
  case gitDeleteBranch
  // StoreOperation
  /// `get`.
  case storeGet
  /// `put`.
  case storePut
  /// `delete`.
  case storeDelete
  /// `list`.
  case storeList
  /// `begin`.
  case storeBegin
  /// `commit`.
  case storeCommit
  /// `rollback`.
  case storeRollBack
  // ForgeRequest
  /// `GET health`.
  case forgeHealth
  /// `POST create-and-start`.
  case forgeCreateAndStart
  /// `GET tasks`.
  case forgeListTasks
  /// `GET task`.
  case forgeGetTask
  /// `DELETE task`.
  case forgeDeleteTask
  /// `POST attempt`.
  case forgeCreateAttempt
  /// `GET attempts`.
  case forgeListAttempts
  /// `GET attempt`.
  case forgeGetAttempt
  /// `POST follow-up`.
  case forgeFollowUp
  /// `POST stop`.
  case forgeStop
  /// `GET processes`.
  case forgeListProcesses
  /// `GET process`.
  case forgeGetProcess
  /// `WS log`.
  case forgeStreamLog
  /// `WS diff`.
  case forgeStreamDiff
  /// `WS close`.
  case forgeCloseStream
  /// `POST pr`.
  case forgeCreatePullRequest
  /// `GET approvals`.
  case forgeListApprovals
  /// `POST approval`.
  case forgeAnswerApproval
  /// `PUT draft`.
  case forgeSaveDraft
  /// `GET draft`.
  case forgeGetDraft
  // PullRequestOperation
  /// `pr view`.
  case pullRequestObserve
  /// `pr create`.
  case pullRequestCreate
  // The ones that stand alone
  /// `send`.
  case send
  /// `timer`.
  case timer
  /// `cancel timer`.
  case cancelTimer
  /// `read clock`.
  case readClock
  /// `draw`.
  case drawNumber
  // ProcessOperation, once more: numbers are in digests that are kept, so that new ones come last.
  /// `wait`.
  case processAwaitExit

  /// The words for it in a trace, a scenario and a condition.
  public var name: StaticString {
    switch self {
    case .processSpawn: "spawn"
    case .processProbe: "kill 0"
    case .processInspect: "stat"
    case .processIdentify: "identify"
    case .processSignal: "kill"
    case .processSignalGroup: "kill group"
    case .processSignalIdentity: "pidfd kill"
    case .processReap: "waitpid"
    case .processAwaitExit: "wait"
    case .processList: "ps"
    case .processFind: "ps nonce"
    case .processWriteLine: "write line"
    case .processExit: "exit"
    case .processWhoAmI: "getpid"
    case .tmuxNewSession: "new-session"
    case .tmuxHasSession: "has-session"
    case .tmuxKillSession: "kill-session"
    case .tmuxRenameSession: "rename-session"
    case .tmuxListSessions: "list-sessions"
    case .tmuxListAllPanes: "list-panes -a"
    case .tmuxListPanes: "list-panes"
    case .tmuxDisplay: "display-message"
    case .tmuxNewWindow: "new-window"
    case .tmuxSplitWindow: "split-window"
    case .tmuxRespawnPane: "respawn-pane"
    case .tmuxKillPane: "kill-pane"
    case .tmuxKillWindow: "kill-window"
    case .tmuxKillServer: "kill-server"
    case .tmuxSendKeys: "send-keys"
    case .tmuxPaste: "paste-buffer"
    case .tmuxCapturePane: "capture-pane"
    case .tmuxPipePane: "pipe-pane"
    case .tmuxSetOption: "set-option"
    case .tmuxShowOption: "show-options"
    case .tmuxKillSessionIf: "if-shell kill-session"
    case .tmuxAttach: "attach-session"
    case .tmuxDetach: "detach-client"
    case .fileRead: "read"
    case .fileWrite: "write"
    case .fileAppend: "append"
    case .fileCreateExclusive: "create"
    case .fileReplace: "replace"
    case .fileMakeDirectory: "mkdir"
    case .fileMakeDirectories: "mkdir -p"
    case .fileRemoveDirectory: "rmdir"
    case .fileRemove: "unlink"
    case .fileRemoveTree: "rm -rf"
    case .fileLink: "link"
    case .fileSymbolicLink: "symlink"
    case .fileRename: "rename"
    case .fileSync: "fsync"
    case .fileList: "ls"
    case .fileStat: "lstat"
    case .fileCanonicalise: "realpath"
    case .fileLock: "flock"
    case .fileUnlock: "unlock"
    case .gitAddWorktree: "git worktree add"
    case .gitListWorktrees: "git worktree list"
    case .gitRemoveWorktree: "git worktree remove"
    case .gitPruneWorktrees: "git worktree prune"
    case .gitLockWorktree: "git worktree lock"
    case .gitStatus: "git status"
    case .gitCommit: "git commit"
    case .gitListBranches: "git branch"
    case .gitDeleteBranch: "git branch -d"
    case .storeGet: "get"
    case .storePut: "put"
    case .storeDelete: "delete"
    case .storeList: "list"
    case .storeBegin: "begin"
    case .storeCommit: "commit"
    case .storeRollBack: "rollback"
    case .forgeHealth: "GET health"
    case .forgeCreateAndStart: "POST create-and-start"
    case .forgeListTasks: "GET tasks"
    case .forgeGetTask: "GET task"
    case .forgeDeleteTask: "DELETE task"
    case .forgeCreateAttempt: "POST attempt"
    case .forgeListAttempts: "GET attempts"
    case .forgeGetAttempt: "GET attempt"
    case .forgeFollowUp: "POST follow-up"
    case .forgeStop: "POST stop"
    case .forgeListProcesses: "GET processes"
    case .forgeGetProcess: "GET process"
    case .forgeStreamLog: "WS log"
    case .forgeStreamDiff: "WS diff"
    case .forgeCloseStream: "WS close"
    case .forgeCreatePullRequest: "POST pr"
    case .forgeListApprovals: "GET approvals"
    case .forgeAnswerApproval: "POST approval"
    case .forgeSaveDraft: "PUT draft"
    case .forgeGetDraft: "GET draft"
    case .pullRequestObserve: "pr view"
    case .pullRequestCreate: "pr create"
    case .send: "send"
    case .timer: "timer"
    case .cancelTimer: "cancel timer"
    case .readClock: "read clock"
    case .drawNumber: "draw"
    }
  }
}
