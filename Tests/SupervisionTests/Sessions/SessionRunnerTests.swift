import Lifecycle
import Operations
import Supervision
import SupervisionSupport
import Testing

/// A runner on the rig: what it asks for in its order, and what it makes of each answer.
@Suite("A session's runner")
struct SessionRunnerTests {
  private typealias Fixture = SessionFixture

  private func rig(_ adjust: (inout SessionPolicy) -> Void = { _ in }) -> Rig<SessionRunner> {
    var texts = Texts()
    var policy = Fixture.policy(&texts)
    adjust(&policy)
    var rig = Rig(SessionRunner(policy))
    rig.emit.texts = texts
    rig.start(argument: "a", pid: 60, nonce: Fixture.nonce)
    return rig
  }

  private func get(_ rig: inout Rig<SessionRunner>) -> Operation {
    .store(.get(key: rig.text("a")))
  }

  private func record(
    _ document: SessionDocument, _ revision: Int64, _ rig: inout Rig<SessionRunner>
  ) -> Outcome {
    .store(.record(Fixture.stored(document, revision, &rig.emit)))
  }

  /// Takes the next operation, which writes the record, and answers it.
  @discardableResult
  private func expectPut(
    _ rig: inout Rig<SessionRunner>, expected: Int64, _ outcome: Outcome,
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

  private var launch: Launch {
    Launch(program: Text("agent"), argument: Text("a"), nonce: Fixture.nonce)
  }

  private func written(_ revision: Int64) -> Outcome { .store(.written(revision: revision)) }

  /// From the first look up to the agent that was started, the acknowledgement next.
  private func start(_ rig: inout Rig<SessionRunner>) {
    let document = Fixture.spawning(&rig.emit)
    rig.expect(get(&rig), record(document, 1, &rig))
    let claimed = expectPut(&rig, expected: 1, written(2))
    #expect(claimed?.runtime.runner == Fixture.runner)
    rig.expect(.process(.spawn(launch)), .process(.identity(Fixture.agent)))
  }

  /// Up to where it waits for its agent to end.
  private func rest(_ rig: inout Rig<SessionRunner>) {
    start(&rig)
    let acknowledged = expectPut(&rig, expected: 2, written(3))
    #expect(acknowledged?.runtime.agent == Fixture.agent)
    let told = Message(
      topic: SessionTopic.acknowledged, body: rig.text("a"), number: Fixture.nonce)
    rig.expect(.send(told, to: .process(Fixture.launcher)), .send(.delivered))
  }

  private func look(_ outcome: Outcome, _ rig: inout Rig<SessionRunner>) {
    rig.expect(.process(.awaitExit(pid: 61)), outcome)
  }

  private func mark(_ rig: inout Rig<SessionRunner>) -> Operation {
    .tmux(
      .setOption(
        .session, .exact(rig.text("a-00000000000000bb")), name: rig.text("@state"),
        value: rig.text("exited")), socket: rig.text("/tmp/tmux"))
  }

  private func expectNothing(
    _ rig: inout Rig<SessionRunner>, location: SourceLocation = #_sourceLocation
  ) {
    #expect(rig.pending.isEmpty, sourceLocation: location)
    #expect(rig.oversights == [], sourceLocation: location)
  }

  private func expectExit(
    _ status: UInt8, _ rig: inout Rig<SessionRunner>,
    location: SourceLocation = #_sourceLocation
  ) {
    let operation = rig.next()
    #expect(operation == .process(.exit(status: status)), sourceLocation: location)
    expectNothing(&rig, location: location)
  }

  private func expectEnd(_ rig: inout Rig<SessionRunner>) {
    rig.expect(.process(.signalIdentity(Fixture.agent, .terminate)), .process(.done))
    rig.expect(.process(.awaitExit(pid: 61)), .process(.reaped(.exited(143))))
    expectExit(0, &rig)
  }

  @Test("claims, starts, acknowledges, tells the launcher, and writes down how its agent ended")
  func wholeLife() {
    var rig = rig()
    rest(&rig)
    // A wait that was refused is made again after a pause, one that came to its limit at once.
    look(.process(.failed(.interrupted)), &rig)
    rig.expect(.timer(.milliseconds(200)), .fired)
    look(.limitPassed, &rig)
    look(.process(.reaped(.exited(7))), &rig)
    let document = Fixture.running(&rig.emit)
    rig.expect(get(&rig), record(document, 4, &rig))
    let ended = expectPut(&rig, expected: 4, written(5))
    #expect(ended?.runtime.ending == .exited(7))
    rig.expect(mark(&rig), .tmux(.done))
    expectNothing(&rig)
    #expect(rig.machine.step == .retained)
  }

  @Test("starts nothing for a record that does not want it", arguments: 0..<5)
  func unwanted(way: Int) {
    var rig = rig()
    var document = Fixture.spawning(&rig.emit)
    switch way {
    case 0: document.intent = Intent(.undoSpawn, by: Fixture.launcher)
    case 1: document.intent = Intent(.kill, by: Fixture.launcher)
    case 2: document.intent = nil
    case 3: document.runtime.nonce = 0xCC
    default: document.runtime.runner = Fixture.identity(70, nonce: Fixture.nonce)
    }
    rig.expect(get(&rig), record(document, 1, &rig))
    expectExit(3, &rig)
  }

  @Test("of another session's record, or one that cannot be read, starts nothing")
  func foreign() {
    var rig = rig()
    let document = Fixture.spawning(&rig.emit, id: "b")
    var stored = Fixture.stored(document, 1, &rig.emit)
    stored.key = rig.text("a")
    rig.expect(get(&rig), .store(.record(stored)))
    expectExit(3, &rig)
  }

  @Test("claims again when another was faster and it is still wanted, and not when it is not")
  func claimConflict() {
    for isWanted in [true, false] {
      var rig = rig()
      var document = Fixture.spawning(&rig.emit)
      rig.expect(get(&rig), record(document, 1, &rig))
      expectPut(&rig, expected: 1, .store(.conflict(revision: 2)))
      if !isWanted { document.intent = Intent(.undoSpawn, by: Fixture.launcher) }
      rig.expect(get(&rig), record(document, 2, &rig))
      if isWanted {
        expectPut(&rig, expected: 2, written(3))
        #expect(rig.next() == .process(.spawn(launch)))
      } else {
        expectExit(3, &rig)
      }
    }
  }

  @Test("leaves the start to a runner that was faster")
  func claimedByAnother() {
    var rig = rig()
    var document = Fixture.spawning(&rig.emit)
    rig.expect(get(&rig), record(document, 1, &rig))
    expectPut(&rig, expected: 1, .limitPassed)
    document.runtime.runner = Fixture.identity(70, nonce: Fixture.nonce)
    rig.expect(get(&rig), record(document, 2, &rig))
    expectExit(3, &rig)
  }

  @Test("goes on from a claim that was written and not answered")
  func claimUnanswered() {
    var rig = rig()
    var document = Fixture.spawning(&rig.emit)
    rig.expect(get(&rig), record(document, 1, &rig))
    expectPut(&rig, expected: 1, .limitPassed)
    document.runtime.runner = Fixture.runner
    rig.expect(get(&rig), record(document, 2, &rig))
    expectPut(&rig, expected: 2, written(3))
    #expect(rig.next() == .process(.spawn(launch)))
  }

  @Test("ends the agent whose launch was taken back before it was acknowledged")
  func acknowledgeConflict() {
    var rig = rig()
    start(&rig)
    expectPut(&rig, expected: 2, .store(.conflict(revision: 3)))
    var document = Fixture.spawning(&rig.emit)
    document.intent = Intent(.undoSpawn, by: Fixture.launcher)
    document.runtime.runner = Fixture.runner
    rig.expect(get(&rig), record(document, 3, &rig))
    expectEnd(&rig)
  }

  @Test("tells the launcher of an acknowledgement that was written and not answered")
  func acknowledgeUnanswered() {
    var rig = rig()
    start(&rig)
    expectPut(&rig, expected: 2, .limitPassed)
    var document = Fixture.spawning(&rig.emit)
    document.runtime.runner = Fixture.runner
    document.runtime.agent = Fixture.agent
    rig.expect(get(&rig), record(document, 3, &rig))
    let told = Message(
      topic: SessionTopic.acknowledged, body: rig.text("a"), number: Fixture.nonce)
    #expect(rig.next() == .send(told, to: .process(Fixture.launcher)))
  }

  @Test("rests when somebody has completed the session before it looked again")
  func completedByAnother() {
    var rig = rig()
    start(&rig)
    expectPut(&rig, expected: 2, .limitPassed)
    let document = Fixture.running(&rig.emit)
    rig.expect(get(&rig), record(document, 4, &rig))
    #expect(rig.next() == .process(.awaitExit(pid: 61)))
    expectNothing(&rig)
  }

  @Test("leaves when its agent could not be started, or nobody knows", arguments: [true, false])
  func startFails(isKnown: Bool) {
    var rig = rig()
    let document = Fixture.spawning(&rig.emit)
    rig.expect(get(&rig), record(document, 1, &rig))
    expectPut(&rig, expected: 1, written(2))
    rig.expect(
      .process(.spawn(launch)), isKnown ? .process(.failed(.wouldBlock)) : .limitPassed)
    expectExit(3, &rig)
  }

  @Test("asks a store that fails a counted number of times, and ends what it cannot acknowledge")
  func storeFails() {
    var rig = rig { $0.storeTriesMax = 3 }
    start(&rig)
    expectPut(&rig, expected: 2, .store(.failed(.inputOutput)))
    let document = Fixture.spawning(&rig.emit)
    rig.expect(.timer(.milliseconds(200)), .fired)
    rig.expect(get(&rig), record(document, 2, &rig))
    expectPut(&rig, expected: 2, .store(.failed(.busy)))
    rig.expect(.timer(.milliseconds(200)), .fired)
    rig.expect(get(&rig), .store(.failed(.busy)))
    expectEnd(&rig)
  }

  @Test("leaves when the store has no record of it for long")
  func absent() {
    var rig = rig { $0.storeTriesMax = 3 }
    for _ in 0..<2 {
      rig.expect(get(&rig), .store(.absent))
      rig.expect(.timer(.milliseconds(200)), .fired)
    }
    rig.expect(get(&rig), .limitPassed)
    expectExit(3, &rig)
  }

  @Test("stays, to be read, when the store does not take down how its agent ended")
  func endingNotWritten() {
    for isRead in [true, false] {
      var rig = rig { $0.storeTriesMax = 2 }
      rest(&rig)
      look(.process(.reaped(.signalled(.kill))), &rig)
      let document = Fixture.running(&rig.emit)
      if isRead {
        rig.expect(get(&rig), record(document, 4, &rig))
        expectPut(&rig, expected: 4, .store(.failed(.full)))
        rig.expect(.timer(.milliseconds(200)), .fired)
      } else {
        rig.expect(get(&rig), .limitPassed)
        rig.expect(.timer(.milliseconds(200)), .fired)
      }
      rig.expect(get(&rig), .store(.failed(.inputOutput)))
      rig.expect(mark(&rig), .tmux(.done))
      expectNothing(&rig)
      #expect(rig.machine.step == .retained)
    }
  }

  @Test("writes the ending down again when another was faster, unless the runtime was replaced")
  func endingConflict() {
    var rig = rig()
    rest(&rig)
    look(.process(.reaped(.exited(0))), &rig)
    var document = Fixture.running(&rig.emit)
    rig.expect(get(&rig), record(document, 4, &rig))
    expectPut(&rig, expected: 4, .store(.conflict(revision: 5)))
    document.runtime.nonce = 0xCC
    rig.expect(get(&rig), record(document, 5, &rig))
    // Nothing of what is there now is its own.
    expectNothing(&rig)
    #expect(rig.machine.step == .retained)
  }

  @Test("marks its session when it cannot learn how its agent ended")
  func noChild() {
    var rig = rig()
    rest(&rig)
    look(.process(.failed(.noChild)), &rig)
    rig.expect(mark(&rig), .limitPassed)
    expectNothing(&rig)
    #expect(rig.machine.step == .retained)
    rig.hand(.signal(.hangUp))
    expectExit(0, &rig)
  }

  @Test("ends its agent when its pane is closed, gently at first")
  func hangUp() {
    var rig = rig()
    rest(&rig)
    _ = rig.next()
    rig.hand(.signal(.hangUp))
    for signal in [Signal.terminate, .terminate, .kill, .kill] {
      rig.expect(.process(.signalIdentity(Fixture.agent, signal)), .process(.done))
      rig.expect(.process(.awaitExit(pid: 61)), .limitPassed)
    }
    expectExit(0, &rig)
  }

  @Test("leaves when its pane is closed before it has an agent, and again if it could not")
  func hangUpEarly() {
    var rig = rig { $0.triesMax = 2 }
    _ = rig.next()
    rig.hand(.signal(.terminate))
    rig.expect(.process(.exit(status: 3)), .process(.failed(.wouldBlock)))
    rig.expect(.timer(.milliseconds(200)), .fired)
    rig.expect(.process(.exit(status: 3)), .limitPassed)
    expectNothing(&rig)
  }

  @Test("does not hear what it asked before its pane was closed")
  func lateAnswer() {
    var rig = rig()
    rest(&rig)
    let watch = rig.nextEmission()
    #expect(watch?.operation == .process(.awaitExit(pid: 61)))
    rig.hand(.signal(.hangUp))
    let signal = rig.nextEmission()
    #expect(signal?.operation == .process(.signalIdentity(Fixture.agent, .terminate)))
    rig.answer(watch?.tag ?? Tag(rawValue: 0), .limitPassed)
    expectNothing(&rig)
  }

  @Test("counts its tries anew once it has claimed")
  func triesAfterClaim() {
    var rig = rig { $0.storeTriesMax = 3 }
    for _ in 0..<2 {
      rig.expect(get(&rig), .store(.failed(.busy)))
      rig.expect(.timer(.milliseconds(200)), .fired)
    }
    start(&rig)
    expectPut(&rig, expected: 2, .store(.failed(.busy)))
    #expect(rig.next() == .timer(.milliseconds(200)))
  }

  // MARK: - Prompts

  private func prompt(_ number: UInt64) -> Message {
    Message(topic: SessionTopic.prompt, body: Text("main"), number: number)
  }

  private func send(_ number: UInt64) -> Operation {
    .send(prompt(number), to: .process(Fixture.agent))
  }

  @Test("keeps what it is told before its agent has started, and hands it over in its order")
  func earlyPrompt() {
    var rig = rig()
    let document = Fixture.spawning(&rig.emit)
    rig.expect(get(&rig), record(document, 1, &rig))
    guard case .store(.put)? = rig.next() else {
      Issue.record("no claim")
      return
    }
    let claim = Tag(rawValue: SessionRunner.Step.claim.rawValue)
    rig.hand(.message(prompt(1), from: .empty))
    rig.hand(.message(prompt(2), from: .empty))
    rig.hand(.message(Message(topic: SessionTopic.notice, number: 3), from: .empty))
    rig.answer(claim, written(2))
    rig.expect(.process(.spawn(launch)), .process(.identity(Fixture.agent)))
    let first = rig.nextEmission()
    #expect(first?.operation == send(1))
    _ = rig.next()
    rig.answer(first?.tag ?? claim, .send(.delivered))
    rig.expect(send(2), .send(.delivered))
    expectNothing(&rig)
  }

  @Test("tells an agent whose mailbox is full again, a counted number of times")
  func fullMailbox() {
    var rig = rig { $0.triesMax = 3 }
    rest(&rig)
    _ = rig.next()
    rig.hand(.message(prompt(1), from: .empty))
    rig.expect(send(1), .send(.full))
    rig.expect(.timer(.milliseconds(200)), .fired)
    rig.expect(send(1), .limitPassed)
    rig.hand(.message(prompt(2), from: .empty))
    expectPromptPause(&rig)
    rig.expect(send(1), .send(.full))
    // That one is given up; the next has its own tries.
    rig.expect(send(2), .send(.full))
    rig.expect(.timer(.milliseconds(200)), .fired)
    rig.expect(send(2), .send(.delivered))
    #expect(rig.pending.isEmpty)
    #expect(rig.oversights.count == 1)
  }

  /// The pause was asked for before the message came, which is why nobody has looked at it.
  private func expectPromptPause(_ rig: inout Rig<SessionRunner>) {
    #expect(rig.oversights.count == 1)
    rig.answer(Tag(rawValue: 102), .fired)
  }

  @Test("drops what nobody is there to be told, and what comes after the agent has ended")
  func nobody() {
    var rig = rig()
    rest(&rig)
    _ = rig.next()
    rig.hand(.message(prompt(1), from: .empty))
    rig.expect(send(1), .send(.nobody))
    rig.answer(Tag(rawValue: 103), .process(.failed(.noChild)))
    rig.expect(mark(&rig), .tmux(.done))
    rig.hand(.message(prompt(2), from: .empty))
    expectNothing(&rig)
  }

  @Test("keeps no more than so many messages")
  func promptsMax() {
    var rig = rig { $0.promptsMax = 2 }
    _ = rig.next()
    for number: UInt64 in 1...5 { rig.hand(.message(prompt(number), from: .empty)) }
    #expect(rig.machine.keptPromptCount == 2)
  }
}
