import Lifecycle
import Operations
import Supervision
import SupervisionSupport
import Testing

/// Every operation of the main paths, one by one, in its order and with its target.
@Suite("The operations of a session command")
struct SessionOperationTests {
  private static let nonce: UInt64 = 0xA1B2_C3D4_0000_0001
  private static let lineTag = Tag(rawValue: 2)
  private static let pane = PaneReference(
    serverPid: 50, serverStart: 1_760_000_000, session: 0, window: 0, pane: 0, panePid: 60)

  private func identity(_ pid: Int32, nonce: UInt64 = 0) -> ProcessIdentity {
    ProcessIdentity(boot: 1, namespace: 1, pid: pid, startTick: Int64(pid) * 10, nonce: nonce)
  }

  /// A command on the rig, started with a request, up to its first look at the store.
  private func rig(_ verb: SessionRequest.Verb) -> Rig<SessionCommand> {
    var texts = Texts()
    for text in ["/tmp/tmux", "/trees", "runner", "rehearse session"] { _ = texts.text(text) }
    let policy = SessionPolicy(
      socket: texts.text("/tmp/tmux"), worktrees: texts.text("/trees"),
      runner: texts.text("runner"))
    var rig = Rig(
      SessionCommand(policy, entryPoint: EntryPoint(texts.text("rehearse session"))))
    rig.emit.texts = texts
    var request = SessionRequest(verb, id: rig.text("a"))
    if verb == .spawn {
      request.agent = rig.text("agent")
      request.repository = rig.text("/repo")
      request.base = rig.text("main")
      request.prompt = rig.text("do it")
    }
    let argument = request.encoded(&rig.emit.texts)
    rig.start(argument: rig.emit.texts.string(argument), pid: 100)
    rig.expect(.readClock(.monotonic), .instant(.start))
    // A spawn says what it does while it begins to do it.
    if verb == .spawn {
      let line = rig.nextEmission()
      let launching = Operation.process(
        .writeLine(rig.text("▸ Launching agent in the background...")))
      #expect(line?.operation == launching)
      #expect(line?.tag == Self.lineTag)
    }
    let progress = rig.next()
    #expect(progress == .timer(.seconds(5)))
    return rig
  }

  private func document(_ value: Text, _ rig: inout Rig<SessionCommand>) -> SessionDocument? {
    SessionDocument(value, &rig.emit)
  }

  /// Takes the next operation, which writes the record, and answers that it was written.
  private func expectPut(
    _ rig: inout Rig<SessionCommand>, expected: Int64,
    location: SourceLocation = #_sourceLocation
  ) -> SessionDocument? {
    guard case .store(.put(let key, let value, let revision))? = rig.next() else {
      Issue.record("no record is written", sourceLocation: location)
      return nil
    }
    #expect(key == rig.text("a"), sourceLocation: location)
    #expect(revision == expected, sourceLocation: location)
    rig.answer(.store(.written(revision: expected + 1)))
    return document(value, &rig)
  }

  private func record(
    _ document: SessionDocument, _ revision: Int64, _ rig: inout Rig<SessionCommand>
  ) -> Outcome {
    let value = document.encoded(&rig.emit)
    return .store(.record(StoredRecord(key: rig.text("a"), value: value, revision: revision)))
  }

  private func tmux(_ command: TmuxCommand, _ rig: inout Rig<SessionCommand>) -> Operation {
    .tmux(command, socket: rig.text("/tmp/tmux"))
  }

  /// Everything from the claimed record on, up to the end.
  private func expectStart(
    _ claimed: SessionDocument, revision: Int64, generation: String,
    _ rig: inout Rig<SessionCommand>
  ) {
    let runtime = claimed.runtime
    let launch = Launch(program: rig.text("runner"), argument: rig.text("a"), nonce: Self.nonce)
    rig.expect(
      tmux(.newSession(name: runtime.name, launch), &rig), .tmux(.created(Self.pane)))
    rig.expect(
      .process(.inspect(pid: 50)),
      .process(
        .facts(
          ProcessFacts(
            identity: identity(50), parent: 1, group: 50, session: 50, user: 0, state: .running,
            program: rig.text("tmux")))))
    let marks = SessionMarks(
      owner: rig.text("a1b2c3d400000001"), generation: rig.text(generation),
      state: rig.text("active"))
    rig.expect(tmux(.markSession(.exact(runtime.name), marks), &rig), .tmux(.done))
    // Before the runner has acknowledged, the launcher waits, and then looks whether its pane lives.
    rig.expect(.store(.get(key: rig.text("a"))), record(claimed, revision, &rig))
    let firstPause = rig.nextEmission()
    #expect(firstPause?.operation == .timer(.seconds(1)))
    rig.answer(.fired)
    rig.expect(.store(.get(key: rig.text("a"))), record(claimed, revision, &rig))
    let row = PaneFacts(
      reference: Self.pane, sessionName: runtime.name, sessionCreated: 0, attached: 0,
      isDead: false, ending: nil, currentCommand: .empty, owner: .empty, generation: .empty,
      state: .empty)
    let listing = Listing(slot: 0, count: 1)
    rig.expect(tmux(.listAllPanes, &rig), .tmux(.listing(listing)), rows: [.pane(row)])
    let pause = rig.nextEmission()
    #expect(pause?.operation == .timer(.seconds(1)))
    // The runner's message cuts the wait short.
    rig.hand(.message(Message(topic: SessionTopic.acknowledged), from: .empty))
    let cancel = rig.next()
    #expect(cancel == .cancelTimer(pause?.tag ?? Tag(rawValue: 0)))
    var acknowledged = claimed
    acknowledged.runtime.runner = identity(60, nonce: Self.nonce)
    acknowledged.runtime.agent = identity(61, nonce: Self.nonce)
    rig.expect(.store(.get(key: rig.text("a"))), record(acknowledged, revision + 1, &rig))
    rig.expect(.readClock(.boottime), .instant(.start))
    let completed = expectPut(&rig, expected: revision + 1)
    #expect(completed?.intent == nil)
    #expect(completed?.runtime.pane == Self.pane)
    #expect(completed?.runtime.server == identity(50))
    #expect(completed?.workspace.state == .made)
    #expect(completed?.lifecycle.record?.runtime.state == .alive)
    rig.expect(.readClock(.monotonic), .instant(.start + .milliseconds(1_234)))
  }

  private func expectLines(_ lines: [String], status: UInt8, _ rig: inout Rig<SessionCommand>) {
    for line in lines {
      rig.expect(.process(.writeLine(rig.text(line))), .process(.done))
    }
    rig.expect(.process(.exit(status: status)), .process(.done))
    #expect(rig.pending.isEmpty)
    #expect(rig.oversights == [])
  }

  private var hints: [String] {
    [
      "  View output:", "    rehearse session view a", "  Continue conversation:",
      "    rehearse session resume a \"...\"", "  Stop the agent:",
      "    rehearse session stop a",
    ]
  }

  @Test("spawn")
  func spawn() throws {
    var rig = rig(.spawn)
    rig.expect(.drawNumber, .number(Self.nonce))
    rig.expect(.readClock(.boottime), .instant(.start))
    rig.expect(.store(.get(key: rig.text("a"))), .store(.absent))
    let claimed = try #require(expectPut(&rig, expected: 0))
    #expect(claimed.intent == Intent(.spawn, by: identity(100)))
    #expect(claimed.key == rig.text("a"))
    #expect(claimed.runtime.nonce == Self.nonce)
    #expect(claimed.runtime.name == rig.text("a-a1b2c3d400000001"))
    #expect(claimed.workspace.path == rig.text("/trees/a-a1b2c3d400000001"))
    #expect(claimed.workspace.branch == rig.text("session/a-a1b2c3d400000001"))
    #expect(claimed.workspace.state == .planned)
    rig.expect(
      .git(
        .addWorktree(
          repository: rig.text("/repo"), path: claimed.workspace.path,
          branch: claimed.workspace.branch, base: rig.text("main"), newBranch: true)),
      .git(.done))
    expectStart(claimed, revision: 1, generation: "1", &rig)
    rig.answer(Self.lineTag, .process(.done))
    expectLines(["▸ Session ID: a (1.2s)"] + hints, status: 0, &rig)
    #expect(rig.machine.result == .started)
  }

  /// A session that runs, as its record says.
  private func running(_ rig: inout Rig<SessionCommand>) -> SessionDocument {
    var runtime = SessionRuntime(
      nonce: 0xBB, socket: rig.text("/tmp/tmux"), name: rig.text("a-00000000000000bb"))
    runtime.pane = Self.pane
    runtime.runner = identity(60, nonce: 0xBB)
    runtime.agent = identity(61, nonce: 0xBB)
    var workspace = Workspace(
      repository: rig.text("/repo"), path: rig.text("/trees/a-00000000000000bb"),
      branch: rig.text("session/a-00000000000000bb"), base: rig.text("main"))
    workspace.state = .made
    var document = SessionDocument(
      id: rig.text("a"), key: rig.text("a"), agent: rig.text("agent"), prompt: rig.text("do it"),
      runtime: runtime, workspace: workspace)
    document.apply(Event(at: 0, .spawnInitiated), by: Reducer())
    document.apply(Event(at: 0, .spawnCompleted(Handles())), by: Reducer())
    return document
  }

  /// Everything that ends a runtime of which one process does not hear the hang-up.
  private func expectEnd(_ document: SessionDocument, _ rig: inout Rig<SessionCommand>) {
    rig.expect(
      tmux(.killSession(.exact(document.runtime.name)), &rig), .tmux(.done))
    let child = identity(62, nonce: 0xBB)
    let facts = ProcessFacts(
      identity: child, parent: 1, group: 62, session: 62, user: 0, state: .running,
      program: rig.text("child"))
    var zombie = facts
    zombie.identity = identity(61, nonce: 0xBB)
    zombie.state = .zombie
    rig.expect(
      .process(.find(nonce: 0xBB)), .process(.listing(Listing(slot: 0, count: 2))),
      rows: [.process(zombie), .process(facts)])
    for signal in [Signal.terminate, .kill] {
      rig.expect(.process(.signalIdentity(child, signal)), .process(.done))
      rig.expect(.timer(.seconds(2)), .fired)
      let isLeft = signal == .terminate
      rig.expect(
        .process(.find(nonce: 0xBB)),
        .process(.listing(Listing(slot: 0, count: isLeft ? 1 : 0))),
        rows: isLeft ? [.process(facts)] : [])
    }
  }

  private func expectClearing(_ document: SessionDocument, _ rig: inout Rig<SessionCommand>) {
    let workspace = document.workspace
    rig.expect(
      .git(.status(path: workspace.path)), .git(.changes(tracked: 0, untracked: 0)))
    rig.expect(
      .git(
        .removeWorktree(repository: workspace.repository, path: workspace.path, force: false)),
      .git(.done))
    rig.expect(
      .git(
        .deleteBranch(repository: workspace.repository, name: workspace.branch, force: false)),
      .git(.failed(GitFailure(.notMerged))))
  }

  @Test("kill")
  func kill() throws {
    var rig = rig(.kill)
    let document = running(&rig)
    rig.expect(.readClock(.boottime), .instant(.start))
    rig.expect(.store(.get(key: rig.text("a"))), record(document, 4, &rig))
    let claimed = try #require(expectPut(&rig, expected: 4))
    #expect(claimed.intent == Intent(.kill, by: identity(100)))
    #expect(!claimed.isOver)
    expectEnd(document, &rig)
    expectClearing(document, &rig)
    rig.expect(.readClock(.boottime), .instant(.start))
    let settled = try #require(expectPut(&rig, expected: 5))
    #expect(settled.intent == nil)
    #expect(settled.lifecycle.record?.session == SessionAxis(.terminated, .manuallyKilled))
    #expect(settled.workspace.state == .removed)
    rig.expect(.readClock(.monotonic), .instant(.start + .milliseconds(50)))
    expectLines(["▸ Session ended: a (0.0s)"], status: 0, &rig)
  }

  @Test("cleanup")
  func cleanup() throws {
    var rig = rig(.cleanup)
    var document = running(&rig)
    document.apply(Event(at: 0, .killRequested(.error)), by: Reducer())
    rig.expect(.readClock(.boottime), .instant(.start))
    rig.expect(.store(.get(key: rig.text("a"))), record(document, 4, &rig))
    let claimed = try #require(expectPut(&rig, expected: 4))
    #expect(claimed.intent == Intent(.cleanup, by: identity(100)))
    expectEnd(document, &rig)
    expectClearing(document, &rig)
    rig.expect(.readClock(.boottime), .instant(.start))
    let settled = try #require(expectPut(&rig, expected: 5))
    #expect(settled.lifecycle.record == document.lifecycle.record)
    #expect(settled.workspace.state == .removed)
    rig.expect(.readClock(.monotonic), .instant(.start))
    expectLines(["▸ Cleared away: a (0.0s)"], status: 0, &rig)
  }

  @Test("restore")
  func restore() throws {
    var rig = rig(.restore)
    var document = running(&rig)
    document.apply(Event(at: 0, .killRequested(.manual)), by: Reducer())
    rig.expect(.drawNumber, .number(Self.nonce))
    rig.expect(.readClock(.boottime), .instant(.start))
    rig.expect(.store(.get(key: rig.text("a"))), record(document, 6, &rig))
    let claimed = try #require(expectPut(&rig, expected: 6))
    #expect(claimed.intent == Intent(.restore, by: identity(100)))
    #expect(claimed.isOver)
    // Whatever is left of the runtime before is ended first.
    expectEnd(document, &rig)
    let renewed = try #require(expectPut(&rig, expected: 7))
    #expect(
      renewed.runtime
        == SessionRuntime(
          nonce: Self.nonce, socket: rig.text("/tmp/tmux"), name: rig.text("a-a1b2c3d400000001")))
    #expect(renewed.workspace == document.workspace)
    #expect(!renewed.isOver)
    rig.expect(
      .git(.status(path: document.workspace.path)), .git(.changes(tracked: 2, untracked: 1)))
    expectStart(renewed, revision: 8, generation: "2", &rig)
    expectLines(["▸ Session restored: a (1.2s)"] + hints, status: 0, &rig)
  }
}
