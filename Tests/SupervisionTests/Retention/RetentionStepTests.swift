import Lifecycle
import Operations
import Supervision
import SupervisionSupport
import Testing

/// One command at a time, with every operation that it asks for.
@Suite("The steps of retention")
struct RetentionStepTests {
  @Test("of a close are these, in this order")
  func close() {
    var desk = RetentionDesk("close a")
    desk.keep()
    let before = desk.document
    let child = ProcessIdentity(boot: 1, namespace: 1, pid: 80, startTick: 8, nonce: 1)
    desk.survivors = [child]
    desk.run()
    #expect(desk.rig.oversights == [])
    #expect(desk.result == .closed)
    let me = ProcessIdentity(boot: 1, namespace: 1, pid: 100, startTick: 1_000, nonce: 0)
    var claimed = before
    claimed.retention?.closing = me
    claimed.retention?.log = desk.rig.text("/logs/\(RetentionDesk.name).log")
    let claim = claimed.encoded(&desk.rig.emit)
    let settled = desk.document.encoded(&desk.rig.emit)
    let socket = Text("/tmp/tmux")
    let name = Text("a-0000000000000001")
    let log = desk.rig.text("/logs/\(RetentionDesk.name).log")
    let line = desk.rig.text(
      "a  safe-to-close  the work is complete, and it was kept for long enough  closed")
    let expected: [Operations.Operation] = [
      .store(.get(key: Text("a"))), .tmux(.listAllPanes, socket: socket), .timer(.seconds(2)),
      .tmux(.listAllPanes, socket: socket), .process(.identify(RetentionDesk.agent)),
      .process(.identify(RetentionDesk.runner)), .process(.identify(RetentionDesk.server)),
      .readClock(.boottime), .tmux(.capturePane(.pane(4)), socket: socket),
      .file(.makeDirectories(Text("/logs"))),
      .file(.replace(log, content: desk.rig.text("Done.\n"))),
      .store(.put(key: Text("a"), value: claim, expected: 7)),
      .tmux(
        .killSessionIf(
          .exact(name),
          SessionGuard(option: Text("@state"), value: Text("completed"), unattached: true)),
        socket: socket),
      .tmux(.listAllPanes, socket: socket), .process(.find(nonce: 1)),
      .process(.signalIdentity(child, .terminate)),
      .timer(.seconds(2)), .process(.find(nonce: 1)),
      .store(.put(key: Text("a"), value: settled, expected: 8)), .process(.writeLine(line)),
      .process(.exit(status: 0)),
    ]
    #expect(desk.operations.count == expected.count, "\(desk.verbs)")
    for (found, meant) in zip(desk.operations, expected) { #expect(found == meant) }
    #expect(desk.document.retention?.closedAt == 100_000)
    #expect(desk.document.retention?.closing == nil)
    #expect(desk.document.status == .cleanup)
    #expect(desk.document.workspace.state == .kept)
    #expect(desk.document.workspace.path == before.workspace.path)
  }

  @Test("of a sweep mark what is complete, and tell of strangers")
  func mark() {
    var desk = RetentionDesk("sweep")
    desk.run()
    #expect(desk.rig.oversights == [])
    #expect(desk.result == .marked)
    #expect(
      desk.verbs == [
        .storeList, .tmuxListAllPanes, .timer, .tmuxListAllPanes, .storeGet, .processIdentify,
        .processIdentify, .processIdentify, .readClock, .storeGet, .tmuxListAllPanes, .timer,
        .tmuxListAllPanes, .processIdentify, .processIdentify, .processIdentify, .readClock,
        .tmuxSetOption, .storePut, .processWriteLine, .processWriteLine, .processExit,
      ])
    #expect(desk.pane.state == Text("completed"))
    #expect(desk.document.retention?.completedAt == 100_000)
    #expect(desk.document.retention?.retainUntil == 160_000)
    #expect(desk.rig.machine.findings.last?.decision?.reason == .noRecord)
  }

  @Test("of a sweep do not close what another has just marked")
  func markedMeanwhile() {
    var desk = RetentionDesk("sweep")
    desk.before = (
      9,
      {
        $0.keep(until: 200_000)
        $0.revision += 1
      }
    )
    desk.run()
    #expect(desk.verbs[9] == .storeGet)
    #expect(desk.result == .refused(.retained))
    #expect(desk.isThere)
    #expect(desk.rig.machine.exitStatus == 0)
  }

  /// What always fails, what comes of the close, and whether the kill was asked for before.
  static let failures: [(Verb, Outcome, RetentionResult, Bool)] = [
    (.storeGet, .store(.failed(.inputOutput)), .unconfirmed(.store), false),
    (.storeGet, .store(.failed(.busy)), .unconfirmed(.store), false),
    (.storeGet, .store(.failed(.corrupt)), .unconfirmed(.store), false),
    (.storeGet, .limitPassed, .unconfirmed(.store), false),
    (.storeGet, .store(.absent), .refused(.noSession), false),
    (
      .tmuxListAllPanes, .tmux(.failed(TmuxFailure(.clientFailed))), .refused(.unknown), false
    ),
    (.tmuxListAllPanes, .limitPassed, .refused(.unknown), false),
    (
      .tmuxListAllPanes, .tmux(.failed(TmuxFailure(.noServer))), .refused(.unknown), false
    ),
    (.processIdentify, .process(.failed(.permissionDenied)), .refused(.unknown), false),
    (.processIdentify, .limitPassed, .refused(.unknown), false),
    (.readClock, .limitPassed, .refused(.unknown), false),
    (.tmuxCapturePane, .limitPassed, .refused(.unsaved), false),
    (
      .tmuxCapturePane, .tmux(.failed(TmuxFailure(.clientFailed))), .refused(.unsaved), false
    ),
    (
      .tmuxCapturePane, .tmux(.failed(TmuxFailure(.noSuchPane))), .unconfirmed(.unsettled), false
    ),
    (.fileMakeDirectories, .file(.failed(.readOnly)), .refused(.unsaved), false),
    (.fileReplace, .file(.failed(.noSpace)), .refused(.unsaved), false),
    (.fileReplace, .limitPassed, .refused(.unsaved), false),
    (.storePut, .store(.failed(.full)), .unconfirmed(.store), false),
    (.storePut, .store(.conflict(revision: 9)), .unconfirmed(.unsettled), false),
    (.storePut, .limitPassed, .unconfirmed(.unsettled), false),
    (.tmuxKillSessionIf, .tmux(.done), .unconfirmed(.unsettled), true),
    (.tmuxKillSessionIf, .limitPassed, .unconfirmed(.unsettled), true),
    (
      .tmuxKillSessionIf, .tmux(.failed(TmuxFailure(.serverExited))), .unconfirmed(.unsettled),
      true
    ),
    (.processFind, .process(.failed(.permissionDenied)), .unconfirmed(.survivors), true),
    (.processFind, .limitPassed, .unconfirmed(.survivors), true),
  ]

  @Test("end by name when one of them always fails", arguments: failures.indices)
  func failing(place: Int) {
    let (verb, outcome, result, isKilled) = Self.failures[place]
    var desk = RetentionDesk("close a")
    desk.keep()
    desk.failing = (verb, outcome)
    desk.run()
    #expect(desk.rig.oversights == [])
    #expect(desk.result == result)
    #expect(desk.verbs.contains(verb))
    #expect(desk.verbs.contains(.tmuxKillSessionIf) == isKilled)
    if !isKilled { #expect(desk.isThere) }
    let isUnconfirmed = if case .unconfirmed = result { true } else { false }
    #expect(desk.rig.machine.exitStatus == (isUnconfirmed ? 2 : 1))
  }

  @Test("go on when one of them fails once")
  func failingOnce() {
    var plain = RetentionDesk("close a")
    plain.keep()
    plain.run()
    for (place, operation) in plain.operations.enumerated() {
      let outcome: Outcome
      switch operation {
      case .process(.exit), .timer, .readClock, .process(.identify): continue
      default: outcome = .limitPassed
      }
      var desk = RetentionDesk("close a")
      desk.keep()
      desk.once = (place, outcome)
      desk.run()
      #expect(desk.rig.oversights == [])
      // A look that failed is no look, and is not taken again within one command.
      let isLook = operation.verb == .tmuxListAllPanes && place < 5
      #expect(desk.result == (isLook ? .refused(.unknown) : .closed), "\(place) \(operation)")
    }
  }

  @Test("stop at what has changed since it was judged")
  func changing() {
    // The kill is the operation of this number in an undisturbed close.
    let kill = 12
    let changes: [(String, RetentionResult, (inout RetentionDesk) -> Void)] = [
      ("attached", .refused(.attached), { $0.pane.attached = 1 }),
      ("active", .refused(.changed), { $0.pane.state = Text("active") }),
    ]
    for (name, result, change) in changes {
      var desk = RetentionDesk("close a")
      desk.keep()
      desk.before = (kill, change)
      desk.run()
      #expect(desk.rig.oversights == [])
      #expect(desk.verbs[kill] == .tmuxKillSessionIf)
      #expect(desk.result == result, "\(name)")
      #expect(desk.isThere)
      #expect(desk.document.retention?.closing == nil, "\(name)")
    }
    // A record that has changed before the claim is judged anew.
    var desk = RetentionDesk("close a")
    desk.keep()
    desk.before = (
      11,
      {
        $0.document.intent = Intent(.kill, by: RetentionDesk.runner)
        $0.revision += 1
      }
    )
    desk.run()
    #expect(desk.verbs[11] == .storePut)
    #expect(desk.result == .refused(.changed))
    #expect(desk.isThere)
  }

  @Test("leave a session to the one who closes it already")
  func busy() {
    var desk = RetentionDesk("close a")
    desk.keep()
    desk.document.retention?.closing = RetentionDesk.runner
    desk.run()
    #expect(desk.result == .refused(.busy))
    #expect(desk.isThere)
    // When that one is gone it is taken over; the agent and the runner are gone then as well.
    desk = RetentionDesk("close a")
    desk.keep()
    desk.document.retention?.closing = RetentionDesk.runner
    desk.failing = (.processIdentify, .process(.failed(.noSuchProcess)))
    desk.run()
    #expect(desk.result == .closed)
  }

  @Test("signal what survives a counted number of times")
  func survivors() {
    var desk = RetentionDesk("close a")
    desk.keep()
    desk.survivors = [RetentionDesk.runner]
    desk.survivorsStay = true
    desk.run()
    #expect(desk.result == .unconfirmed(.survivors))
    var signals: [Signal] = []
    for case .process(.signalIdentity(_, let signal)) in desk.operations { signals.append(signal) }
    #expect(signals == [.terminate, .kill, .kill, .kill, .kill])
    #expect(desk.document.retention?.closedAt == nil)
    #expect(desk.document.retention?.closing != nil)
  }

  @Test("are not begun for a command that it does not know")
  func unknown() {
    for words in ["", "close", "close ", "status a", "stop", "--dry-run"] {
      var desk = RetentionDesk(words)
      desk.run()
      #expect(desk.verbs == [.processWriteLine, .processExit])
      #expect(desk.rig.machine.exitStatus == 64)
    }
  }
}
