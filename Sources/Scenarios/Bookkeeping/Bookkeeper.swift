import Operations
import Properties
import SimulatedWorld
import Simulation

/// The record of a session in the properties' words; tmux has facts of that name as well.
typealias RecordFacts = Properties.SessionFacts

/// Keeps the account of a run: what is so, in the properties' words, after each event.
///
/// It reads the world, the machines and the trace of the event, and asks nobody. What has not
/// changed is not read again.
struct Bookkeeper {
  private(set) var account = Account()
  /// All that happened, when it is kept for a reader.
  private(set) var history: [TraceEntry] = []
  /// Whether it is kept.
  let records: Bool
  private let agentPrograms: [Text]
  private let variants: [ProgramVariants]
  private var ledger = Ledger()
  private var strikes = StrikeBooks()
  private var forge: ForgeBooks
  private var readings = ForgeReadings()
  private var migration: MigrationBooks
  private var dispatches = DispatchBooks()
  private var statuses = StatusBooks()
  private var retention = RetentionBooks()
  private(set) var numbers = ActorNumbers()
  private(set) var printed: Printed
  private var processChanges: UInt64 = .max
  private var noticeCount = 0
  /// What kinds of things happened in the event.
  private(set) var marks: EventMarks = []
  private var locks: LockBooks
  private var desks = DeskBooks()

  init(
    _ scenario: Scenario, _ universe: inout Universe<Cast>, variants: [ProgramVariants] = [],
    records: Bool
  ) {
    self.records = records
    locks = LockBooks(scenario)
    self.variants = variants
    printed = Printed(scenario)
    var programs = Company.agentPrograms.map { universe.text("\($0)") }
    for player in scenario.actors where player.part.kind == .desk {
      programs.append(universe.text("worker@\(player.name)"))
    }
    agentPrograms = programs
    forge = ForgeBooks(&universe)
    migration = MigrationBooks(scenario, &universe)
    account.repository = universe.text(Company.repository)
  }

  // MARK: - After each event

  /// Brings the account up to the event that was just taken.
  mutating func note(_ universe: inout Universe<Cast>) {
    universe.trace.hand(over: &account.entries)
    if records { history += account.entries }
    account.now = universe.now
    account.event = universe.eventCount
    account.beginEvent()
    marks = EventMarks(account.entries)
    account.news = .time
    if !marks.isDisjoint(with: [.fault, .interference]) { noteFaults(&universe) }
    if marks.contains(.began) { numbers.note(account.entries, universe) }
    printed.note(account.entries)
    noteActors(&universe)
    if universe.world.processes.changeCount != processChanges {
      processChanges = universe.world.processes.changeCount
      noteProcesses(&universe)
    }
    if !account.strangers.isEmpty { noteStrangers(&universe) }
    noteRecords(&universe)
    locks.note(&account, &universe)
    if desks.concern(marks) { desks.note(&account, &universe) }
    if !account.works.isEmpty || !account.strangers.isEmpty { noteWorks(&universe) }
    if StrikeBooks.concern(marks) || !account.strangers.isEmpty {
      strikes.note(&account, &universe)
    }
    if readings.concern(marks) { readings.note(&account, &universe) }
    migration.note(&account, &universe)
    if universe.notices.count > noticeCount {
      account.notices += universe.notices[noticeCount...]
      noticeCount = universe.notices.count
    }
    dispatches.note(&account, &universe, ledger.documents, marks)
    if StatusBooks.concern(marks) { statuses.note(&account, &universe, ledger.documents) }
    retention.note(&account, &universe, ledger.documents)
    noteNews()
  }

  /// Notes what else than the entries is other than before.
  private mutating func noteNews() {
    if !account.changes.isEmpty { account.news.insert(.changes) }
    if !account.begunAgents.isEmpty || !account.endedAgents.isEmpty { account.news.insert(.agents) }
    if !account.strangers.isEmpty { account.news.insert(.strangers) }
    if marks.contains(.performed), !account.strangers.isEmpty || account.agents.count > 1 {
      account.news.insert(.operations)
    }
    if !account.strikes.isEmpty { account.news.insert(.strikes) }
  }

  /// Notes that the run is over.
  mutating func conclude(_ universe: inout Universe<Cast>) {
    note(&universe)
    account.isQuiet = true
  }

  /// Whose turn or operation the event was; `none` for the world's.
  var mover: ActorID {
    account.entries.first { $0.actor != .none }?.actor ?? .none
  }

  // MARK: - Faults and strangers

  mutating func addStranger(_ kind: StrangerFacts.Kind) {
    account.strangers.append(StrangerFacts(kind))
  }

  mutating func addWork(_ path: Text, content: Text) {
    account.works.append(WorkFacts(path: path, content: content))
  }

  private mutating func noteFaults(_ universe: inout Universe<Cast>) {
    for entry in account.entries {
      switch entry.kind {
      case .fault(.cue), .fault(.restart): break
      case .fault(let fault):
        noteFault()
        noteStranger(of: fault, &universe)
      case .interference: noteFault()
      default: break
      }
    }
  }

  private mutating func noteFault() {
    account.lastFault = account.now
    account.faultCount += 1
    account.news.insert(.faults)
  }

  private mutating func noteStranger(of fault: Fault, _ universe: inout Universe<Cast>) {
    switch fault {
    case .foreignProcess(let program, _, _):
      var youngest: SimulatedProcess?
      universe.world.processes.forEach { process in
        if process.program == program,
          process.identity.startTick >= youngest?.identity.startTick ?? 0
        {
          youngest = process
        }
      }
      guard let youngest else { return }
      addStranger(
        .process(youngest.index, pid: youngest.identity.pid, program: program))
    case .world(.tmux(.nameTaken(let name, let socket, _))):
      guard let process = universe.world.tmux.paneProcess(ofSession: name, at: socket) else {
        return
      }
      addStranger(.session(name, process))
    case .world(.tmux(.prefixTwin(let name, let socket, _))):
      let twin = universe.text(universe.world.moment.texts.string(name) + "0")
      guard let process = universe.world.tmux.paneProcess(ofSession: twin, at: socket) else {
        return
      }
      addStranger(.session(twin, process))
    case .world(.tmux(.serverRestarted(let socket, _))):
      for name in universe.world.tmux.sessionNames {
        guard let process = universe.world.tmux.paneProcess(ofSession: name, at: socket) else {
          continue
        }
        addStranger(.session(name, process))
      }
    default: break
    }
  }

  // MARK: - Actors

  private mutating func noteActors(_ universe: inout Universe<Cast>) {
    while account.actors.count < universe.actorCount {
      let actor = ActorID(rawValue: Int32(account.actors.count))
      account.actors.append(ActorFacts(actor: actor, name: universe.name(of: actor)))
      account.news.insert(.actors)
      noteStance(of: actor, &universe)
    }
    for place in account.entries.indices {
      let actor = account.entries[place].actor
      guard actor != .none else { continue }
      switch account.entries[place].kind {
      case .began:
        account.actors[Int(actor.rawValue)].began = account.now
        account.actors[Int(actor.rawValue)].answeredAt = nil
        account.news.insert(.actors)
      case .performed where universe.state(of: actor) == .running:
        // What a program says it says in its turns.
        continue
      default: break
      }
      noteStance(of: actor, &universe)
    }
  }

  private mutating func noteStance(of actor: ActorID, _ universe: inout Universe<Cast>) {
    let stance = universe.machine(of: actor).stance(&universe.world.moment.texts)
    let change = account.actors[Int(actor.rawValue)].take(
      stance, name: universe.name(of: actor), lives: universe.state(of: actor) != .gone,
      now: account.now)
    guard change != .none else { return }
    account.news.insert(.actors)
    let new = account.actors[Int(actor.rawValue)].stance
    if change == .task, !new.run.isEmpty { noteRequest(new) }
  }

  private mutating func noteRequest(_ stance: Stance) {
    let known = account.runs.firstIndex { $0.key == stance.run }
    switch stance.role {
    case .launcher:
      if let known {
        account.runs[known].requestCount += 1
      } else {
        account.runs.append(RunFacts(key: stance.run, requested: account.now))
      }
    case .restorer:
      if let known { account.runs[known].restoreCount += 1 }
    default: break
    }
  }

  // MARK: - Processes

  private mutating func noteProcesses(_ universe: inout Universe<Cast>) {
    account.news.insert(.actors)
    for place in account.agents.indices where account.agents[place].ended == nil {
      guard !universe.world.processes.lives(account.agents[place].process) else { continue }
      account.agents[place].ended = account.now
      account.agents[place].endedBy = mover
      account.endedAgents.append(place)
    }
    var born: [SimulatedProcess] = []
    universe.world.processes.forEach { process in
      if process.state != .zombie, agentPrograms.contains(process.program),
        !account.agents.contains(where: { $0.process == process.index })
      {
        born.append(process)
      }
    }
    for process in born {
      account.begunAgents.append(account.agents.count)
      let work = forge.work(of: process, account, &universe)
      var agent = AgentFacts(
        identity: process.identity, process: process.index, program: process.program,
        run: work?.run ?? run(of: process, &universe), began: account.now)
      agent.worktree =
        work?.folder ?? account.sessions.first { $0.run == agent.run }?.worktree ?? .empty
      account.agents.append(agent)
    }
    for place in account.actors.indices {
      let actor = ActorID(rawValue: Int32(place))
      account.actors[place].lives = universe.state(of: actor) != .gone
      // What somebody held is not held by a process that is gone.
      if !account.actors[place].lives { account.actors[place].stance.holdsRoot = false }
    }
    noteCreations()
  }

  /// The run that an agent works for, by what it was started with.
  private func run(of process: SimulatedProcess, _ universe: inout Universe<Cast>) -> Text {
    if process.program == universe.text("agent") {
      let id = process.argument
      return account.session(id)?.run ?? id
    }
    if process.program == universe.text("claude") {
      return ledger.run(ofClaude: process.argument, &universe)
    }
    return .empty
  }

  private mutating func noteStrangers(_ universe: inout Universe<Cast>) {
    for place in account.strangers.indices {
      switch account.strangers[place].kind {
      case .process(let process, _, _):
        account.strangers[place].isThere = universe.world.processes.lives(process)
      // A session is gone before its process is; a file is looked at where files change.
      case .session, .file: break
      }
    }
  }

  private mutating func noteCreations() {
    for place in account.runs.indices where account.runs[place].created == nil {
      let key = account.runs[place].key
      if account.sessions.contains(where: { $0.run == key }),
        account.agents.contains(where: { $0.run == key && $0.lives })
      {
        account.runs[place].created = account.now
      }
    }
  }

  // MARK: - Records

  private mutating func noteRecords(_ universe: inout Universe<Cast>) {
    let isRead = ledger.read(&universe, account.entries, marks)
    guard forge.read(&universe) || isRead else { return }
    let found = forge.sessions.isEmpty ? ledger.sessions : ledger.sessions + forge.sessions
    let mover = ledger.writer ?? mover
    for session in found {
      let before = account.sessions.first { $0.key == session.key }
      if before != session {
        account.changes.append(SessionChange(before: before, after: session, writer: mover))
      }
    }
    for session in account.sessions where !found.contains(where: { $0.key == session.key }) {
      account.changes.append(SessionChange(before: session, after: nil, writer: mover))
    }
    account.sessions = found
    noteCreations()
  }

  // MARK: - Files

  private mutating func noteWorks(_ universe: inout Universe<Cast>) {
    guard !account.works.isEmpty || account.strangers.contains(where: { $0.isFile }),
      account.entries.contains(where: { $0.mayTouchFiles })
    else { return }
    for place in account.works.indices where account.works[place].isThere {
      let work = account.works[place]
      account.works[place].isThere = universe.world.content(of: work.path) == work.content
    }
    for place in account.strangers.indices {
      guard case .file(let path, let content) = account.strangers[place].kind else { continue }
      account.strangers[place].isThere = universe.world.content(of: path) == content
    }
  }

  // MARK: - Comparing

  /// Folds what the account knows and the world does not say.
  func fold(into digest: inout Digest) {
    locks.fold(into: &digest)
    for actor in account.actors {
      digest.fold(actor.lives ? 1 : 0, actor.stance.holdsRoot ? 1 : 0)
      digest.fold(
        UInt32(actor.stance.answer.map { $0.rawValue + 1 } ?? 0), actor.stance.wasRefused ? 1 : 0)
    }
    for run in account.runs {
      digest.fold(run.key)
      digest.fold(UInt32(run.requestCount), UInt32(run.restoreCount))
    }
    for agent in account.agents {
      digest.fold(agent.run)
      digest.fold(agent.lives ? 1 : 0, UInt32(bitPattern: agent.endedBy.rawValue))
    }
  }

  // MARK: - Questions

  /// How many operations of a kind took effect in this event, of somebody or of anybody.
  func callCount(_ calls: Happening.Calls, of name: String) -> Int {
    var count = 0
    for entry in account.entries {
      guard case .performed(let operation, _) = entry.kind, calls.contains(operation.verb) else {
        continue
      }
      if name.isEmpty || account.facts(of: entry.actor).map({ matches($0.name, name) }) == true {
        count += 1
      }
    }
    return count
  }

  /// Whether an actor is called so; a variant of a program, such as `runner@ada`, is called by the
  /// program's own name as well.
  private func matches(_ text: Text, _ name: String) -> Bool {
    guard let variants = variants.first(where: { $0.base == name }) else {
      return Self.text(name) == text
    }
    return variants.names.contains(text)
  }

  private func text(_ name: String) -> Text { Self.text(name) }

  /// Whether something is so.
  func isSo(_ condition: Happening.Condition) -> Bool {
    switch condition {
    case .holds(let name):
      return account.actors.contains {
        matches($0.name, name) && $0.lives && $0.stance.holdsRoot
      }
    case .hasAnswered(let name):
      return account.actors.contains { matches($0.name, name) && $0.stance.answer != nil }
    case .isGone(let name):
      return account.actors.contains { matches($0.name, name) && !$0.lives && $0.began > .start }
    case .hasAgent(let run): return !account.livingAgents(of: text(run)).isEmpty
    case .lostAgent(let run):
      let run = text(run)
      return account.agents.contains { $0.run == run && !$0.lives }
    case .session(let run, let life):
      let run = text(run)
      guard let session = account.sessions.first(where: { $0.run == run || $0.id == run }) else {
        return false
      }
      return life.fits(session.life)
    }
  }

  /// The id by which genie knows the session of a run.
  func genieID(of run: Text) -> Text? {
    account.sessions.last { $0.run == run }?.id
  }
}

extension Happening.SessionLife {
  /// Whether a record says so.
  func fits(_ life: RecordFacts.Life) -> Bool {
    switch (self, life) {
    case (.starting, .starting), (.running, .running), (.doubtful, .doubtful), (.over, .ended): true
    default: false
    }
  }
}

/// What is other about an actor.
private enum StanceChange {
  case none
  case stance
  /// What it is there for, among other things.
  case task
}

extension ActorFacts {
  /// Takes what somebody says of itself.
  ///
  /// All of it is one change of the list of actors, which asks once whose the list is.
  fileprivate mutating func take(
    _ said: Stance, name: Text, lives: Bool, now: Instant
  ) -> StanceChange {
    self.name = name
    self.lives = lives
    var said = said
    // Whatever a message is turned into on its way: nobody has asked for anything else.
    if stance.role == .sender, stance.session == said.session { said.role = .sender }
    guard said != stance else { return .none }
    if said.answer != nil, stance.answer == nil { answeredAt = now }
    let isNew = stance.run != said.run || stance.role != said.role
    stance = said
    return isNew ? .task : .stance
  }
}

extension StrangerFacts {
  /// Whether it is a file.
  fileprivate var isFile: Bool { if case .file = kind { true } else { false } }
}

extension TraceEntry {
  /// Whether files can be other than before.
  fileprivate var mayTouchFiles: Bool {
    switch kind {
    case .performed(.file, _), .performed(.git, _), .world, .fault: true
    default: false
    }
  }
}
