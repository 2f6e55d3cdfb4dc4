import Historical
import Lifecycle
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// What is stored of sessions, by every system, in the properties' words.
///
/// It is read again only when something was written that it reads.
struct Ledger {
  private(set) var sessions: [RecordFacts] = []
  private var commitCount: UInt64 = .max
  /// The records of the store as they were read last.
  private(set) var documents: [Document] = []
  private var genieContent = Text.empty
  private var genie: [RecordFacts] = []
  private var emptiedBy: ActorID?
  /// Who has written what was read last, where the event itself is nobody's.
  private(set) var writer: ActorID?
  private var squadContent = Text.empty
  private var squad: [RecordFacts] = []

  /// A record of the store as it was read last.
  struct Document {
    var key: Text
    var value: Text
    var facts: RecordFacts?
    /// The document itself, if it is one of the real session manager.
    var session: SessionDocument?
  }

  private static let genieFile: StaticString = "/project/.genie/state/agents/sessions.json"
  private static let squadFile: StaticString = "/claude-squad/instances.json"

  /// Reads what may have changed; false when nothing has.
  mutating func read(
    _ universe: inout Universe<Cast>, _ entries: [TraceEntry], _ marks: EventMarks
  ) -> Bool {
    var hasChanged = false
    if universe.world.store.commitCount != commitCount {
      commitCount = universe.world.store.commitCount
      readStore(&universe)
      hasChanged = true
    }
    writer = nil
    let mayChangeFiles =
      !marks.isDisjoint(with: [.file, .world, .fault]) && entries.contains { $0.mayChangeFiles }
    if mayChangeFiles || emptiedBy != nil {
      hasChanged = readGenie(&universe, entries) || hasChanged
    }
    if mayChangeFiles {
      hasChanged = readSquad(&universe) || hasChanged
    }
    if hasChanged {
      sessions.removeAll(keepingCapacity: true)
      for place in documents.indices {
        if let facts = documents[place].facts { sessions.append(facts) }
      }
      if !genie.isEmpty { sessions += genie }
      if !squad.isEmpty { sessions += squad }
    }
    return hasChanged
  }

  // MARK: - The store

  private mutating func readStore(_ universe: inout Universe<Cast>) {
    let records = universe.world.store.allRecords
    guard records.count == documents.count,
      records.indices.allSatisfy({ records[$0].key == documents[$0].key })
    else { return readAnew(records, &universe) }
    // Most commits change one record, and none comes or goes.
    for (place, record) in records.enumerated() where documents[place].value != record.value {
      documents[place] = Self.document(of: record, &universe)
    }
  }

  private mutating func readAnew(
    _ records: [StoredRecord], _ universe: inout Universe<Cast>
  ) {
    let old = documents
    documents = []
    for record in records {
      if let known = old.first(where: { $0.key == record.key && $0.value == record.value }) {
        documents.append(known)
      } else {
        documents.append(Self.document(of: record, &universe))
      }
    }
  }

  private static func document(
    of record: StoredRecord, _ universe: inout Universe<Cast>
  ) -> Document {
    var read = Document(key: record.key, value: record.value)
    if let document = SessionDocument(record.value, &universe.world.moment.texts) {
      read.session = document
      read.facts = RecordFacts(document, under: record.key)
    }
    return read
  }

  // MARK: - Genie and the squad

  private mutating func readGenie(
    _ universe: inout Universe<Cast>, _ entries: [TraceEntry]
  ) -> Bool {
    let found = universe.world.content(of: Text(Self.genieFile))
    let content = found ?? .empty
    guard content != genieContent else {
      emptiedBy = nil
      return false
    }
    // A file that is there and empty is being written: what is in it is lost when its writer is.
    if found != nil, content.isEmpty {
      let by = emptiedBy ?? entries.first { $0.actor != .none }?.actor ?? .none
      emptiedBy = by
      if by != .none, universe.state(of: by) != .gone { return false }
      writer = by
    } else {
      writer = Self.writer(of: entries, universe)
    }
    emptiedBy = nil
    genieContent = content
    // The shape of the file is told by what is in it; each release reads its own.
    var store = GenieStore(.sessionsByID)
    for format in [GenieFormat.sessionsByID, .agents, .sessionsByName] {
      store = GenieStore(
        content, as: format, now: universe.world.moment.wall, &universe.world.moment.texts)
      if !store.records.isEmpty { break }
    }
    genie = store.records.map { RecordFacts($0, &universe.world.moment.texts) }
    return true
  }

  /// Whose write has arrived in an event of the world.
  private static func writer(
    of entries: [TraceEntry], _ universe: borrowing Universe<Cast>
  ) -> ActorID? {
    for entry in entries {
      guard case .world(.file(.writeArrives(_, _, let process, _))) = entry.kind else { continue }
      for number in 0..<Int32(universe.actorCount) {
        let actor = ActorID(rawValue: number)
        if universe.process(of: actor) == process { return actor }
      }
    }
    return nil
  }

  private mutating func readSquad(_ universe: inout Universe<Cast>) -> Bool {
    let content = universe.world.content(of: Text(Self.squadFile)) ?? .empty
    guard content != squadContent else { return false }
    squadContent = content
    let instances = SquadInstances(content, &universe.world.moment.texts)
    squad = (instances?.list ?? []).map { instance in
      var facts = RecordFacts(
        key: instance.title, id: instance.title, run: instance.title, life: .running)
      facts.name = universe.text(
        "claudesquad_" + universe.world.moment.texts.string(instance.title))
      facts.worktree = instance.worktree
      facts.branch = instance.branch
      return facts
    }
    return true
  }

  /// The run of an executor of genie's, by what it was started with.
  func run(ofClaude argument: Text, _ universe: inout Universe<Cast>) -> Text {
    GenieInvocation(argument, &universe.world.moment.texts).agent
  }
}

extension RecordFacts {
  /// A session of the real session manager.
  init(_ document: SessionDocument, under key: Text) {
    self.init(key: key, id: document.id, run: document.key, life: .starting)
    name = document.runtime.name
    worktree = document.workspace.path
    branch = document.workspace.branch
    generation = document.lifecycle.generation
    agent = document.runtime.agent
    hasIntent = document.intent != nil
    nonce = document.runtime.nonce
    openEffects = document.outbox.count
    isWorkKept = document.workspace.state == .kept
    guard let session = document.lifecycle.record?.session else { return }
    switch session.state {
    case .notStarted: life = .starting
    case .working, .idle, .needsInput: life = .running
    case .detecting: life = .doubtful
    case .stuck: life = session.reason.isLiveness ? .doubtful : .running
    case .done: life = .ended(.completed)
    case .terminated: life = .ended(Self.end(session.reason))
    }
  }

  private static func end(_ reason: SessionReason) -> End {
    switch reason {
    case .runtimeLost, .agentProcessExited, .probeFailure: .inferred
    case .errorInProcess: .failed
    case .prMerged, .researchComplete, .mergedWaitingDecision: .completed
    default: .killed
    }
  }

  /// A session of genie's.
  init(_ record: GenieStore.Record, _ texts: inout Texts) {
    let entry = record.entry
    self.init(
      key: record.key, id: entry.sessionID ?? record.key, run: entry.agent ?? record.key,
      life: .running)
    log = entry.logFile ?? .empty
    agentPid = entry.executorPid
    guard let status = entry.status else { return }
    storedStatus = texts.text(status.word)
    switch status {
    case .starting: life = .starting
    case .running: life = .running
    case .completed: life = .ended(.completed)
    case .failed: life = .ended(.failed)
    case .stopped: life = .ended(.killed)
    case .abandoned: life = .ended(.inferred)
    }
  }
}

extension TraceEntry {
  /// Whether the content of a file can be other than before.
  fileprivate var mayChangeFiles: Bool {
    switch kind {
    case .performed(.file(let operation), _):
      switch operation.verb {
      case .fileWrite, .fileAppend, .fileCreateExclusive, .fileReplace, .fileRemove, .fileRename,
        .fileRemoveTree, .fileLink:
        true
      default: false
      }
    case .world(.programEnds), .world(.orphanReaped), .world(.waitReturns), .world(.store): false
    case .world, .fault: true
    default: false
    }
  }
}
