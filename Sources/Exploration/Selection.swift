import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation

/// Picks out of all that happened the few events that a reader needs to see a violation.
///
/// What changes something counts before what only looks, what names a subject of the violation
/// before what does not, and what is near before what is far. Faults are always shown.
struct Selection {
  /// The events that matter, in order.
  private(set) var moments: [Failure.Moment] = []

  private struct Choice {
    var entry: TraceEntry
    var words: String
    var weight: Int
  }

  init(_ violation: Violation, _ play: borrowing Play) {
    let phrases = Phrases(of: play)
    let texts = play.universe.world.moment.texts
    let names = violation.subjects.map { texts.string($0) }.filter { !$0.isEmpty }
    let pids = violation.pids.map { "\($0)" }
    var choices: [Choice] = []
    for entry in play.history where entry.number <= violation.event {
      let isLast = entry.number == violation.event
      guard let weight = Self.weight(of: entry) ?? (isLast ? 1 : nil) else { continue }
      let words = phrases.words(entry.kind)
      var total = weight
      if violation.actors.contains(entry.actor) { total += 3 }
      if names.contains(where: { words.contains($0) }) { total += 3 }
      if pids.contains(where: { words.contains("pid \($0)") || words.contains("pid=\($0)") }) {
        total += 4
      }
      if isLast { total += 8 }
      choices.append(Choice(entry: entry, words: words, weight: total))
    }
    let actors = play.actorNames
    for choice in Self.best(choices) {
      let entry = choice.entry
      moments.append(
        Failure.Moment(
          number: entry.number, time: entry.time,
          actor: entry.actor == .none ? "" : texts.string(actors[Int(entry.actor.rawValue)]),
          words: choice.words, isFault: entry.kind.isFault,
          isLast: entry.number == violation.event))
    }
  }

  /// The weightiest, in the order in which they happened; of equals, the latest.
  private static func best(_ choices: [Choice]) -> [Choice] {
    let order = choices.indices.sorted {
      choices[$0].weight == choices[$1].weight
        ? $0 > $1 : choices[$0].weight > choices[$1].weight
    }
    return order.prefix(Failure.momentsMax).sorted().map { choices[$0] }
  }

  /// What an entry weighs by its kind; nil for one that is never shown.
  private static func weight(of entry: TraceEntry) -> Int? {
    switch entry.kind {
    case .fault(.cue): nil
    case .fault(.world(.file(.directoryAppears))): 2
    case .fault(.restart): 1
    // That something is going to be struck is said once more when it is.
    case .fault(.interfere): 4
    case .fault, .interference: 12
    case .performed(let operation, _): operation.verb.weight
    case .began, .ended: 3
    case .lost, .unheard: 2
    case .signalled: 4
    case .told: 2
    case .answered, .fired, .world: nil
    }
  }
}

extension TraceEntry.Kind {
  /// Whether something went wrong on purpose.
  fileprivate var isFault: Bool {
    switch self {
    case .fault, .interference: true
    default: false
    }
  }
}

extension Verb {
  /// Whether an operation of this kind leaves everything as it was.
  public var onlyLooks: Bool { (weight ?? 1) == 1 }

  /// What an operation weighs: one that changes something more than one that looks; nil for what
  /// touches nothing.
  fileprivate var weight: Int? {
    switch self {
    case .timer, .cancelTimer, .readClock, .drawNumber, .processWriteLine, .processWhoAmI: nil
    case .tmuxSetOption, .send, .fileMakeDirectories: 2
    case .processProbe, .processInspect, .processIdentify, .processReap, .processList,
      .processFind, .processAwaitExit, .tmuxHasSession, .tmuxListSessions, .tmuxListAllPanes,
      .tmuxListPanes, .tmuxDisplay, .tmuxCapturePane, .tmuxShowOption, .fileRead, .fileList,
      .fileStat, .fileCanonicalise, .fileSync, .gitListWorktrees, .gitStatus, .gitListBranches,
      .storeGet, .storeList, .storeBegin, .forgeHealth, .forgeListTasks, .forgeGetTask,
      .forgeListAttempts, .forgeGetAttempt, .forgeListProcesses, .forgeGetProcess,
      .forgeListApprovals, .forgeGetDraft, .pullRequestObserve:
      1
    default: 5
    }
  }
}
