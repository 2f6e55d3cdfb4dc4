import Operations
import Supervision
import SupervisionSupport
import Testing

/// The desk outside of a universe: every operation of its main path, and each step's failures.
@Suite("The steps of a desk")
struct DeskStepTests {
  private func status(_ phase: String, _ result: String, _ rig: inout DeskRig) -> Operation {
    .file(
      .replace(
        rig.text("/srv/blog/.desk/blog/status.json"),
        content: rig.text(
          """
          {"slug":"blog","iteration":1,"max_iter":100,"phase":"\(phase)","last_result":"\(result)",\
          "consecutive_failures":0,"worker_restarts":0,"updated_at_utc":"2025-10-09T08:53:20Z"}

          """)))
  }

  private func tmux(_ command: TmuxCommand, _ rig: inout DeskRig) -> Operation {
    .tmux(command, socket: rig.text("/tmp/tmux"))
  }

  private func launch(_ program: String, _ rig: inout DeskRig) -> Launch {
    Launch(
      program: rig.text(program), argument: rig.text("/srv/blog/.desk/blog"), nonce: DeskRig.token)
  }

  /// What a desk does that makes its session, in order.
  private func beginning(_ rig: inout DeskRig) -> [Operation] {
    let folder = "/srv/blog/.desk/blog"
    let owner = LockOwner(
      identity: ProcessIdentity(boot: 1, namespace: 1, pid: 100, startTick: 1_000, nonce: 5),
      slug: rig.text("blog"), root: rig.text("/srv/blog"), token: DeskRig.token, generation: 1)
    let name = TmuxTarget.exact(rig.text("desk-blog"))
    let token = rig.text(String(DeskRig.token))
    return [
      .drawNumber,
      .file(.canonicalise(rig.text("/srv/blog"))),
      .file(.makeDirectories(rig.text("/srv/blog/.desk"))),
      .file(.lock(rig.text("/srv/blog/.desk/runner.lock"), .exclusive)),
      .file(.read(rig.text("/srv/blog/.desk/runner.json"))),
      .file(
        .replace(
          rig.text("/srv/blog/.desk/runner.json"), content: owner.record(&rig.rig.emit.texts))),
      .readClock(.wall),
      .file(.makeDirectories(rig.text(folder))),
      .file(.stat(rig.text("\(folder)/blog-complete.md"))),
      .file(.stat(rig.text("\(folder)/blog-blocked.json"))),
      tmux(.newLastingSession(name: rig.text("desk-blog"), launch("sh", &rig)), &rig),
      tmux(.setOption(.session, name, name: rig.text("@owner"), value: token), &rig),
      tmux(.splitWindow(name, launch("worker", &rig)), &rig),
      tmux(.splitWindow(name, launch("verifier", &rig)), &rig),
      tmux(.listAllPanes, &rig),
      .readClock(.wall),
      .file(
        .replace(
          rig.text("\(folder)/session-config.json"),
          content: rig.text(
            """
            {"session_name":"desk-blog","slug":"blog","created_at":"2025-10-09T08:53:20Z",\
            "pid":100,"root":"/srv/blog","token":"\(DeskRig.token)","server_pid":50,\
            "server_start":1760000000,"session_id":3,"panes":{"leader":{"id":0,"pid":200},\
            "worker":{"id":1,"pid":201},"verifier":{"id":2,"pid":202}}}

            """))),
    ]
  }

  /// What it does with a worker that asks to be verified and a verifier that is content.
  private func work(_ rig: inout DeskRig) -> [Operation] {
    let folder = "/srv/blog/.desk/blog"
    let prompt = rig.text("\(folder)/prompt.md")
    let line = rig.text("1 \(folder)/prompt.md")
    let remove = ["iter-signal.json", "verify-verdict.json", "worker-heartbeat.json"]
      .map { Operation.file(.remove(rig.text("\(folder)/\($0)"))) }
    return [.readClock(.wall)] + remove + [
      .file(.replace(prompt, content: rig.text("Work on blog, iteration 1\n"))),
      status("worker", "running", &rig),
      tmux(.listAllPanes, &rig),
      tmux(.sendKeys(.pane(1), line), &rig),
      tmux(.listAllPanes, &rig),
      .file(.read(rig.text("\(folder)/iter-signal.json"))),
      .readClock(.wall),
      remove[1],
      .file(.replace(prompt, content: rig.text("Verify blog, iteration 1\n"))),
      status("verifier", "running", &rig),
      tmux(.listAllPanes, &rig),
      tmux(.sendKeys(.pane(2), line), &rig),
      tmux(.listAllPanes, &rig),
      .file(.read(rig.text("\(folder)/verify-verdict.json"))),
    ]
  }

  /// How it ends when the work is complete.
  private func ending(_ rig: inout DeskRig) -> [Operation] {
    let folder = "/srv/blog/.desk/blog"
    let draft = rig.text("\(folder)/record.draft")
    let guarding = SessionGuard(
      option: rig.text("@owner"), value: rig.text(String(DeskRig.token)), unattached: false)
    return [
      .readClock(.wall),
      .file(
        .replace(
          draft, content: rig.text("COMPLETE: ALL\nSummary: verified in iteration 1\n"))),
      .file(.link(from: draft, to: rig.text("\(folder)/blog-complete.md"))),
      status("complete", "pass", &rig),
      .file(.remove(draft)),
      tmux(.listAllPanes, &rig),
      tmux(.killSessionIf(.session(3), guarding), &rig),
      .process(.find(nonce: DeskRig.token)),
      tmux(.listAllPanes, &rig),
      .process(.find(nonce: DeskRig.token)),
      .file(.remove(rig.text("/srv/blog/.desk/runner.json"))),
      .file(.unlock(rig.text("/srv/blog/.desk/runner.lock"))),
      .process(.exit(status: 0)),
    ]
  }

  @Test("are these, in this order, and each waits only so long")
  func mainPath() {
    var rig = DeskRig()
    let wanted = beginning(&rig) + work(&rig) + ending(&rig)
    rig.run()
    #expect(rig.operations.count == wanted.count)
    for (number, (asked, wanted)) in zip(rig.operations, wanted).enumerated() {
      #expect(asked == wanted, "operation \(number)")
    }
    #expect(rig.machine.ending == .complete)
    #expect(rig.rig.oversights == [])
    for emission in rig.log {
      switch emission.operation {
      case .timer, .cancelTimer, .readClock, .drawNumber, .process(.exit): continue
      case .tmux(.listAllPanes, socket: _): #expect(emission.limit <= .seconds(2))
      default: #expect(emission.limit == .seconds(2), "\(emission.operation)")
      }
    }
  }

  @Test("end by name when one fails for good, and always in the same order")
  func failures() {
    typealias Ends = (DeskEnding?) -> Bool
    var texts = DeskRig()
    let steps = beginning(&texts) + work(&texts)
    let unable: (DeskEnding.Obstacle) -> Ends = { obstacle in { $0 == .unable(obstacle) } }
    let refused: Ends = { if case .refused = $0 { true } else { false } }
    let died: Ends = { ending in
      guard case .blocked(let reason) = ending else { return false }
      return reason.category == .infrastructureFailure
    }
    let complete: Ends = { $0 == .complete }
    let error = Outcome.file(.failed(.noSpace))
    let call = Outcome.tmux(.failed(TmuxFailure(.clientFailed)))
    let gone = Outcome.tmux(.failed(TmuxFailure(.noSuchSession)))
    let taken = Outcome.tmux(.failed(TmuxFailure(.duplicateSession)))
    let cases: [(Int, Outcome, Ends)] = [
      (0, .limitPassed, unable(.session)), (1, error, refused), (2, error, refused),
      (3, .file(.failed(.wouldBlock)), refused), (3, .limitPassed, refused),
      (4, error, complete), (5, error, refused), (6, .limitPassed, complete),
      (7, error, unable(.files)), (8, error, complete), (9, .limitPassed, complete),
      (10, call, unable(.session)), (10, .limitPassed, unable(.session)),
      (10, .fired, unable(.session)), (10, taken, complete),
      (11, call, unable(.session)), (11, .limitPassed, unable(.session)), (11, gone, died),
      (12, call, unable(.session)), (12, .limitPassed, unable(.session)), (12, gone, died),
      (13, gone, died), (13, .file(.done), unable(.session)), (16, error, unable(.files)),
      (18, error, unable(.files)), (21, error, unable(.files)), (21, .limitPassed, unable(.files)),
      (24, call, unable(.keys)), (24, .limitPassed, complete), (24, .fired, unable(.keys)),
      (24, gone, complete),
    ]
    for (place, outcome, ends) in cases {
      var rig = DeskRig()
      let wanted = beginning(&rig) + work(&rig)
      rig.overrides = [(wanted[place], outcome, 1_000)]
      rig.run()
      let words = "step \(place), \(outcome): \(String(describing: rig.machine.ending))"
      #expect(ends(rig.machine.ending), "\(words)")
      #expect(rig.hasExited, "\(words)")
      #expect(!rig.machine.holdsRoot, "\(words)")
      #expect(rig.rig.oversights == [])
      // Panes that may have been made are looked for before the root is given back.
      let operations = rig.operations
      if let made = operations.firstIndex(of: wanted[10]),
        let unlocked = operations.firstIndex(where: {
          if case .file(.unlock) = $0 { true } else { false }
        })
      {
        let looked = operations[made..<unlocked].contains {
          if case .process(.find) = $0 { true } else { false }
        }
        #expect(looked, "\(words)")
      }
    }
    #expect(steps.count == 35)
  }

  @Test("go on when a step fails once in a way that may pass")
  func passing() {
    var texts = DeskRig()
    let steps = beginning(&texts) + work(&texts)
    for (place, step) in steps.enumerated() {
      let outcome: Outcome
      switch step {
      case .tmux: outcome = .tmux(.failed(TmuxFailure(.clientFailed)))
      case .file: outcome = .file(.failed(.inputOutput))
      default: continue
      }
      var rig = DeskRig()
      let wanted = beginning(&rig) + work(&rig)
      rig.overrides = [(wanted[place], outcome, 1)]
      rig.run()
      #expect(rig.machine.ending == .complete, "step \(place)")
      #expect(rig.rig.oversights == [])
    }
  }

  @Test("answer every input in every state, also those that no world gives")
  func total() {
    let outcomes: [Outcome] = [
      .fired, .limitPassed, .cancelled(0), .number(3), .file(.done), .file(.content(.empty)),
      .file(.failed(.noSpace)), .tmux(.done), .tmux(.text(.empty)),
      .tmux(.listing(Listing(slot: 0, count: 0))), .tmux(.failed(TmuxFailure(.noServer))),
      .process(.done), .process(.failed(.notPermitted)), .send(.full),
      .process(.listing(Listing(slot: 0, count: 0))), .wallTime(WallTime(milliseconds: -1)),
    ]
    var ended = 0
    for seed: UInt64 in 1...3_000 {
      var draw = seed &* 0x9E37_79B9_7F4A_7C15
      func next(_ count: Int) -> Int {
        draw = draw &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((draw >> 33) % UInt64(count))
      }
      var rig = DeskRig()
      rig.run(operations: 1 + next(70))
      for _ in 0..<60 where !rig.hasExited {
        switch next(8) {
        case 0: rig.hand(.signal([.terminate, .hangUp, .interrupt, .continue][next(4)]))
        case 1: rig.hand(.message(Message(topic: .empty), from: .empty))
        case 2: rig.hand(.outcome(Tag(rawValue: UInt32(next(0xC000))), outcomes[next(16)]))
        default:
          // Any answer to any open question, or one that was answered long ago.
          let emission = rig.log[rig.log.count - 1 - next(min(3, rig.log.count))]
          rig.hand(.outcome(emission.tag, outcomes[next(16)]))
        }
      }
      if rig.machine.ending != nil { ended += 1 }
    }
    #expect(ended > 1_000)
  }
}
