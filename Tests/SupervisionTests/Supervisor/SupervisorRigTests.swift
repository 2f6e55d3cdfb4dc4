import Lifecycle
import Operations
import Supervision
import SupervisionSupport
import Testing

/// One pass of a supervisor after the other, each answer in a test's hands.
@Suite("The passes of a supervisor")
struct SupervisorRigTests {
  private typealias Fixture = SessionFixture
  private typealias Step = Supervisor.Step

  /// A supervisor without a lock that looks at no pull request and sweeps nothing, at its first
  /// look at the store.
  private func rig(_ adjust: (inout SupervisorPolicy) -> Void = { _ in }) -> Rig<Supervisor> {
    var texts = Texts()
    var policy = SupervisorPolicy(Fixture.policy(&texts))
    policy.passesPerPullRequest = 0
    policy.passesPerSweep = 0
    policy.person = texts.text("ann")
    adjust(&policy)
    var rig = Rig(Supervisor(policy))
    rig.emit.texts = texts
    rig.start(argument: "", pid: 100)
    return rig
  }

  /// From the clock to the answer of the server.
  private func look(
    _ records: [StoredRecord], _ panes: [Row]?, at: Int64 = 0, _ rig: inout Rig<Supervisor>,
    location: SourceLocation = #_sourceLocation
  ) {
    rig.expect(
      .readClock(.boottime), .instant(.start + .milliseconds(at)), location: location)
    let count = UInt32(records.count)
    rig.expect(
      .store(.list), .store(.listing(Listing(slot: 0, count: count))),
      rows: records.map { .record($0) }, location: location)
    let socket = rig.text("/tmp/tmux")
    if let panes {
      rig.expect(
        .tmux(.listAllPanes, socket: socket),
        .tmux(.listing(Listing(slot: 0, count: UInt32(panes.count)))), rows: panes,
        location: location)
    } else {
      rig.expect(
        .tmux(.listAllPanes, socket: socket), .tmux(.failed(TmuxFailure(.clientFailed))),
        location: location)
    }
  }

  private func stored(
    _ document: SessionDocument, _ revision: Int64, _ rig: inout Rig<Supervisor>
  ) -> StoredRecord {
    Fixture.stored(document, revision, &rig.emit)
  }

  private func identify(
    _ outcome: Outcome, _ rig: inout Rig<Supervisor>,
    location: SourceLocation = #_sourceLocation
  ) {
    rig.expect(.process(.identify(Fixture.agent)), outcome, location: location)
  }

  /// The record that the next operation writes.
  private func put(
    _ rig: inout Rig<Supervisor>, expected: Int64, _ outcome: Outcome,
    location: SourceLocation = #_sourceLocation
  ) -> SessionDocument? {
    guard case .store(.put(_, let value, let revision))? = rig.next() else {
      Issue.record("no record is written", sourceLocation: location)
      return nil
    }
    #expect(revision == expected, sourceLocation: location)
    let document = SessionDocument(value, &rig.emit)
    rig.answer(outcome)
    return document
  }

  /// The pass is over; the next one begins.
  private func rest(
    _ rig: inout Rig<Supervisor>, location: SourceLocation = #_sourceLocation
  ) {
    rig.expect(.timer(.seconds(5)), .fired, location: location)
  }

  private var alive: Outcome { .process(.same(.running)) }
  private var gone: Outcome { .process(.failed(.noSuchProcess)) }

  /// Tells the supervisor what an agent does; what it was about to do is asked for already.
  private func tell(
    _ activity: AgentActivity, nonce: UInt64 = Fixture.nonce, _ rig: inout Rig<Supervisor>
  ) {
    let message = Message(
      topic: SessionTopic.activity, body: rig.text("a"), number: activity.number(in: nonce))
    rig.hand(.message(message, from: .empty))
  }

  /// A pass up to its rest, in which an agent says something; then the next begins.
  private func pass(telling activity: AgentActivity, nonce: UInt64, _ rig: inout Rig<Supervisor>) {
    let document = Fixture.running(&rig.emit)
    look([stored(document, 4, &rig)], [Fixture.row(document)], &rig)
    identify(alive, &rig)
    let rest = rig.nextEmission()
    #expect(rest?.operation == .timer(.seconds(5)))
    tell(activity, nonce: nonce, &rig)
    rig.answer(rest?.tag ?? Tag(rawValue: 0), .fired)
  }

  @Test("writes what an agent says, and says it again when another was faster")
  func signalOfLostWrite() {
    var rig = rig()
    pass(telling: .waitingInput, nonce: Fixture.nonce, &rig)
    let document = Fixture.running(&rig.emit)
    for (outcome, revision) in [
      (Outcome.store(.conflict(revision: 5)), Int64(4)), (.limitPassed, 5),
      (.store(.failed(.full)), 6), (.store(.written(revision: 8)), 7),
    ] {
      look([stored(document, revision, &rig)], [Fixture.row(document)], &rig)
      identify(alive, &rig)
      let written = put(&rig, expected: revision, outcome)
      #expect(written?.status == .needsInput)
      if revision < 7 { rest(&rig) }
    }
    // It needs a person, who is told.
    guard case .send(let notice, to: .person)? = rig.next() else {
      Issue.record("nobody is told")
      return
    }
    #expect(notice.body == rig.text("reaction.agent-needs-input"))
    rig.answer(.send(.delivered))
    let told = put(&rig, expected: 8, .store(.written(revision: 9)))
    #expect(told?.outbox == [])
    rest(&rig)
    // What is written is not said again.
    look([stored(document, 9, &rig)], [Fixture.row(document)], &rig)
    identify(alive, &rig)
    rest(&rig)
    #expect(rig.oversights == [])
  }

  @Test("does not take what an agent has said for news of the runtime that came after it")
  func signalOfOlderRuntime() {
    var rig = rig()
    pass(telling: .waitingInput, nonce: 0xCC, &rig)
    let document = Fixture.running(&rig.emit)
    look([stored(document, 4, &rig)], [Fixture.row(document)], &rig)
    identify(alive, &rig)
    rest(&rig)
    #expect(rig.oversights == [])
  }

  @Test("keeps room for others when one agent says the same again and again")
  func chattyAgent() {
    var rig = rig { $0.signalsMax = 2 }
    let document = Fixture.running(&rig.emit)
    look([stored(document, 4, &rig)], [Fixture.row(document)], &rig)
    identify(alive, &rig)
    let rest = rig.nextEmission()
    for _ in 0..<5 { tell(.active, &rig) }
    tell(.waitingInput, &rig)
    tell(.blocked, &rig)
    rig.answer(rest?.tag ?? Tag(rawValue: 0), .fired)
    look([stored(document, 4, &rig)], [Fixture.row(document)], &rig)
    identify(alive, &rig)
    let written = put(&rig, expected: 4, .store(.written(revision: 5)))
    #expect(written?.status == .needsInput)
  }

  @Test("leaves a record alone that stands under another's key")
  func foreignRecord() {
    var rig = rig()
    var record = stored(Fixture.running(&rig.emit, id: "b"), 4, &rig)
    record.key = rig.text("a")
    look([record], [], &rig)
    rest(&rig)
    #expect(rig.oversights == [])
  }

  @Test("does not call a runtime dead whose pane was never seen, unless its agent is")
  func paneNeverSeen() {
    for (outcome, isDead) in [(Outcome.process(.failed(.permissionDenied)), false), (gone, true)] {
      var rig = rig()
      var document = Fixture.running(&rig.emit)
      document.runtime.pane = nil
      document.runtime.server = nil
      for number: Int64 in 0..<3 {
        look([stored(document, number, &rig)], [], at: 100_000 + number * 5_000, &rig)
        identify(outcome, &rig)
        document = put(&rig, expected: number, .store(.written(revision: number + 1))) ?? document
        if case .send? = rig.next() {
          rig.answer(.send(.delivered))
          document =
            put(&rig, expected: number + 1, .store(.written(revision: number + 2))) ?? document
          _ = rig.next()
        }
        rig.answer(.fired)
      }
      #expect(document.isOver == isDead, "\(outcome)")
    }
  }

  @Test("gives a lock back that it may have been given late, and begins once it has it")
  func lock() {
    var rig = rig { $0.lock = Text("/lock") }
    rig.expect(.file(.lock(Text("/lock"), .exclusive)), .limitPassed)
    rig.expect(.file(.unlock(Text("/lock"))), .file(.failed(.badDescriptor)))
    rig.expect(.timer(.seconds(2)), .fired)
    rig.expect(.file(.lock(Text("/lock"), .exclusive)), .file(.failed(.wouldBlock)))
    rig.expect(.timer(.seconds(2)), .fired)
    rig.expect(.file(.lock(Text("/lock"), .exclusive)), .file(.done))
    look([], [], &rig)
    rest(&rig)
    #expect(rig.oversights == [])
  }

  // MARK: - Handing over

  /// A session whose agent is to be told that its checks fail.
  private func failing(_ rig: inout Rig<Supervisor>) -> SessionDocument {
    var document = Fixture.running(&rig.emit)
    let observation = SCMObservation(
      state: .open, draft: false, number: 7, ci: .failing, review: .absent,
      mergeability: [], comments: [], generation: 1)
    document.apply(Event(at: 0, .scmObserved(observation)), by: Reducer())
    #expect(document.outbox.count == 1)
    return document
  }

  @Test("sends an agent what it is to do, and gives it back after so many tries")
  func deliveryFails() {
    var rig = rig()
    let document = failing(&rig)
    look([stored(document, 4, &rig)], [Fixture.row(document)], &rig)
    identify(alive, &rig)
    for outcome in [MessageOutcome.full, .nobody, .full] {
      guard case .send(_, to: .process(Fixture.runner))? = rig.next() else {
        Issue.record("nothing is sent")
        return
      }
      rig.answer(.send(outcome))
    }
    let written = put(&rig, expected: 4, .store(.written(revision: 5)))
    #expect(written?.outbox == [])
    var given = document.lifecycle
    if case .send(let delivery)? = document.outbox.first?.effect { given.deliveryFailed(delivery) }
    #expect(given.memory != document.lifecycle.memory)
    #expect(written?.lifecycle.memory == given.memory)
    rest(&rig)
  }

  @Test("gives back at once what an agent was to be told that has ended, or has no runner")
  func deliveryToNobody() {
    for hasRunner in [true, false] {
      var rig = rig()
      var document = failing(&rig)
      if hasRunner { document.runtime.ending = .exited(0) } else { document.runtime.runner = nil }
      look([stored(document, 4, &rig)], [Fixture.row(document)], &rig)
      identify(alive, &rig)
      let written = put(&rig, expected: 4, .store(.written(revision: 5)))
      #expect(written?.outbox == [])
      rest(&rig)
    }
  }

  @Test("drops what the record does not call for any more")
  func overtaken() {
    var rig = rig()
    var document = failing(&rig)
    document.apply(Event(at: 1, .killRequested(.manual)), by: Reducer())
    look([stored(document, 4, &rig)], [], &rig)
    let written = put(&rig, expected: 4, .store(.written(revision: 5)))
    #expect(written?.outbox == [])
    rest(&rig)
  }

  @Test("crosses out what was handed over, also when what comes after it was not")
  func deliveredInPart() {
    var rig = rig()
    var document = failing(&rig)
    document.apply(
      Event(
        at: 1,
        .scmObserved(SCMObservation(state: .merged, number: 7, generation: 1))), by: Reducer())
    // What is still called for stands in it twice.
    guard let last = document.outbox.last else {
      Issue.record("nothing is called for")
      return
    }
    document.outbox = [Outgoing(number: 2, effect: last.effect), last]
    document.outbox[1].number = 3
    look([stored(document, 4, &rig)], [Fixture.row(document)], &rig)
    identify(alive, &rig)
    var numbers: [UInt64] = []
    for outcome in [MessageOutcome.delivered, .full, .full, .full] {
      guard case .send(let message, to: .person)? = rig.next() else {
        Issue.record("nobody is told")
        return
      }
      numbers.append(message.number &- document.id.fingerprint)
      rig.answer(.send(outcome))
    }
    #expect(numbers == [2, 3, 3, 3])
    let written = put(&rig, expected: 4, .store(.written(revision: 5)))
    #expect(written?.outbox.map(\.number) == [3])
  }

  @Test("tells a person when an agent has not done in time what it was sent")
  func escalation() {
    var rig = rig()
    var document = Fixture.running(&rig.emit)
    let observation = SCMObservation(
      state: .open, number: 7, review: .changesRequested, generation: 1)
    document.apply(Event(at: 0, .scmObserved(observation)), by: Reducer())
    document.outbox = []
    for (at, isLate) in [(Int64(29 * 60_000), false), (30 * 60_000, true)] {
      look([stored(document, 4, &rig)], [Fixture.row(document)], at: at, &rig)
      identify(alive, &rig)
      guard isLate else {
        rest(&rig)
        continue
      }
      let written = put(&rig, expected: 4, .store(.written(revision: 5)))
      #expect(written?.outbox.count == 1)
    }
  }

  // MARK: - Reading the board

  /// What one pass writes of a runtime whose agent lives; nil when it has nothing to write.
  private func runtime(
    _ panes: [Row]?, _ change: (inout SessionDocument) -> Void = { _ in }
  ) -> RuntimeState? {
    var rig = rig { $0.silentPassesMax = 0 }
    var document = Fixture.running(&rig.emit)
    document.runtime.server = nil
    change(&document)
    look([stored(document, 4, &rig)], panes, &rig)
    identify(alive, &rig)
    guard case .store(.put(_, let value, _))? = rig.next() else { return nil }
    return SessionDocument(value, &rig.emit)?.lifecycle.record?.runtime.state
  }

  @Test("reads of a runtime what the panes prove, and no more")
  func readings() {
    var emit = Emitter()
    let document = Fixture.running(&emit)
    let own = Fixture.row(document)
    func other(_ change: (inout PaneFacts) -> Void) -> Row {
      guard case .pane(var facts) = own else { return own }
      change(&facts)
      return .pane(facts)
    }
    let neighbour = other {
      $0.sessionName = Text("neighbour")
      $0.reference.session = 9
    }
    #expect(runtime([own]) == nil)
    #expect(runtime([Fixture.row(document, isDead: true)]) == .exited)
    #expect(runtime([neighbour]) == .exited)
    #expect(runtime([]) == .unknown)
    #expect(runtime(nil) == .probeFailed)
    // Another server has a session of this name and number.
    #expect(runtime([other { $0.reference.serverPid = 51 }]) == .unknown)
    #expect(runtime([other { $0.reference.serverStart = 1 }]) == .unknown)
    // The pane was never seen: the name is all that tells.
    #expect(runtime([own]) { $0.runtime.pane = nil } == nil)
    #expect(runtime([Fixture.row(document, isDead: true)]) { $0.runtime.pane = nil } == .unknown)
  }

  @Test("asks once for a server that does not answer, and believes at once that it is gone")
  func serverGone() {
    for count in [1, 4] {
      var rig = rig()
      var records: [StoredRecord] = []
      for id in ["a", "b", "c", "d"].prefix(count) {
        records.append(stored(Fixture.running(&rig.emit, id: id), 4, &rig))
      }
      look(records, nil, &rig)
      rig.expect(.process(.identify(Fixture.identity(50))), gone)
      for _ in 0..<count { identify(gone, &rig) }
      for _ in 0..<count {
        let written = put(&rig, expected: 4, .store(.written(revision: 5)))
        #expect(written?.lifecycle.record?.runtime.state == .exited)
      }
      #expect(rig.oversights == [])
    }
  }

  @Test("asks once for a server that lives and does not answer")
  func serverSilent() {
    var rig = rig()
    var records: [StoredRecord] = []
    for id in ["a", "b", "c"] {
      records.append(stored(Fixture.running(&rig.emit, id: id), 4, &rig))
    }
    look(records, nil, &rig)
    rig.expect(.process(.identify(Fixture.identity(50))), .process(.same(.stopped)))
    for _ in 0..<3 { identify(alive, &rig) }
    rest(&rig)
    #expect(rig.oversights == [])
  }

  @Test("counts only passes in a row in which a server did not answer")
  func silence() {
    var rig = rig { $0.silentPassesMax = 1 }
    var document = Fixture.running(&rig.emit)
    document.runtime.server = nil
    for panes in [nil, [Fixture.row(document)], nil] {
      look([stored(document, 4, &rig)], panes, &rig)
      identify(alive, &rig)
      rest(&rig)
    }
    look([stored(document, 4, &rig)], nil, &rig)
    identify(alive, &rig)
    let doubtful = put(&rig, expected: 4, .store(.written(revision: 5)))
    #expect(doubtful?.status == .detecting)
  }

  @Test("asks for the pull request of one that runs, and not while somebody is busy with it")
  func pullRequests() {
    var rig = rig { $0.passesPerPullRequest = 1 }
    var held = Fixture.running(&rig.emit, id: "b")
    held.intent = Intent(.restore, by: Fixture.launcher)
    var over = Fixture.running(&rig.emit, id: "c")
    over.apply(Event(at: 0, .killRequested(.manual)), by: Reducer())
    let document = Fixture.running(&rig.emit)
    look(
      [stored(document, 4, &rig), stored(held, 4, &rig), stored(over, 4, &rig)],
      [Fixture.row(document)], &rig)
    identify(alive, &rig)
    rig.expect(
      .pullRequest(.observe(branch: document.workspace.branch)), .pullRequest(.notFetched))
    rig.expect(.process(.identify(Fixture.launcher)), alive)
    rest(&rig)
    #expect(rig.oversights == [])
  }

  @Test("lists the worktrees of a repository once in a sweep")
  func sweepOnce() {
    var rig = rig { $0.passesPerSweep = 1 }
    let first = Fixture.running(&rig.emit)
    let second = Fixture.running(&rig.emit, id: "b")
    look(
      [stored(first, 4, &rig), stored(second, 4, &rig)], [Fixture.row(first), Fixture.row(second)],
      &rig)
    for _ in 0..<2 { identify(alive, &rig) }
    rig.expect(.git(.listWorktrees(repository: rig.text("/repo"))), .limitPassed)
    rest(&rig)
  }

  // MARK: - Taking over

  /// A session that somebody is busy with.
  private func held(
    by holder: ProcessIdentity, takeovers: Int, _ rig: inout Rig<Supervisor>
  ) -> SessionDocument {
    var document = Fixture.spawning(&rig.emit)
    document.intent = Intent(.spawn, by: holder, takeovers: takeovers)
    return document
  }

  @Test("leaves a session to whoever is busy with it and is not proven dead")
  func livingHolder() {
    var rig = rig()
    let document = held(by: Fixture.launcher, takeovers: 0, &rig)
    for outcome in [
      alive, .process(.same(.stopped)), .process(.failed(.permissionDenied)), .limitPassed,
    ] {
      look([stored(document, 4, &rig)], [], &rig)
      rig.expect(.process(.identify(Fixture.launcher)), outcome)
      rest(&rig)
    }
    #expect(rig.machine.recovery == nil)
    #expect(rig.oversights == [])
  }

  /// Takes over, up to the claim.
  private func takeOver(
    _ document: SessionDocument, _ rig: inout Rig<Supervisor>
  ) -> SessionDocument? {
    look([stored(document, 4, &rig)], [], &rig)
    let isOwn = document.intent?.holder == Fixture.identity(100)
    if !isOwn { rig.expect(.process(.identify(Fixture.launcher)), gone) }
    let clock = rig.nextEmission()
    #expect(clock?.operation == .readClock(.boottime))
    _ = rig.next()
    let recovery = Tag(rawValue: 60)
    rig.answer(recovery, .instant(.start))
    _ = rig.next()
    rig.answer(recovery, .store(.record(stored(document, 4, &rig))))
    if !isOwn {
      _ = rig.next()
      rig.answer(recovery, gone)
    }
    guard case .store(.put(_, let value, _))? = rig.next() else { return nil }
    return SessionDocument(value, &rig.emit)
  }

  @Test("counts it when it takes over from another, and not when it goes on with its own")
  func takeovers() {
    var rig = rig { $0.passesPerRetry = 1 }
    let first = takeOver(held(by: Fixture.launcher, takeovers: 3, &rig), &rig)
    #expect(first?.intent == Intent(.undoSpawn, by: Fixture.identity(100), takeovers: 4))
    var other = self.rig { $0.passesPerRetry = 1 }
    let own = takeOver(held(by: Fixture.identity(100), takeovers: 3, &other), &other)
    #expect(own?.intent == Intent(.undoSpawn, by: Fixture.identity(100), takeovers: 3))
  }

  /// A pass in which a session is given up, up to what a person is told.
  private func giveUp(
    _ document: SessionDocument, _ rig: inout Rig<Supervisor>
  ) -> Emission? {
    look([stored(document, 4, &rig)], [], &rig)
    rig.expect(.process(.identify(Fixture.launcher)), gone)
    let recovery = Tag(rawValue: 60)
    _ = rig.next()
    _ = rig.next()
    rig.answer(recovery, .instant(.start))
    _ = rig.next()
    rig.answer(recovery, .store(.record(stored(document, 4, &rig))))
    _ = rig.next()
    rig.answer(recovery, gone)
    return rig.nextEmission()
  }

  @Test("tells a person of a session that it gives up until somebody has heard, and then no more")
  func givenUp() {
    var rig = rig()
    let document = held(by: Fixture.launcher, takeovers: 20, &rig)
    for outcome in [Outcome.send(.full), .limitPassed, .send(.delivered)] {
      let notice = giveUp(document, &rig)
      guard case .send(let message, to: .person)? = notice?.operation else {
        Issue.record("nobody is told: \(notice.map { "\($0)" } ?? "nothing")")
        return
      }
      #expect(message.body == rig.text("session.given-up"))
      rig.answer(notice?.tag ?? Tag(rawValue: 0), outcome)
      rig.answer(Tag(rawValue: 50), .fired)
    }
    look([stored(document, 4, &rig)], [], &rig)
    rest(&rig)
    // Somebody has seen to it; what happens to it afterwards is a new story.
    let running = Fixture.running(&rig.emit)
    look([stored(running, 5, &rig)], [Fixture.row(running)], &rig)
    identify(alive, &rig)
    rest(&rig)
    #expect(giveUp(document, &rig) != nil)
    #expect(rig.oversights == [])
  }
}
