import Lifecycle
import Operations
import Supervision
import SupervisionSupport

/// A command of retention outside of any universe, with a desk that answers it: one record, one tmux
/// session, and whatever is to go wrong.
struct RetentionDesk {
  var rig: Rig<Retention>
  var document: SessionDocument
  var revision: Int64 = 7
  var pane: PaneFacts
  var isThere = true
  var survivors: [ProcessIdentity] = []
  var survivorsStay = false
  var now: Int64 = 100_000
  /// What the kind of operation is answered with, always.
  var failing: (verb: Verb, outcome: Outcome)?
  /// What is answered once, to the operation of that number.
  var once: (place: Int, outcome: Outcome)?
  /// What happens before the operation of that number.
  var before: (place: Int, (inout RetentionDesk) -> Void)?
  /// Everything that was asked for, in order.
  private(set) var operations: [Operation] = []

  static let name = "a-0000000000000001"
  static let agent = ProcessIdentity(boot: 1, namespace: 1, pid: 70, startTick: 7, nonce: 1)
  static let runner = ProcessIdentity(boot: 1, namespace: 1, pid: 60, startTick: 6, nonce: 1)
  static let server = ProcessIdentity(boot: 1, namespace: 1, pid: 50, startTick: 5, nonce: 0)

  init(_ command: String) {
    let sessions = SessionPolicy(
      socket: Text("/tmp/tmux"), worktrees: Text("/trees"), runner: Text("runner"))
    var policy = RetentionPolicy(sessions, logs: Text("/logs"))
    policy.retainFor = .seconds(60)
    rig = Rig(Retention(policy))
    for text in [
      "/tmp/tmux", "/trees", "/logs", "runner", Self.name, "a", "agent", "/repo", "main", "b",
      "0000000000000001", "1", "completed", "active", "@state", "Done.",
    ] { _ = rig.text(text) }
    var runtime = SessionRuntime(nonce: 1, socket: Text("/tmp/tmux"), name: rig.text(Self.name))
    let place = PaneReference(
      serverPid: 50, serverStart: 10, session: 2, window: 3, pane: 4, panePid: 60)
    runtime.pane = place
    runtime.server = Self.server
    runtime.runner = Self.runner
    runtime.agent = Self.agent
    var workspace = Workspace(
      repository: Text("/repo"), path: Text("/trees/a"), branch: Text("b"), base: Text("main"))
    _ = rig.text("/trees/a")
    workspace.state = .made
    document = SessionDocument(
      id: Text("a"), key: Text("a"), agent: Text("agent"), prompt: .empty, runtime: runtime,
      workspace: workspace)
    let reducer = Reducer()
    document.apply(Event(at: 0, .spawnInitiated), by: reducer)
    document.apply(Event(at: 0, .spawnCompleted(Handles())), by: reducer)
    document.apply(Event(at: 0, .scmObserved(SCMObservation(state: .merged))), by: reducer)
    document.outbox = []
    pane = PaneFacts(
      reference: place, sessionName: Text("a-0000000000000001"), sessionCreated: 10, attached: 0,
      isDead: false, ending: nil, currentCommand: Text("runner"),
      owner: Text("0000000000000001"), generation: Text("1"), state: Text("active"))
    rig.start(argument: command)
  }

  /// Marks it as completed, with its time over.
  mutating func keep(until: Int = 50_000) {
    document.retention = RetentionRecord(completedAt: 0, retainUntil: until)
    pane.state = Text("completed")
  }

  /// Answers until nothing more is asked.
  mutating func run() {
    while let operation = rig.next() {
      if let before, before.place == operations.count {
        self.before = nil
        before.1(&self)
      }
      operations.append(operation)
      if case .process(.exit) = operation { return }
      if let once, once.place == operations.count - 1 {
        rig.answer(once.outcome)
      } else if let failing, failing.verb == operation.verb {
        rig.answer(failing.outcome)
      } else {
        answer(operation)
      }
      precondition(operations.count < 5_000, "the command does not end")
    }
  }

  private mutating func answer(_ operation: Operation) {
    switch operation {
    case .store(.get):
      let value = document.encoded(&rig.emit)
      rig.answer(
        .store(.record(StoredRecord(key: Text("a"), value: value, revision: revision))))
    case .store(.list):
      let value = document.encoded(&rig.emit)
      rig.answer(rows: [.record(StoredRecord(key: Text("a"), value: value, revision: revision))]) {
        .store(.listing($0))
      }
    case .store(.put(_, let value, let expected)):
      guard expected == revision, let written = SessionDocument(value, &rig.emit) else {
        return rig.answer(.store(.conflict(revision: revision)))
      }
      document = written
      revision += 1
      rig.answer(.store(.written(revision: revision)))
    case .tmux(.listAllPanes, _):
      var stranger = pane
      stranger.reference.session = 9
      stranger.sessionName = Text("a")
      stranger.owner = .empty
      rig.answer(rows: [.pane(stranger)] + (isThere ? [.pane(pane)] : [])) {
        .tmux(.listing($0))
      }
    case .tmux(.setOption(_, _, _, let value), _):
      pane.state = value
      rig.answer(.tmux(.done))
    case .tmux(.capturePane, _): rig.answer(.tmux(.text(Text("Done."))))
    case .tmux(.killSessionIf(_, let condition), _):
      if pane.state == condition.value, pane.attached == 0 { isThere = false }
      rig.answer(.tmux(.done))
    case .process(.identify): rig.answer(.process(.same(.running)))
    case .process(.find):
      rig.answer(rows: survivors.map { .process(facts($0)) }) { .process(.listing($0)) }
    case .process(.signalIdentity(let survivor, _)):
      if !survivorsStay { survivors.removeAll { $0 == survivor } }
      rig.answer(.process(.done))
    case .file: rig.answer(.file(.done))
    case .readClock: rig.answer(.instant(Instant(nanoseconds: now * 1_000_000)))
    case .timer: rig.answer(.fired)
    default: rig.answer(.process(.done))
    }
  }

  private func facts(_ identity: ProcessIdentity) -> ProcessFacts {
    ProcessFacts(
      identity: identity, parent: 1, group: 1, session: 1, user: 0, state: .running,
      program: Text("child"))
  }

  /// What came of the first session.
  var result: RetentionResult? { rig.machine.findings.first?.result }

  /// The kinds of what was asked for.
  var verbs: [Verb] { operations.map(\.verb) }
}
