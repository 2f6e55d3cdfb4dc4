import Operations
import SimulatedWorld
import Simulation

/// What was acknowledged as written is neither missing nor rolled back by another's write, a torn
/// file or a crash.
///
/// It is violated at the event at which the record of a live session vanishes or is taken by another
/// session without somebody who may remove it, at which a record goes back to an earlier runtime
/// or an earlier part of its life without a restore, or at which the store lacks its last commit.
///
/// Systems: launch, Forge.
public struct NoLostUpdate: Property {
  /// What must hold.
  public static let sentence =
    "What was acknowledged as written is neither missing nor rolled back by another's write, a torn "
    + "file or a crash."
  /// What it is called in files and reports.
  public let name = PropertyName.noLostUpdate
  /// What it has found so far.
  public var finding = Finding()

  private var writers: [Writer] = []
  private var commitCount: UInt64 = 0
  /// Who has begun to write a file and has not been answered; `none` when nobody is known to.
  private var unfinished = ActorID.none
  private var missing: [Missing] = []

  /// Who wrote a record last.
  private struct Writer {
    var key: Text
    var actor: ActorID
  }

  /// A record that is not there while somebody is in the middle of writing its file.
  private struct Missing {
    var change: SessionChange
    /// Who is writing.
    var writer: ActorID
    /// Who wrote the record last.
    var last: ActorID
  }

  /// Watches nothing yet.
  public init() {}

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    for entry in account.entries where entry.beginsWrite { unfinished = entry.actor }
    for var change in account.changes {
      // The second half of a write is the world's doing, for whoever began it.
      if change.writer == .none, !account.isFault { change.writer = unfinished }
      judge(change, account, world)
    }
    if !missing.isEmpty { judgeMissing(account, world, isOver: false) }
    if world.store.commitCount != commitCount || account.isFault {
      commitCount = world.store.commitCount
      judgeStore(account, world)
    }
  }

  /// Looks at the run when it is over and all is quiet.
  public mutating func conclude(_ account: borrowing Account, _ world: borrowing World) {
    judgeMissing(account, world, isOver: true)
    judgeStore(account, world)
  }

  // MARK: - Records

  /// A file that is empty in the middle of a write has lost nothing if it all is there afterwards.
  private mutating func judgeMissing(
    _ account: borrowing Account, _ world: borrowing World, isOver: Bool
  ) {
    let open = missing
    missing = []
    for gap in open {
      guard let before = gap.change.before else { continue }
      if account.sessions.contains(where: { $0.key == before.key && $0.id == before.id }) {
        continue
      }
      let isDone = account.entries.contains { $0.endsWrite(of: gap.writer) }
      if isOver || isDone || account.facts(of: gap.writer)?.lives != true {
        violate("lost the", gap.change, gap.last, account, world)
      } else {
        missing.append(gap)
      }
    }
  }

  private mutating func judge(
    _ change: SessionChange, _ account: borrowing Account, _ world: borrowing World
  ) {
    if writers.contains(where: { $0.actor != change.writer }) { exercise() }
    if let before = change.before, let loss = loss(change, account) {
      let isInTheMiddle =
        change.after == nil && account.entries.contains { $0.actor == unfinished && $0.beginsWrite }
      let last = writers.first { $0.key == before.key }?.actor ?? .none
      if isInTheMiddle {
        missing.append(Missing(change: change, writer: unfinished, last: last))
      } else {
        violate(loss, change, last, account, world)
      }
    }
    if let key = (change.after ?? change.before)?.key { note(key, change) }
  }

  private mutating func violate(
    _ loss: String, _ change: SessionChange, _ last: ActorID, _ account: borrowing Account,
    _ world: borrowing World
  ) {
    guard let before = change.before else { return }
    violate(
      account,
      Violation(
        "\(loss) record \(world.say(before.key)) of \(account.say(last, world)), by a write of "
          + account.say(change.writer, world),
        actors: [last, change.writer].filter { $0 != .none },
        subjects: [before.key, before.id, before.run], state: change.lines(world)))
  }

  private mutating func note(_ key: Text, _ change: SessionChange) {
    let place = writers.firstIndex { $0.key == key }
    if change.after == nil {
      if let place { writers.remove(at: place) }
    } else if let place {
      writers[place].actor = change.writer
    } else if let gap = missing.first(where: { $0.change.before == change.after }) {
      // Written again as it was, it is whose it was.
      writers.append(Writer(key: key, actor: gap.last))
    } else {
      writers.append(Writer(key: key, actor: change.writer))
    }
  }

  /// What is lost by a change, if something is.
  private func loss(_ change: SessionChange, _ account: borrowing Account) -> String? {
    guard let before = change.before else { return nil }
    let role = account.facts(of: change.writer)?.stance.role
    let last = writers.first { $0.key == before.key }?.actor
    let isOwn = change.writer != .none && last == change.writer
    guard let after = change.after else {
      return isOwn || before.life.isOver || role?.mayRemoveRecords == true ? nil : "lost the"
    }
    if before.id != after.id {
      return before.life.isOver ? nil : "another session has taken the"
    }
    if after.generation < before.generation { return "an older runtime is back in the" }
    guard !isOwn, after.generation == before.generation else { return nil }
    // What a restore that was broken off had begun, others bring to an end.
    if role == .restorer || before.hasIntent { return nil }
    for actor in account.actors where actor.stance.role == .restorer {
      if before.isMeant(by: actor.stance) { return nil }
    }
    return after.life.stage < before.life.stage ? "an earlier state is back in the" : nil
  }

  // MARK: - The store

  private mutating func judgeStore(_ account: borrowing Account, _ world: borrowing World) {
    let records = world.store.allRecords
    for write in world.store.acknowledged where Self.isLost(write, from: records) {
      let record = records.first { $0.key == write.key }
      violate(
        account,
        Violation(
          "the store lacks the last commit of \(world.say(write.key)), revision \(write.revision)",
          subjects: [write.key],
          state: [
            .init("acknowledged", "revision \(write.revision), commit \(write.commit)"),
            .init("there", record.map { "revision \($0.revision)" } ?? "nothing"),
          ]))
    }
  }

  /// Whether a commit is not among the records; one that a fault has damaged has a later revision.
  static func isLost(_ write: AcknowledgedWrite, from records: [StoredRecord]) -> Bool {
    guard !write.isRemoval else { return false }
    return !records.contains { $0.key == write.key && $0.revision >= write.revision }
  }
}

extension Role {
  /// Whether it may take a session's record away.
  fileprivate var mayRemoveRecords: Bool {
    switch self {
    case .killer, .cleaner, .retention, .migration: true
    default: false
    }
  }
}

extension SessionFacts.Life {
  /// How far it has come.
  fileprivate var stage: Int {
    switch self {
    case .starting: 0
    case .running, .doubtful: 1
    case .ended: 2
    }
  }
}

extension TraceEntry {
  /// Whether somebody begins to write a file, and is answered later.
  fileprivate var beginsWrite: Bool {
    guard case .performed(.file(let operation), nil) = kind else { return false }
    return operation.verb == .fileWrite || operation.verb == .fileReplace
      || operation.verb == .fileAppend
  }

  /// Whether what somebody had begun to write is there, or it was told so.
  fileprivate func endsWrite(of writer: ActorID) -> Bool {
    switch kind {
    case .answered: actor == writer
    case .world(.file): true
    default: false
    }
  }
}
