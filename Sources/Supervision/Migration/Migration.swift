import Operations

/// Moves the sessions of an old session file to Forge, once, whatever ends it half way; takes that
/// back; or brings what has ended there back into the file.
///
/// Contract: every entry of the old file is taken along, kept as it is, or archived with a reason;
/// none is dropped. Nothing is changed before the file was read and Forge has answered. The old
/// file is backed up first; a journal is written and synced after each session and read when a run
/// begins again, and creations go by keys made from the old ids, so that no session gets a second
/// task and a second run changes nothing. A session whose process lives, or may live, stays where
/// it is. Survives its own end after any operation, power failures, and everything that its
/// `ForgeExecutor` survives; gives up with a result that says so, for another run to go on, when a
/// file or the store fails. Does not tolerate that somebody else writes the session file meanwhile:
/// it notices, and leaves the file alone. Sources of truth: the backup for what there was, the
/// journal for what was done, the session store for what was created.
public struct Migration: Machine, Hashable {
  /// What came of it; nil while it is under way.
  public private(set) var result: MigrationResult?
  /// How many inputs came that nothing waited for.
  public private(set) var strayCount: Int32 = 0
  let policy: MigrationPolicy
  var calls = ForgeCalls(base: 0)
  var executor: ForgeExecutor
  var step = Step.idle
  var order = MigrationOrder(.dryRun, directory: .empty, project: 0, base: .empty)
  var files = MigrationFiles(directory: .empty)
  var me = ProcessIdentity(boot: 0, namespace: 0, pid: 0, startTick: 0, nonce: 0)
  var journal: MigrationJournal
  var hasBegun = false
  private var isExiting = false
  var isTorn = false
  var stamp = Text.empty
  var source = Text.empty
  var now = WallTime(milliseconds: 0)
  var sessions: [OldSession] = []
  var lives: [Bool] = []
  var entries: [MigrationEntry] = []
  var map = SessionIDMap()
  /// The entry that is being worked on.
  var place = 0
  /// The process of it that is being asked about.
  var pidPlace = 0
  /// The revision of the record that is being removed, and its task.
  var revision: Int64 = 0
  var retryCount: Int32 = 0
  var removedCount: Int32 = 0
  /// How the sessions that come back stand, by their places; nil for those that do not.
  var statuses: [ForgeStatus?] = []

  enum Step: UInt8, Hashable, Sendable {
    case idle, lock, readJournal, readSource, health, clock, inspect, backup, begin, beginSync
    case create, stop, note, noteSync, archive, readMap, writeMap, checkStore, writeStore
    case done, doneSync
    case rollBackNote, rollBackSync, record, rollBackStop, deleteTask, deletePause, deleteRecord
    case askStatus, localBackup, localReadMap, localMap, localStore, localJournal
    case checkRollBack, restore, readOldMap, restoreMap, removeArchive, removeJournal
  }

  /// Makes the machine.
  public init(_ policy: MigrationPolicy = MigrationPolicy()) {
    self.policy = policy
    executor = ForgeExecutor(policy.forge, tagsAbove: Self.executorTags)
    var emit = Emitter()
    journal = MigrationJournal(.empty, &emit)
  }

  private static let executorTags: UInt32 = 1 << 30

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      guard step == .idle, result == nil else {
        strayCount += 1
        return
      }
      me = start.identity
      guard let order = MigrationOrder.decode(start.argument, &emit) else {
        finish(.refused(.badOrder), &emit)
        return
      }
      begin(order, &emit)
    case .outcome(let tag, let outcome):
      if tag == ForgeCalls.output {
        calls.wrote(outcome, &emit)
        exitIfShown(&emit)
        return
      }
      guard result == nil else {
        strayCount += 1
        return
      }
      if executor.owns(tag) {
        if let answer = executor.handle(tag, outcome, &emit) { take(answer, &emit) }
      } else if calls.takes(tag) {
        take(outcome, &emit)
      }
    case .signal, .message:
      // It can be ended at any time by those that cannot be caught; the others do not concern it.
      strayCount += 1
    }
  }

  private mutating func begin(_ order: MigrationOrder, _ emit: inout Emitter) {
    self.order = order
    files = MigrationFiles(directory: order.directory)
    if order.what == .dryRun {
      file(.readJournal, .read(files.journal(&emit)), &emit)
    } else {
      file(.lock, .lock(files.lock(&emit), .exclusive), &emit)
    }
  }

  private mutating func take(_ outcome: Outcome, _ emit: inout Emitter) {
    switch step {
    case .lock, .readJournal, .readSource, .health, .clock, .inspect:
      prepare(outcome, &emit)
    case .backup, .begin, .beginSync, .note, .noteSync, .archive, .readMap, .writeMap, .checkStore,
      .writeStore, .done, .doneSync:
      migrate(outcome, &emit)
    case .rollBackNote, .rollBackSync, .record, .deleteTask, .deletePause, .deleteRecord,
      .checkRollBack, .restore, .readOldMap, .restoreMap, .removeArchive, .removeJournal:
      rollBack(outcome, &emit)
    case .localBackup, .localReadMap, .localMap, .localStore, .localJournal:
      bringBack(outcome, &emit)
    case .idle, .create, .stop, .rollBackStop, .askStatus:
      preconditionFailure("\(outcome) for a migration that waits for its executor: \(self)")
    }
  }

  private mutating func take(_ answer: ForgeResult, _ emit: inout Emitter) {
    switch step {
    case .create: created(answer, &emit)
    case .stop: stopped(answer, &emit)
    case .rollBackStop: stoppedForRollBack(answer, &emit)
    case .askStatus: learnStatus(answer, &emit)
    default: preconditionFailure("\(answer) for a migration that waits for none: \(self)")
    }
  }

  // MARK: - Asking

  mutating func file(_ next: Step, _ operation: FileOperation, _ emit: inout Emitter) {
    step = next
    calls.ask(.file(operation), limit: policy.fileLimit, &emit)
  }

  mutating func append(_ next: Step, _ line: Text, _ emit: inout Emitter) {
    let isTorn = isTorn
    self.isTorn = false
    let whole = emit.text { builder, texts in
      if isTorn { builder.add("\n") }
      builder.add(line, from: texts)
    }
    file(next, .append(files.journal(&emit), content: whole), &emit)
  }

  /// Gives up: what has begun can be gone on with.
  mutating func fail(_ obstacle: MigrationObstacle, _ emit: inout Emitter) {
    finish(hasBegun ? .interrupted(obstacle) : .refused(obstacle), &emit)
  }

  /// What an outcome says went wrong with a file.
  static func obstacle(_ outcome: Outcome) -> MigrationObstacle {
    if case .file(.failed(let error)) = outcome { return .file(error) }
    return .file(nil)
  }

  mutating func finish(_ result: MigrationResult, _ emit: inout Emitter) {
    self.result = result
    for line in lines(of: result, &emit) { calls.show(line, &emit) }
    exitIfShown(&emit)
  }

  /// Ends once everything was shown.
  private mutating func exitIfShown(_ emit: inout Emitter) {
    guard let result, calls.isQuiet, !isExiting else { return }
    isExiting = true
    emit.perform(.process(.exit(status: Self.exitStatus(of: result))), ForgeCalls.closing)
  }

  /// The exit status that says a result: 0 for done, 1 for refused, 2 for interrupted.
  public static func exitStatus(of result: MigrationResult) -> UInt8 {
    switch result {
    case .nothing, .planned, .migrated, .alreadyMigrated, .rolledBack, .broughtBack: 0
    case .refused: 1
    case .interrupted: 2
    }
  }

  /// Folds how far it is, and with what.
  public func fold(into digest: inout Digest) {
    digest.fold(result == nil ? 0 : 1, UInt32(step.rawValue))
    result?.fold(into: &digest)
    digest.fold(Int64(strayCount))
    calls.fold(into: &digest)
    executor.fold(into: &digest)
    order.fold(into: &digest)
    me.fold(into: &digest)
    digest.fold(
      (hasBegun ? 1 : 0) | (isTorn ? 2 : 0) | (isExiting ? 4 : 0), UInt32(bitPattern: removedCount))
    digest.fold(stamp)
    digest.fold(source)
    digest.fold(now.milliseconds)
    digest.fold(sessions.count)
    journal.fold(into: &digest)
    for live in lives { digest.fold(live ? 1 : 0) }
    for entry in entries { entry.fold(into: &digest) }
    for status in statuses { digest.fold(status.map { UInt64($0.rawValue) + 1 } ?? 0) }
    digest.fold(place)
    digest.fold(pidPlace)
    digest.fold(revision)
    digest.fold(Int64(retryCount))
  }
}
