import Operations
import SimulatedWorld

/// How long each kind of operation takes: until it takes effect, and from there to its answer.
///
/// The figures of `measured` are medians and tails that were taken on a machine of two cores; they
/// make races arise in the proportions in which they arise there. A scenario may set its own.
public struct Latencies: Sendable {
  private var table: Table

  private final class Table: Sendable {
    let requests: [Distribution]
    let responses: [Distribution]
    let boots: Distribution

    init(requests: [Distribution], responses: [Distribution], boots: Distribution) {
      self.requests = requests
      self.responses = responses
      self.boots = boots
    }
  }

  /// Every operation takes the same time, one half before its effect and one after.
  public init(constant interval: Interval) {
    let half = Distribution.constant(Interval(nanoseconds: interval.nanoseconds / 2))
    let all = Array(repeating: half, count: Verb.allCases.count)
    table = Table(requests: all, responses: all, boots: .constant(interval))
  }

  /// What was measured.
  public static let measured: Latencies = {
    var latencies = Latencies(constant: .microseconds(20))
    for verb in Verb.allCases {
      let (request, response) = measurement(of: verb)
      latencies.set(verb, request: request, response: response)
    }
    // The time from a program's start to its first own line, of a Node.js command line.
    latencies.setBoot(milliseconds(87, 91, 118, 250))
    return latencies
  }()

  /// Sets how long one kind of operation takes.
  public mutating func set(_ verb: Verb, request: Distribution, response: Distribution) {
    var requests = table.requests
    var responses = table.responses
    requests[Int(verb.rawValue)] = request
    responses[Int(verb.rawValue)] = response
    table = Table(requests: requests, responses: responses, boots: table.boots)
  }

  /// Sets how long a program takes from its birth to its first instruction.
  public mutating func setBoot(_ distribution: Distribution) {
    table = Table(
      requests: table.requests, responses: table.responses, boots: distribution)
  }

  func request(_ verb: Verb, _ stream: inout RandomStream) -> Interval {
    table.requests[Int(verb.rawValue)].draw(from: &stream)
  }

  func response(_ verb: Verb, _ stream: inout RandomStream) -> Interval {
    table.responses[Int(verb.rawValue)].draw(from: &stream)
  }

  func boot(_ stream: inout RandomStream) -> Interval {
    table.boots.draw(from: &stream)
  }

  private static func milliseconds(
    _ least: Int64, _ median: Int64, _ ninetieth: Int64, _ most: Int64
  ) -> Distribution {
    Distribution(
      least: .milliseconds(least), median: .milliseconds(median),
      ninetieth: .milliseconds(ninetieth), most: .milliseconds(most))
  }

  private static func microseconds(
    _ least: Int64, _ median: Int64, _ ninetieth: Int64, _ most: Int64
  ) -> Distribution {
    Distribution(
      least: .microseconds(least), median: .microseconds(median),
      ninetieth: .microseconds(ninetieth), most: .microseconds(most))
  }

  private static func measurement(of verb: Verb) -> (Distribution, Distribution) {
    switch verb {
    case .processSpawn:
      (microseconds(200, 400, 900, 4_000), microseconds(100, 300, 700, 3_000))
    case .tmuxNewSession:
      (microseconds(3_000, 6_000, 8_500, 15_000), microseconds(2_000, 4_000, 5_000, 8_000))
    case .tmuxNewWindow, .tmuxSplitWindow, .tmuxRespawnPane:
      (microseconds(2_500, 5_000, 9_000, 11_000), microseconds(2_000, 3_800, 7_000, 7_000))
    case .tmuxKillSession, .tmuxKillSessionIf, .tmuxKillServer:
      (microseconds(2_000, 4_000, 6_000, 20_000), microseconds(5_000, 8_000, 11_000, 25_000))
    case .tmuxKillWindow, .tmuxKillPane:
      (microseconds(2_000, 4_000, 6_000, 9_000), microseconds(4_000, 7_000, 9_000, 12_000))
    case .tmuxHasSession, .tmuxDisplay:
      (microseconds(900, 1_900, 3_500, 5_300), microseconds(900, 1_800, 3_400, 5_300))
    case .tmuxListSessions, .tmuxListAllPanes, .tmuxListPanes, .tmuxCapturePane,
      .tmuxSendKeys, .tmuxPaste, .tmuxPipePane, .tmuxSetOption, .tmuxShowOption,
      .tmuxRenameSession, .tmuxAttach, .tmuxDetach:
      (microseconds(700, 1_100, 1_700, 3_500), microseconds(700, 1_000, 1_400, 3_500))
    // The world itself takes most of the time of an add: its files appear later than its branch.
    case .gitAddWorktree:
      (microseconds(1_500, 2_500, 4_000, 20_000), microseconds(1_500, 2_500, 4_000, 15_000))
    case .gitRemoveWorktree, .gitCommit:
      (microseconds(3_800, 4_500, 5_000, 20_000), microseconds(3_500, 4_300, 4_900, 15_000))
    case .gitListWorktrees, .gitPruneWorktrees, .gitLockWorktree, .gitStatus, .gitListBranches,
      .gitDeleteBranch:
      (microseconds(900, 1_500, 1_800, 8_000), microseconds(900, 1_500, 1_800, 6_000))
    case .storeGet, .storeList:
      (microseconds(3, 8, 15, 300), microseconds(2, 5, 10, 100))
    case .storePut, .storeDelete, .storeBegin, .storeCommit, .storeRollBack:
      (microseconds(30, 60, 120, 3_000), microseconds(70, 130, 200, 20_000))
    case .fileSync, .fileReplace:
      (microseconds(100, 150, 180, 2_000), microseconds(200, 230, 260, 20_000))
    case .fileWrite, .fileAppend, .fileCreateExclusive:
      (microseconds(40, 70, 90, 800), microseconds(60, 90, 110, 600))
    case .forgeHealth, .forgeCreateAndStart, .forgeListTasks, .forgeGetTask, .forgeDeleteTask,
      .forgeCreateAttempt, .forgeListAttempts, .forgeGetAttempt, .forgeFollowUp, .forgeStop,
      .forgeListProcesses, .forgeGetProcess, .forgeStreamLog, .forgeStreamDiff, .forgeCloseStream,
      .forgeCreatePullRequest, .forgeListApprovals, .forgeAnswerApproval, .forgeSaveDraft,
      .forgeGetDraft:
      (microseconds(300, 900, 3_000, 20_000), microseconds(300, 900, 3_000, 20_000))
    // Not measured: a web service somewhere, as such services are.
    case .pullRequestObserve, .pullRequestCreate:
      (milliseconds(40, 120, 300, 2_000), milliseconds(40, 120, 300, 2_000))
    case .send:
      (microseconds(20, 80, 300, 5_000), microseconds(20, 80, 300, 5_000))
    case .processProbe, .processInspect, .processIdentify, .processSignal, .processSignalGroup,
      .processSignalIdentity, .processReap, .processAwaitExit, .processList, .processFind,
      .processWriteLine, .processExit, .processWhoAmI, .fileRead, .fileMakeDirectory,
      .fileMakeDirectories, .fileRemoveDirectory, .fileRemove, .fileRemoveTree, .fileLink,
      .fileSymbolicLink, .fileRename, .fileList, .fileStat, .fileCanonicalise, .fileLock,
      .fileUnlock, .timer, .cancelTimer, .readClock, .drawNumber:
      (microseconds(2, 10, 25, 400), microseconds(1, 6, 15, 200))
    }
  }
}
