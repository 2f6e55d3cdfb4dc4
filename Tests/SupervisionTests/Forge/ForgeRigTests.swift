import Operations
import Supervision
import SupervisionSupport
import Testing

/// Every operation of a creation, a follow-up and a stop, and what follows when one of them fails.
@Suite("Each operation of an order to Forge")
struct ForgeRigTests {
  private typealias Bench = Rig<ForgeCommand>

  private static let task = ForgeTask(
    id: 11, project: 7, title: Text("t"), key: Text("key-1"), status: .inProgress)
  private static let attempt = ForgeAttempt(
    id: 22, task: 11, branch: Text("forge/1"), worktree: Text("worktrees/1"))
  private static let process = ForgeProcess(
    id: 33, attempt: 22, status: .running, exitStatus: nil, conversation: .empty)
  private static let agent = ProcessFacts(
    identity: ProcessIdentity(boot: 1, namespace: 1, pid: 200, startTick: 2_000, nonce: 0),
    parent: 50, group: 200, session: 200, user: 1_000, state: .running, program: Text("claude"))

  private func bench(_ order: (inout Bench) -> ForgeOrder) -> Bench {
    var texts = Texts()
    var rig = Bench(ForgeCommand(entry: EntryPoint(texts.text("rehearse session"))))
    for word in [
      "rehearse session", "key-1", "t", "main", "claude", "forge/1", "worktrees/1", "go on",
    ] { _ = rig.text(word) }
    let order = order(&rig)
    let argument = order.encoded(&rig.emit)
    rig.start(argument: rig.emit.texts.string(argument))
    return rig
  }

  private func runBench() -> Bench {
    bench { rig in
      .run(key: rig.text("key-1"), project: 7, title: rig.text("t"), base: rig.text("main"))
    }
  }

  /// Takes an operation and says which kind it is.
  private func next(_ rig: inout Bench) -> String {
    rig.next().map { "\($0.verb.name)" } ?? "nothing"
  }

  /// Answers what is asked for until nothing is; gives the kinds of operations.
  private func play(_ rig: inout Bench, _ answers: [(String, Outcome, [Row])]) -> [String] {
    answers.compactMap { verb, outcome, rows in
      let asked = next(&rig)
      rig.answer(outcome, rows: rows)
      return asked == verb ? nil : "\(asked) instead of \(verb)"
    }
  }

  private func listing(_ count: UInt32) -> Listing { Listing(slot: 0, count: count) }

  /// A creation in its order, up to before an operation.
  private func path(until verb: String = "") -> [(String, Outcome, [Row])] {
    let whole: [(String, Outcome, [Row])] = [
      ("read clock", .instant(Instant(nanoseconds: 0)), []),
      ("put", .store(.written(revision: 1)), []),
      ("POST create-and-start", .forge(.task(Self.task)), []),
      ("GET attempts", .forge(.listing(listing(1))), [.forgeAttempt(Self.attempt)]),
      ("GET processes", .forge(.listing(listing(1))), [.forgeProcess(Self.process)]),
      ("ps", .process(.listing(listing(1))), [.process(Self.agent)]),
      ("put", .store(.written(revision: 2)), []),
      ("read clock", .instant(Instant(nanoseconds: 120_000_000)), []),
    ]
    return Array(whole.prefix { $0.0 != verb })
  }

  private func finish(_ rig: inout Bench) -> ForgeResult? {
    var rest: [String] = []
    // Lines come one after the other, and the end after the last of them.
    while let operation = rig.next() {
      rest.append("\(operation.verb.name)")
      if rest.last == "write line" { rig.answer(.process(.done)) }
    }
    #expect(rest.allSatisfy { $0 == "write line" || $0 == "exit" }, "\(rest)")
    #expect(rest.last == "exit" && rest.count > 1)
    #expect(rig.oversights.isEmpty)
    return rig.machine.result
  }

  @Test("a creation announces itself, is sent, looks once, is recorded")
  func creation() {
    var rig = runBench()
    #expect(play(&rig, path()).isEmpty)
    guard case .created(let session, true, true, let elapsed) = finish(&rig) else {
      Issue.record("\(String(describing: rig.machine.result))")
      return
    }
    #expect([session.task, session.attempt, session.process] == [11, 22, 33])
    #expect(session.executor == Self.agent.identity)
    #expect(elapsed == .milliseconds(120))
  }

  @Test("a creation is sent with the key, after an intent that expects no record")
  func intent() {
    var rig = runBench()
    _ = play(&rig, path(until: "put"))
    guard case .store(.put(let key, _, let expected))? = rig.next() else {
      Issue.record("no intent")
      return
    }
    #expect(rig.emit.texts.string(key) == "forge/key-1" && expected == 0)
    rig.answer(.store(.written(revision: 1)))
    let emission = rig.nextEmission()
    #expect(
      emission?.operation
        == .forge(
          .createAndStart(
            project: 7, title: Text("t"), key: Text("key-1"), base: Text("main"))))
    #expect(emission?.limit == ForgePolicy().createLimit)
  }

  @Test("a store that fails before anything was sent refuses, and nothing is sent")
  func storeFails() {
    for failure: StoreFailure in [.full, .inputOutput, .corrupt, .newerFormat] {
      var rig = runBench()
      _ = play(&rig, path(until: "put"))
      _ = rig.next()
      rig.answer(.store(.failed(failure)))
      #expect(finish(&rig) == .refused(.store(failure)))
    }
  }

  @Test("a busy store is tried again, as often as the policy says")
  func storeBusy() {
    var rig = runBench()
    _ = play(&rig, path(until: "put"))
    for _ in 0..<ForgePolicy().storeRetryCountMax {
      #expect(next(&rig) == "put")
      rig.answer(.store(.failed(.busy)))
      #expect(next(&rig) == "timer")
      rig.answer(.fired)
    }
    #expect(next(&rig) == "put")
    rig.answer(.store(.failed(.busy)))
    #expect(finish(&rig) == .refused(.store(.busy)))
  }

  @Test("a lost answer of the intent's write is resolved by reading")
  func storeLost() {
    var rig = runBench()
    _ = play(&rig, path(until: "put"))
    guard case .store(.put(let key, let value, _))? = rig.next() else { return }
    rig.answer(.limitPassed)
    #expect(next(&rig) == "get")
    rig.answer(.store(.record(StoredRecord(key: key, value: value, revision: 1))))
    #expect(next(&rig) == "POST create-and-start")
  }

  @Test("a refusal at first contact is recorded and falls back")
  func refused() {
    var rig = runBench()
    _ = play(&rig, path(until: "POST create-and-start"))
    _ = rig.next()
    rig.answer(.forge(.failed(.connectionRefused)))
    #expect(next(&rig) == "put")
    rig.answer(.store(.written(revision: 2)))
    #expect(finish(&rig) == .fallBackLocally(.refusedAtFirstContact))
  }

  @Test("a fall-back that cannot be recorded is none")
  func refusedUnrecorded() {
    var rig = runBench()
    _ = play(&rig, path(until: "POST create-and-start"))
    _ = rig.next()
    rig.answer(.forge(.failed(.connectionRefused)))
    _ = rig.next()
    rig.answer(.store(.failed(.full)))
    #expect(finish(&rig) == .unresolved(.store(.full)))
  }

  @Test("an ambiguous answer is followed by a look and never by a second creation")
  func ambiguous() {
    let answers: [Outcome] = [
      .limitPassed, .forge(.failed(.connectionReset)), .forge(.failed(.status(500))),
      .forge(.failed(.unsuccessful)), .forge(.failed(.status(422))), .forge(.done), .fired,
    ]
    for answer in answers {
      var rig = runBench()
      _ = play(&rig, path(until: "POST create-and-start"))
      _ = rig.next()
      rig.answer(answer)
      var creations = 0
      var clock: Int64 = 0
      var looks = 0
      while rig.machine.result == nil, let operation = rig.next() {
        switch operation {
        case .forge(.createAndStart): creations += 1
        case .forge(.listTasks):
          looks += 1
          rig.answer(.forge(.listing(listing(0))))
        case .timer: rig.answer(.fired)
        case .readClock:
          clock += 2_000_000_000
          rig.answer(.instant(Instant(nanoseconds: clock)))
        case .store: rig.answer(.store(.written(revision: 2)))
        default: Issue.record("\(operation)")
        }
      }
      #expect(creations == 0)
      #expect(finish(&rig) == .fallBackLocally(.provenAbsent), "\(answer)")
      // One look is enough for a rejection; the others wait for what may still arrive.
      #expect(answer == .forge(.failed(.status(422))) ? looks == 1 : looks > 7, "\(looks) looks")
    }
  }

  @Test("a look that fails is tried as often as the policy says, and then it is unresolved")
  func lookFails() {
    var rig = runBench()
    _ = play(&rig, path(until: "POST create-and-start"))
    _ = rig.next()
    rig.answer(.limitPassed)
    var looks: Int32 = 0
    while rig.machine.result == nil, let operation = rig.next() {
      switch operation {
      case .forge(.listTasks):
        looks += 1
        rig.answer(.forge(.failed(.connectionRefused)))
      case .timer: rig.answer(.fired)
      case .readClock: rig.answer(.instant(Instant(nanoseconds: 0)))
      default: Issue.record("\(operation)")
      }
    }
    #expect(looks == ForgePolicy().lookCountMax + 1)
    #expect(finish(&rig) == .unresolved(.forge(.refused)))
  }

  @Test("a refusal after an earlier caller may have sent something is no proof of anything")
  func refusedLater() {
    // An intent whose caller is dead.
    var first = runBench()
    _ = play(&first, path(until: "put"))
    guard case .store(.put(let key, let value, _))? = first.next() else { return }
    let record = first.emit.texts.string(value).replacing("1 1 100 ", with: "1 1 99 ")
    var rig = runBench()
    _ = play(&rig, path(until: "put"))
    _ = rig.next()
    rig.answer(.store(.conflict(revision: 1)))
    #expect(next(&rig) == "get")
    let stored = StoredRecord(key: key, value: rig.text(record), revision: 1)
    rig.answer(.store(.record(stored)))
    #expect(next(&rig) == "identify")
    rig.answer(.process(.failed(.noSuchProcess)))
    var sends = 0
    var looksAfter = 0
    var clock: Int64 = 0
    while rig.machine.result == nil, let operation = rig.next() {
      switch operation {
      case .forge(.createAndStart):
        sends += 1
        rig.answer(.forge(.failed(.connectionRefused)))
      case .forge(.listTasks):
        if sends > 0 { looksAfter += 1 }
        rig.answer(.forge(.listing(listing(0))))
      case .timer: rig.answer(.fired)
      case .readClock:
        clock += 2_000_000_000
        rig.answer(.instant(Instant(nanoseconds: clock)))
      case .store: rig.answer(.store(.written(revision: 2)))
      default: Issue.record("\(operation)")
      }
    }
    #expect(sends == 1 && looksAfter > 7, "\(looksAfter) looks")
    #expect(finish(&rig) == .fallBackLocally(.provenAbsent))
  }

  @Test("ids that cannot be recorded are told all the same")
  func recordFails() {
    var rig = runBench()
    _ = play(&rig, Array(path().prefix(6)))
    #expect(next(&rig) == "put")
    rig.answer(.store(.failed(.full)))
    #expect(next(&rig) == "read clock")
    rig.answer(.instant(Instant(nanoseconds: 1)))
    guard case .created(_, isNew: true, isRecorded: false, _) = finish(&rig) else {
      Issue.record("\(String(describing: rig.machine.result))")
      return
    }
  }

  @Test("a process table that cannot be read leaves the executor unknown")
  func listFails() {
    var rig = runBench()
    _ = play(&rig, path(until: "ps"))
    _ = rig.next()
    rig.answer(.process(.failed(.permissionDenied)))
    #expect(play(&rig, Array(path().suffix(2))).isEmpty)
    guard case .created(let session, _, _, _) = finish(&rig) else { return }
    #expect(session.executor == nil)
  }

  @Test("late and doubled answers, messages and signals are counted and change nothing")
  func strays() {
    var rig = runBench()
    _ = play(&rig, path(until: "POST create-and-start"))
    let create = rig.nextEmission()
    // Each is an input; none asks for anything.
    rig.hand(.outcome(Tag(rawValue: 999), .limitPassed))
    rig.hand(.message(Message(topic: Text("x")), from: .empty))
    rig.hand(.signal(.interrupt))
    rig.hand(.signal(.continue))
    #expect(rig.pending.isEmpty)
    rig.answer(create?.tag ?? Tag(rawValue: 0), .forge(.task(Self.task)))
    #expect(next(&rig) == "GET attempts")
    #expect(rig.machine.strayCount == 2)
  }

  // MARK: - Stop

  private func stopBench() -> Bench { recordBench { .stop(key: $0.text("key-1")) } }

  /// A bench whose session is on record.
  private func recordBench(_ order: (inout Bench) -> ForgeOrder) -> Bench {
    // The record as a creation has left it.
    var creation = runBench()
    _ = play(&creation, Array(path().prefix(6)))
    guard case .store(.put(let key, let value, _))? = creation.next() else {
      Issue.record("no record")
      return creation
    }
    let record = creation.emit.texts.string(value)
    var rig = bench(order)
    var asked = next(&rig)
    if asked == "read clock" {
      rig.answer(.instant(Instant(nanoseconds: 0)))
      asked = next(&rig)
    }
    #expect(asked == "get")
    let stored = StoredRecord(key: key, value: rig.text(record), revision: 2)
    rig.answer(.store(.record(stored)))
    return rig
  }

  private func rows(_ status: ForgeProcessStatus) -> [Row] {
    var row = Self.process
    row.status = status
    return [.forgeProcess(row)]
  }

  @Test("a stop is sent and confirmed by the row and by the process")
  func stop() {
    var rig = stopBench()
    let listing = Outcome.forge(.listing(listing(1)))
    #expect(
      play(
        &rig,
        [
          ("GET processes", listing, rows(.running)),
          ("identify", .process(.same(.running)), []),
          ("POST stop", .forge(.done), []),
          ("GET processes", listing, rows(.running)),
          ("timer", .fired, []),
          ("GET processes", listing, rows(.killed)),
          ("identify", .process(.same(.running)), []),
          ("timer", .fired, []),
          ("GET processes", listing, rows(.killed)),
          ("identify", .process(.failed(.noSuchProcess)), []),
          ("put", .store(.written(revision: 3)), []),
        ]
      ).isEmpty)
    guard case .stopped(let session, .processGone) = finish(&rig) else {
      Issue.record("\(String(describing: rig.machine.result))")
      return
    }
    #expect(session.stopped == 33)
  }

  @Test("a stop of a process that never goes is not confirmed")
  func stopForEver() {
    var rig = stopBench()
    var stops: Int32 = 0
    while rig.machine.result == nil, let operation = rig.next() {
      switch operation {
      case .forge(.listProcesses): rig.answer(.forge(.listing(listing(1))), rows: rows(.running))
      case .forge(.stop):
        stops += 1
        rig.answer(.limitPassed)
      case .process(.identify): rig.answer(.process(.same(.running)))
      case .timer: rig.answer(.fired)
      default: Issue.record("\(operation)")
      }
    }
    #expect(stops == ForgePolicy().stopCountMax)
    #expect(finish(&rig) == .stopUnconfirmed(.forge(.limitPassed)))
  }

  // MARK: - Follow-up

  private func resumeBench() -> Bench {
    recordBench { .resume(key: $0.text("key-1"), prompt: $0.text("go on"), isForced: false) }
  }

  private func ended(_ rig: inout Bench) -> [Row] {
    var row = Self.process
    row.status = .completed
    row.conversation = rig.text("forge/1")
    return [.forgeProcess(row)]
  }

  @Test("a follow-up looks, is announced, is sent, is recorded")
  func resume() {
    var rig = resumeBench()
    let rows = ended(&rig)
    var second = Self.process
    second.id = 44
    #expect(
      play(
        &rig,
        [
          ("GET processes", .forge(.listing(listing(1))), rows),
          ("identify", .process(.failed(.noSuchProcess)), []),
          ("put", .store(.written(revision: 3)), []),
          ("POST follow-up", .forge(.process(second)), []),
          ("ps", .process(.listing(listing(0))), []),
          ("put", .store(.written(revision: 4)), []),
          ("read clock", .instant(Instant(nanoseconds: 5_000_000)), []),
        ]
      ).isEmpty)
    guard case .resumed(let session, let elapsed) = finish(&rig) else {
      Issue.record("\(String(describing: rig.machine.result))")
      return
    }
    #expect(session.process == 44 && session.attempt == 22 && session.followUp == nil)
    #expect(elapsed == .milliseconds(5))
  }

  @Test("a follow-up that cannot be announced is not sent")
  func resumeUnannounced() {
    var rig = resumeBench()
    let rows = ended(&rig)
    _ = play(
      &rig,
      [
        ("GET processes", .forge(.listing(listing(1))), rows),
        ("identify", .process(.failed(.noSuchProcess)), []),
      ])
    #expect(next(&rig) == "put")
    rig.answer(.store(.failed(.full)))
    #expect(finish(&rig) == .refused(.store(.full)))
  }

  @Test("who cannot be asked about may live, and gets no second agent beside it")
  func resumeUnknown() {
    var rig = resumeBench()
    let rows = ended(&rig)
    _ = play(&rig, [("GET processes", .forge(.listing(listing(1))), rows)])
    #expect(next(&rig) == "identify")
    rig.answer(.limitPassed)
    #expect(finish(&rig) == .refused(.executorAlive))
  }

  @Test("a follow-up whose answer is lost is looked for and not sent again")
  func resumeLost() {
    var rig = resumeBench()
    let rows = ended(&rig)
    _ = play(
      &rig,
      [
        ("GET processes", .forge(.listing(listing(1))), rows),
        ("identify", .process(.failed(.noSuchProcess)), []),
        ("put", .store(.written(revision: 3)), []),
        ("POST follow-up", .limitPassed, []),
      ])
    var sends = 0
    var clock: Int64 = 0
    while rig.machine.result == nil, let operation = rig.next() {
      switch operation {
      case .forge(.followUp): sends += 1
      case .forge(.listProcesses): rig.answer(.forge(.listing(listing(1))), rows: rows)
      case .timer: rig.answer(.fired)
      case .readClock:
        clock += 2_000_000_000
        rig.answer(.instant(Instant(nanoseconds: clock)))
      case .store: rig.answer(.store(.written(revision: 4)))
      default: Issue.record("\(operation)")
      }
    }
    #expect(sends == 0)
    #expect(finish(&rig) == .refused(.notSent))
  }
}
