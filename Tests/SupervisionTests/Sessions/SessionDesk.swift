import Lifecycle
import Operations
import Supervision
import SupervisionSupport
import Testing

/// A command on a rig with a store of one record, where everything else does as it is asked.
struct SessionDesk {
  /// What becomes of a write instead of what it asks for.
  enum Strike {
    /// Another writes first.
    case overtaken(by: (inout SessionDocument) -> Void)
    /// It is done, and not answered; then another may write.
    case unanswered(then: (inout SessionDocument) -> Void)
    /// It is not answered, and the record is gone.
    case lost
    /// The store fails.
    case failed(StoreFailure)
  }

  var rig: Rig<SessionCommand>
  var document: SessionDocument?
  var revision: Int64 = 0
  /// Which write is struck, counted from 1.
  var strikes: [Int: Strike] = [:]  // lookup only
  /// Whether the runner writes that it has started the agent, once its session is made.
  var acknowledges = true
  /// What a look at another holder finds.
  var holder = Outcome.process(.failed(.noSuchProcess))
  /// What git says to a new worktree.
  var tree = Outcome.git(.done)
  /// What is answered to the next operations of a kind instead of what they ask for.
  var answers: [(verb: Verb, outcome: Outcome)] = []
  /// What every second listing of the panes is answered with, the first included.
  var alternates: Outcome?
  /// What another does to the record as soon as the session is made.
  var onSession: ((inout SessionDocument) -> Void)?
  /// What still carries the nonce, however often it is signalled.
  var survivors: [ProcessIdentity] = []
  /// Whether the pane of the runner is dead.
  var paneIsDead = false
  private(set) var verbs: [Verb] = []
  private(set) var operations: [Operation] = []
  private var puts = 0
  private var listings = 0
  private(set) var status: UInt8?

  init(_ verb: SessionRequest.Verb, _ adjust: (inout SessionPolicy) -> Void = { _ in }) {
    var texts = Texts()
    var policy = SessionFixture.policy(&texts)
    adjust(&policy)
    rig = Rig(SessionCommand(policy, entryPoint: EntryPoint(texts.text("rehearse session"))))
    rig.emit.texts = texts
    var request = SessionRequest(verb, id: rig.text("a"))
    if verb == .spawn {
      request.agent = rig.text("agent")
      request.repository = rig.text("/repo")
      request.base = rig.text("main")
    } else {
      document = SessionFixture.running(&rig.emit)
      if verb == .restore { document?.apply(Event(at: 0, .killRequested(.manual)), by: Reducer()) }
      revision = 4
    }
    let argument = request.encoded(&rig.emit.texts)
    rig.start(argument: rig.emit.texts.string(argument), pid: 100)
  }

  static let me = SessionFixture.identity(100)

  /// Answers until the command ends.
  mutating func run(location: SourceLocation = #_sourceLocation) -> SessionResult? {
    var waiting: [Emission] = []
    for _ in 0..<5_000 where status == nil {
      while let emission = rig.nextEmission() { waiting.append(emission) }
      // The one that says that it still works is not due.
      guard let place = waiting.firstIndex(where: { $0.operation != .timer(.seconds(5)) }) else {
        break
      }
      let emission = waiting.remove(at: place)
      verbs.append(emission.operation.verb)
      if case .process(.exit(let code)) = emission.operation {
        status = code
        break
      }
      var (outcome, rows) = answer(emission.operation)
      if let given = answers.firstIndex(where: { $0.verb == emission.operation.verb }) {
        outcome = answers.remove(at: given).outcome
        rows = []
      }
      operations.append(emission.operation)
      rig.answer(emission.tag, outcome, rows: rows)
    }
    #expect(status != nil, "it does not end", sourceLocation: location)
    #expect(rig.oversights == [], sourceLocation: location)
    return rig.machine.result
  }

  private mutating func answer(_ operation: Operation) -> (Outcome, [Row]) {
    switch operation {
    case .readClock: return (.instant(.start), [])
    case .drawNumber: return (.number(0xA1), [])
    case .timer: return (.fired, [])
    case .cancelTimer: return (.cancelled(1), [])
    case .store(.get): return (read(), [])
    case .store(.put(_, let value, let expected)): return (write(value, expected), [])
    case .git(.addWorktree): return (tree, [])
    case .git(.status): return (.git(.changes(tracked: 0, untracked: 0)), [])
    case .git: return (.git(.done), [])
    case .process(.identify): return (holder, [])
    case .process(.find):
      let rows = survivors.map { Row.process(Self.facts($0, Text("agent"))) }
      return (.process(.listing(Listing(slot: 0, count: UInt32(rows.count)))), rows)
    case .process(.inspect(let pid)):
      return (.process(.facts(Self.facts(SessionFixture.identity(pid), Text("tmux")))), [])
    case .process: return (.process(.done), [])
    case .tmux(.newSession, socket: _):
      if acknowledges { acknowledge() }
      if var found = document, let onSession {
        onSession(&found)
        document = found
        revision += 1
      }
      return (.tmux(.created(SessionFixture.pane)), [])
    case .tmux(.listAllPanes, socket: _):
      listings += 1
      if let alternates, listings % 2 == 1 { return (alternates, []) }
      // A stranger's session stands before its own.
      guard let document else { return (.tmux(.listing(Listing(slot: 0, count: 0))), []) }
      var stranger = document
      stranger.runtime.name = Text("a-1")
      stranger.runtime.pane = SessionFixture.pane
      stranger.runtime.pane?.session = 9
      let rows = [
        SessionFixture.row(stranger), SessionFixture.row(document, isDead: paneIsDead),
      ]
      return (.tmux(.listing(Listing(slot: 0, count: UInt32(rows.count)))), rows)
    case .tmux: return (.tmux(.done), [])
    case .store, .file, .forge, .pullRequest, .send:
      Issue.record("\(operation) is nothing that a command asks for")
      return (.limitPassed, [])
    }
  }

  private static func facts(_ identity: ProcessIdentity, _ program: Text) -> ProcessFacts {
    ProcessFacts(
      identity: identity, parent: 1, group: identity.pid, session: identity.pid, user: 0,
      state: .running, program: program)
  }

  private mutating func acknowledge() {
    document?.runtime.runner = SessionFixture.runner
    document?.runtime.agent = SessionFixture.agent
    revision += 1
  }

  private mutating func read() -> Outcome {
    guard let document else { return .store(.absent) }
    return .store(.record(SessionFixture.stored(document, revision, &rig.emit)))
  }

  private mutating func write(_ value: Text, _ expected: Int64) -> Outcome {
    puts += 1
    switch strikes[puts] {
    case nil:
      guard expected == revision else { return .store(.conflict(revision: revision)) }
      document = SessionDocument(value, &rig.emit)
      revision += 1
      return .store(.written(revision: revision))
    case .overtaken(let change):
      if var found = document {
        change(&found)
        document = found
        revision += 1
      }
      return .store(.conflict(revision: revision))
    case .unanswered(let change):
      document = SessionDocument(value, &rig.emit)
      revision += 1
      if var found = document {
        let before = found
        change(&found)
        document = found
        if found != before { revision += 1 }
      }
      return .limitPassed
    case .lost:
      document = nil
      return .limitPassed
    case .failed(let failure): return .store(.failed(failure))
    }
  }
}
