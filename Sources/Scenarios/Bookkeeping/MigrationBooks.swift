import Historical
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Keeps how the migration of an old store stands: what it says became of each entry, and how many
/// of it are really there.
struct MigrationBooks {
  private let folder: String?
  private var old: [OldSession] = []
  /// The keys that the entries have, or would have, in Forge.
  private var keys: [Text] = []
  /// The migrations that have begun, each with when it did.
  private var begun: [Begun] = []
  /// What the last one that was done had done.
  private var last: MigrationPart.Verb?

  /// A migration that has begun and was not heard of since.
  private struct Begun {
    var actor: ActorID
    var before: [(what: Text, is: Text)]
  }

  init(_ scenario: Scenario, _ universe: inout Universe<Cast>) {
    var folders: [String] = []
    for case .migration(let part) in scenario.actors.map(\.part) { folders.append(part.folder) }
    folder = folders.first
  }

  /// Notes what migrations have done in an event.
  mutating func note(_ account: inout Account, _ universe: inout Universe<Cast>) {
    guard folder != nil else { return }
    for entry in account.entries {
      guard case .began = entry.kind, account.facts(of: entry.actor)?.stance.role == .migration
      else { continue }
      begin(entry.actor, &account, &universe)
    }
    for place in begun.indices.reversed() {
      let actor = begun[place].actor
      guard account.facts(of: actor)?.stance.answer == .done else { continue }
      finish(begun.remove(at: place), &account, &universe)
    }
  }

  // MARK: - Beginning

  private mutating func begin(
    _ actor: ActorID, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    if account.migration == nil {
      old = universe.world.oldSessions(in: folder)
      keys = old.map { universe.text("migrated-" + universe.world.moment.texts.string($0.ownID)) }
      account.migration = MigrationFacts(
        entries: old.map { MigrationFacts.Entry(id: $0.ownID) })
    }
    begun.removeAll { $0.actor == actor }
    let isFirst = account.migration?.finishedCount == 0
    begun.append(Begun(actor: actor, before: isFirst ? [] : everything(&universe)))
  }

  /// All that a migration may change: files, records, tasks.
  private func everything(_ universe: inout Universe<Cast>) -> [(what: Text, is: Text)] {
    var found: [(what: Text, is: Text)] = []
    for path in universe.world.migrationFiles(in: folder) {
      found.append((universe.text(path.name), path.content))
    }
    for record in universe.world.store.allRecords { found.append((record.key, record.value)) }
    for task in universe.world.forge.allTasks {
      found.append((universe.text("task \(task.title.fingerprint) \(task.id)"), task.key))
    }
    return found
  }

  // MARK: - Being done

  private mutating func finish(
    _ migration: Begun, _ account: inout Account, _ universe: inout Universe<Cast>
  ) {
    guard var facts = account.migration else { return }
    let counts = Counts(&universe.world, folder)
    let verb: MigrationPart.Verb
    switch universe.machine(of: migration.actor) {
    case .migration(let machine):
      switch machine.value.result {
      case .migrated(let entries):
        verb = .toForge
        for place in entries.indices where facts.entries.indices.contains(place) {
          keys[place] = entries[place].key
          facts.entries[place].fate = Self.fate(entries[place].fate)
        }
      case .alreadyMigrated: verb = .toForge
      case .rolledBack:
        verb = .rollBack
        for place in facts.entries.indices { facts.entries[place].fate = .restored }
      case .broughtBack:
        verb = .toLocal
        for place in facts.entries.indices
        where facts.entries[place].fate == .migrated && counts.isBack(old[place]) {
          facts.entries[place].fate = .restored
        }
      default: return
      }
    case .shippedMigration(let machine):
      verb = .toForge
      for (place, fate) in machine.value.fates.enumerated()
      where facts.entries.indices.contains(place) {
        facts.entries[place].fate = Self.fate(fate)
      }
    default: return
    }
    for place in facts.entries.indices {
      let twins = (0..<place).count {
        facts.entries[$0].fate == facts.entries[place].fate && old[$0].raw == old[place].raw
      }
      let count = counts.copies(of: old[place], key: keys[place], facts.entries[place].fate)
      facts.entries[place].copyCount = max(0, count - twins)
    }
    facts.finishedCount += 1
    facts.by = migration.actor
    facts.changedAfterwards =
      last == verb ? Self.changes(from: migration.before, to: everything(&universe)) : []
    last = verb
    account.migration = facts
  }

  private static func changes(
    from before: [(what: Text, is: Text)], to after: [(what: Text, is: Text)]
  ) -> [Text] {
    let isThere = { (one: (what: Text, is: Text), all: [(what: Text, is: Text)]) in
      all.contains { $0.what == one.what && $0.is == one.is }
    }
    var changed = after.filter { !isThere($0, before) }.map(\.what)
    for one in before where !isThere(one, after) && !changed.contains(one.what) {
      changed.append(one.what)
    }
    return changed
  }

  private static func fate(_ fate: MigrationEntry.Fate) -> MigrationFacts.Fate {
    switch fate {
    case .toForge: .migrated
    case .inForge, .live: .skipped
    case .tooOld, .otherStatus, .noTime, .duplicateID, .noSession: .archived
    }
  }

  private static func fate(_ fate: ShippedMigration.Fate) -> MigrationFacts.Fate {
    switch fate {
    case .migrated: .migrated
    case .archived: .archived
    case .skipped: .skipped
    }
  }
}

/// Where entries of the old store are now.
private struct Counts {
  private let store: String
  private let archives: [String]
  private let isBack: [Text]
  private let tasks: [ForgeTask]
  private let texts: Texts

  init(_ world: inout World, _ folder: String?) {
    let files = world.migrationFiles(in: folder)
    store =
      files.first { $0.name == "sessions.json" }
      .map { world.moment.texts.string($0.content) } ?? ""
    archives = files.filter { $0.name.hasPrefix("sessions-archive") }
      .map { world.moment.texts.string($0.content) }
    isBack = world.oldSessions(in: folder).filter { $0.attempt.isEmpty }.map(\.ownID)
    tasks = world.forge.allTasks
    texts = world.moment.texts
  }

  /// Whether it is in the session file, as a session of this machine.
  func isBack(_ session: OldSession) -> Bool { isBack.contains(session.ownID) }

  /// How many of an entry there are where it is said to be.
  func copies(of session: OldSession, key: Text, _ fate: MigrationFacts.Fate) -> Int {
    // A creation without a key is told by its title alone.
    let made = tasks.count { $0.key == key || ($0.key.isEmpty && $0.title == session.name) }
    let raw = texts.string(session.raw)
    switch fate {
    case .untold: return 0
    case .migrated: return made
    case .skipped: return store.ranges(of: raw).count
    case .archived: return archives.reduce(0) { $0 + $1.ranges(of: raw).count }
    case .restored: return isBack.count { $0 == session.ownID }
    }
  }
}

extension OldSession {
  /// The id by which it is known: its own, or the name of its entry.
  fileprivate var ownID: Text { id.isEmpty ? member : id }
}

extension World {
  /// The files of a migration that are there.
  fileprivate mutating func migrationFiles(
    in folder: String?
  ) -> [(name: String, content: Text)] {
    guard let folder else { return [] }
    var found: [(name: String, content: Text)] = []
    for text in names(in: moment.texts.text(folder)) {
      let name = moment.texts.string(text)
      guard name.hasPrefix("sessions") || name == "migration-map.json" else { continue }
      let path = moment.texts.text("\(folder)/\(name)")
      if let content = content(of: path) { found.append((name, content)) }
    }
    return found
  }

  /// The entries of the session file as it is now; none when it cannot be read.
  fileprivate mutating func oldSessions(in folder: String?) -> [OldSession] {
    guard let folder, let content = content(of: moment.texts.text(folder + "/sessions.json"))
    else { return [] }
    var emit = Emitter()
    swap(&emit.texts, &moment.texts)
    defer { swap(&emit.texts, &moment.texts) }
    guard case .success(let file) = OldSessionFile.read(content, &emit) else { return [] }
    return file.sessions
  }
}

extension Migration {
  /// What it is there for, and how that ended.
  func take(_ stance: inout Stance) {
    stance.role = .migration
    switch result {
    case nil: break
    case .nothing, .planned, .migrated, .alreadyMigrated, .rolledBack, .broughtBack:
      stance.answer = .done
    case .refused: stance.answer = .refused
    case .interrupted: stance.answer = .failed
    }
  }
}

extension ShippedMigration {
  /// What it is there for, and how that ended.
  func take(_ stance: inout Stance) {
    stance.role = .migration
    if report != nil { stance.answer = .done }
  }
}
