import Historical
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Keeps what is so of Forge, in the properties' words: how the sessions of its records stand, and
/// which run an executor works for.
///
/// A record of a session in Forge says nothing of how it stands: that is told by the backend's row
/// and by the process. What a row says of a process that lives is doubtful until somebody has
/// confirmed it, as it is shown to people.
struct ForgeBooks {
  /// The sessions, in the order of their keys.
  private(set) var sessions: [RecordFacts] = []
  private var records: [Record] = []
  private var commitCount: UInt64 = .max
  private let own: Text
  private let naive: Text

  /// A record of the store as it was read last.
  private struct Record {
    var key: Text
    var value: Text
    /// What it says, without what the backend knows.
    var stored: RecordFacts
    /// What is so.
    var facts: RecordFacts
    var attempt: UInt64 = 0
    var stopped: UInt64 = 0
    var seen = Seen()
  }

  /// What of the newest run decides how a session stands.
  private struct Seen: Equatable {
    var run: UInt64 = 0
    var status: ForgeProcessStatus?
    var lives = false
  }

  init(_ universe: inout Universe<Cast>) {
    own = universe.text("forge/")
    naive = universe.text("naive/")
  }

  // MARK: - Sessions

  /// Reads what may have changed; false when nothing has.
  mutating func read(_ universe: inout Universe<Cast>) -> Bool {
    var hasChanged = false
    if universe.world.store.commitCount != commitCount {
      commitCount = universe.world.store.commitCount
      hasChanged = readStore(&universe)
    }
    for place in records.indices where records[place].attempt != 0 {
      let seen = Self.see(records[place].attempt, universe.world)
      guard seen != records[place].seen else { continue }
      records[place].seen = seen
      renew(place, &universe.world)
      hasChanged = true
    }
    if hasChanged { sessions = records.map(\.facts) }
    return hasChanged
  }

  private mutating func readStore(_ universe: inout Universe<Cast>) -> Bool {
    let old = records
    var isNew = false
    records = []
    for record in universe.world.store.allRecords {
      let texts = universe.world.moment.texts
      let isOwn = texts.hasPrefix(record.key, own)
      guard isOwn || texts.hasPrefix(record.key, naive) else { continue }
      if let known = old.first(where: { $0.key == record.key && $0.value == record.value }) {
        records.append(known)
      } else if let read = isOwn
        ? read(record, &universe.world) : readNaive(record, &universe.world)
      {
        records.append(read)
        isNew = true
      }
    }
    return isNew || records.count != old.count
  }

  private func read(_ record: StoredRecord, _ world: inout World) -> Record? {
    var emit = Emitter()
    swap(&emit.texts, &world.moment.texts)
    defer { swap(&emit.texts, &world.moment.texts) }
    guard let session = ForgeSession.decode(record, &emit) else { return nil }
    let facts = RecordFacts(session, under: record.key)
    var found = Record(key: record.key, value: record.value, stored: facts, facts: facts)
    if session.phase == .created {
      found.attempt = session.attempt
      found.stopped = session.stopped
    }
    return found
  }

  /// The naive executor keeps one number, and calls it the attempt's.
  private func readNaive(_ record: StoredRecord, _ world: inout World) -> Record? {
    let texts = world.moment.texts
    guard let id = UInt64(texts.string(record.value)) else { return nil }
    let key = world.moment.texts.text(String(texts.string(record.key).dropFirst(6)))
    let facts = RecordFacts(key: record.key, id: record.value, run: key, life: .running)
    var found = Record(key: record.key, value: record.value, stored: facts, facts: facts)
    found.attempt = id
    return found
  }

  private static func see(_ attempt: UInt64, _ world: borrowing World) -> Seen {
    guard let row = world.forge.newestRow(of: attempt) else { return Seen() }
    return Seen(
      run: row.id, status: row.status, lives: world.processes.lives(row.executor))
  }

  private mutating func renew(_ place: Int, _ world: inout World) {
    let record = records[place]
    var facts = record.stored
    if let truth = world.withForge({ $0.truth(newestOf: record.attempt, &$1) }) {
      facts.worktree = truth.worktree
      facts.branch = truth.branch
      facts.conversation = truth.conversation
      facts.generation = truth.number
    }
    facts.life = Self.life(record.seen, stopped: record.stopped, facts.life)
    records[place].facts = facts
  }

  private static func life(
    _ seen: Seen, stopped: UInt64, _ life: RecordFacts.Life
  ) -> RecordFacts.Life {
    if stopped != 0, seen.run == stopped || seen.run == 0 { return .ended(.killed) }
    switch seen.status {
    case nil: return life
    case .running: return .running
    case .completed: return .ended(.completed)
    case .failed: return seen.lives ? .doubtful : .ended(.inferred)
    case .killed, .stopped: return seen.lives ? .running : .ended(.killed)
    }
  }

  // MARK: - Executors

  /// The run that an executor works for, and the folder that it works in; nil for what neither
  /// Forge nor somebody who falls back from it has started.
  func work(
    of process: SimulatedProcess, _ account: Account, _ universe: inout Universe<Cast>
  ) -> (run: Text, folder: Text)? {
    if let truth = universe.world.withForge({ $0.truth(ofExecutor: process.index, &$1) }) {
      return (truth.key.isEmpty ? truth.title : truth.key, truth.worktree)
    }
    for place in account.actors.indices.reversed() {
      let actor = account.actors[place].actor
      guard universe.process(of: actor) == process.parent,
        case .naiveForge = universe.machine(of: actor)
      else { continue }
      // What is launched on this machine works where everybody works.
      return (account.actors[place].stance.run, account.repository)
    }
    return nil
  }
}

extension RecordFacts {
  /// A session in Forge, as far as its record tells.
  fileprivate init(_ session: ForgeSession, under key: Text) {
    self.init(key: key, id: session.key, run: session.key, life: .starting)
    worktree = session.worktree
    branch = session.branch
    agent = session.executor
    switch session.phase {
    case .intended: life = .starting
    case .created: life = session.stopped == 0 ? .running : .ended(.killed)
    case .fellBack: life = .ended(.failed)
    }
  }
}
