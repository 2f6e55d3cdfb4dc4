import Lifecycle
import Operations

/// Something that happens in a scenario: when, how often, and what.
public struct Happening: Hashable, Sendable {
  /// When it happens.
  public var trigger: Trigger
  /// How long after that.
  public var delay: ClosedRange<Interval>
  /// How often it happens.
  public var times: Int
  /// How far two of them are apart.
  public var every: Interval
  /// What happens.
  public var action: Action

  /// Makes something that happens once.
  public init(
    _ trigger: Trigger, _ action: Action, delay: ClosedRange<Interval> = .zero ... .zero,
    times: Int = 1, every: Interval = .zero
  ) {
    self.trigger = trigger
    self.action = action
    self.delay = delay
    self.times = times
    self.every = every
  }

  /// When something happens.
  public enum Trigger: Hashable, Sendable {
    /// At an instant, drawn by the seed from a range.
    case at(ClosedRange<Interval>)
    /// Right after somebody's operations have taken effect for the nth time.
    case after(Calls, nth: Int, of: String)
    /// Right after one operation of somebody's has taken effect, when another has not yet.
    case between(Calls, Calls, of: String)
    /// As soon as something is so.
    case when(Condition)
  }

  /// Something that can be so.
  public enum Condition: Hashable, Sendable {
    /// An actor holds the root that it claims.
    case holds(String)
    /// An actor has answered whoever asked.
    case hasAnswered(String)
    /// An actor's process is gone.
    case isGone(String)
    /// A session of a run has an agent that lives.
    case hasAgent(String)
    /// The agent of a run has ended.
    case lostAgent(String)
    /// The record of a run's session says so.
    case session(String, SessionLife)
  }

  /// Where a session is, for a condition.
  public enum SessionLife: UInt8, Word {
    case starting, running, doubtful, over

    /// The word for it in files.
    public var word: StaticString {
      switch self {
      case .starting: "starting"
      case .running: "running"
      case .doubtful: "doubtful"
      case .over: "over"
      }
    }
  }

  /// Kinds of operations.
  public enum Calls: Hashable, Sendable {
    /// One kind.
    case verb(Verb)
    /// All of tmux, the files, git, the store, processes, Forge or pull requests.
    case family(Family)
    /// All of them.
    case any

    /// Whether a kind is one of these.
    public func contains(_ verb: Verb) -> Bool {
      switch self {
      case .verb(let own): own == verb
      case .family(let family): family == Family(verb)
      case .any: true
      }
    }
  }

  /// The parts of the world.
  public enum Family: UInt8, Word {
    case tmux, files, git, store, processes, forge, pullRequests, messages

    /// The family of a kind of operation.
    public init(_ verb: Verb) {
      self =
        switch verb {
        case .tmuxNewSession, .tmuxHasSession, .tmuxKillSession, .tmuxRenameSession,
          .tmuxListSessions, .tmuxListAllPanes, .tmuxListPanes, .tmuxDisplay, .tmuxNewWindow,
          .tmuxSplitWindow, .tmuxRespawnPane, .tmuxKillPane, .tmuxKillWindow, .tmuxKillServer,
          .tmuxSendKeys, .tmuxPaste, .tmuxCapturePane, .tmuxPipePane, .tmuxSetOption,
          .tmuxShowOption, .tmuxKillSessionIf, .tmuxAttach, .tmuxDetach:
          .tmux
        case .fileRead, .fileWrite, .fileAppend, .fileCreateExclusive, .fileReplace,
          .fileMakeDirectory, .fileMakeDirectories, .fileRemoveDirectory, .fileRemove,
          .fileRemoveTree, .fileLink, .fileSymbolicLink, .fileRename, .fileSync, .fileList,
          .fileStat, .fileCanonicalise, .fileLock, .fileUnlock:
          .files
        case .gitAddWorktree, .gitListWorktrees, .gitRemoveWorktree, .gitPruneWorktrees,
          .gitLockWorktree, .gitStatus, .gitCommit, .gitListBranches, .gitDeleteBranch:
          .git
        case .storeGet, .storePut, .storeDelete, .storeList, .storeBegin, .storeCommit,
          .storeRollBack:
          .store
        case .processSpawn, .processProbe, .processInspect, .processIdentify, .processSignal,
          .processSignalGroup, .processSignalIdentity, .processReap, .processList, .processFind,
          .processWriteLine, .processExit, .processWhoAmI, .processAwaitExit:
          .processes
        case .forgeHealth, .forgeCreateAndStart, .forgeListTasks, .forgeGetTask, .forgeDeleteTask,
          .forgeCreateAttempt, .forgeListAttempts, .forgeGetAttempt, .forgeFollowUp, .forgeStop,
          .forgeListProcesses, .forgeGetProcess, .forgeStreamLog, .forgeStreamDiff,
          .forgeCloseStream, .forgeCreatePullRequest, .forgeListApprovals, .forgeAnswerApproval,
          .forgeSaveDraft, .forgeGetDraft:
          .forge
        case .pullRequestObserve, .pullRequestCreate: .pullRequests
        case .send, .timer, .cancelTimer, .readClock, .drawNumber: .messages
        }
    }

    /// The word for it in files.
    public var word: StaticString {
      switch self {
      case .tmux: "tmux"
      case .files: "files"
      case .git: "git"
      case .store: "store"
      case .processes: "processes"
      case .forge: "forge"
      case .pullRequests: "pull-requests"
      case .messages: "messages"
      }
    }
  }
}
