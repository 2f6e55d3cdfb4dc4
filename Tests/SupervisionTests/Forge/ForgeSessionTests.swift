import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// A session in the simulated Forge after it was created: followed up, stopped, shown, listed.
@Suite("A session in Forge")
struct ForgeSessionTests {
  private func created(_ result: ForgeResult?) throws -> ForgeSession {
    guard case .created(let session, _, _, _) = result else {
      throw Unexpected(result: result)
    }
    return session
  }

  struct Unexpected: Error { var result: ForgeResult? }

  @Test("keeps four ids apart, and its own is the key")
  func ids() throws {
    var desk = ForgeDesk()
    let session = try created(desk.result(desk.run("key-1")))
    #expect(session.key == desk.text("key-1"))
    #expect(session.task != session.attempt && session.attempt != session.process)
    #expect(session.executor != nil, "the only executor that began after the caller")
    #expect(desk.universe.world.forge.checkouts.hasWorktree(session.worktree))
    #expect(desk.universe.world.forge.checkouts.hasBranch(session.branch))
  }

  @Test("is shown with its time and with hints that name commands, in order")
  func hints() throws {
    for seed: UInt64 in 1...20 {
      var desk = ForgeDesk(seed: seed)
      desk.universe.trace.record(true)
      let caller = desk.add(desk.run("key-1"))
      desk.wait(.seconds(10))
      guard case .created(_, _, _, let elapsed) = desk.result(of: caller) else {
        Issue.record("not created")
        continue
      }
      let shown = [
        "Session created: key-1 (\(elapsed.nanoseconds / 1_000_000) ms)",
        "rehearse session view key-1", "rehearse session resume key-1 \"...\"",
        "rehearse session stop key-1",
      ]
      #expect(desk.shown(by: caller) == shown)
    }
  }

  @Test("one key is one session for callers at once, each told the same", arguments: [2, 8])
  func callers(_ count: Int) throws {
    for seed: UInt64 in 1...60 {
      var desk = ForgeDesk(seed: seed)
      var callers: [Text] = []
      for _ in 0..<count { callers.append(desk.add(desk.run("key-1"), at: .start)) }
      desk.wait(.seconds(120))
      #expect(desk.universe.world.forge.taskCount == 1, "seed \(seed)")
      #expect(desk.universe.world.forge.processCount == 1, "seed \(seed)")
      var newCount = 0
      for caller in callers {
        guard case .created(let session, let isNew, _, _) = desk.result(of: caller) else {
          Issue.record("seed \(seed): \(String(describing: desk.result(of: caller)))")
          continue
        }
        #expect(session.task != 0)
        if isNew { newCount += 1 }
      }
      #expect(newCount == 1, "seed \(seed)")
    }
  }

  @Test("is refused a follow-up while it runs, and its agent stays alone")
  func resumeWhileRunning() throws {
    var desk = ForgeDesk(executor: PrintingExecutor(lineCount: 50))
    _ = try created(desk.result(desk.run("key-1")))
    #expect(desk.result(desk.resume("key-1")) == .refused(.running))
    #expect(desk.liveExecutors == 1)
  }

  @Test("waits for its process to end when the policy says so")
  func resumeWaits() throws {
    var policy = ForgePolicy()
    policy.runningCountMax = 60
    var desk = ForgeDesk(policy: policy, executor: PrintingExecutor(lineCount: 40))
    _ = try created(desk.result(desk.run("key-1")))
    guard case .resumed = desk.result(desk.resume("key-1")) else {
      Issue.record("not resumed")
      return
    }
    #expect(desk.liveExecutors == 1)
  }

  @Test("goes on in the same attempt and conversation")
  func resume() throws {
    var desk = ForgeDesk(executor: PrintingExecutor(lineCount: 40))
    let session = try created(desk.result(desk.run("key-1")))
    desk.wait(.seconds(20))
    guard case .resumed(let resumed, let elapsed) = desk.result(desk.resume("key-1")) else {
      Issue.record("not resumed")
      return
    }
    #expect(resumed.attempt == session.attempt && resumed.worktree == session.worktree)
    #expect(resumed.process != session.process)
    #expect(!resumed.conversation.isEmpty)
    #expect(elapsed < .seconds(2))
    #expect(desk.universe.world.forge.attemptCount == 1)
  }

  @Test("gets one follow-up of two callers at once")
  func resumeTwice() throws {
    for seed: UInt64 in 1...40 {
      var desk = ForgeDesk(seed: seed, executor: PrintingExecutor(lineCount: 40))
      _ = try created(desk.result(desk.run("key-1")))
      desk.wait(.seconds(20))
      let first = desk.add(desk.resume("key-1"))
      let second = desk.add(desk.resume("key-1"))
      desk.wait(.seconds(5))
      #expect(desk.liveExecutors == 1, "seed \(seed)")
      #expect(desk.universe.world.forge.processCount == 2, "seed \(seed)")
      var resumedCount = 0
      for caller in [first, second] {
        switch desk.result(of: caller) {
        case .resumed: resumedCount += 1
        case .refused(.anotherCaller), .refused(.running), .refused(.recordChanged): break
        case let other: Issue.record("seed \(seed): \(String(describing: other))")
        }
      }
      #expect(resumedCount == 1, "seed \(seed)")
    }
  }

  @Test("is refused a follow-up that would lose its context, unless that is forced")
  func context() throws {
    // It ends before its conversation is read out of the log.
    var desk = ForgeDesk(executor: PrintingExecutor(lineCount: 0, pause: .milliseconds(1)))
    _ = try created(desk.result(desk.run("key-1")))
    desk.wait(.seconds(5))
    #expect(desk.result(desk.resume("key-1")) == .refused(.contextWouldBeLost))
    #expect(desk.universe.world.forge.processCount == 1)
    guard case .resumed = desk.result(desk.resume("key-1", forced: true)) else {
      Issue.record("not resumed")
      return
    }
  }

  static let followUpFaults: [String] = [
    "reset before", "reset after", "500 after", "hang before", "hang after", "slow", "refused",
    "declined after",
  ]

  private func followUpFault(_ name: String) -> ForgeFault {
    switch name {
    case "reset before": .failure(.connectionReset, takesEffect: false)
    case "reset after": .failure(.connectionReset, takesEffect: true)
    case "500 after": .failure(.status(500), takesEffect: true)
    case "hang before": .hang(takesEffect: false)
    case "hang after": .hang(takesEffect: true)
    case "slow": .slow(.seconds(25))
    case "declined after": .failure(.unsuccessful, takesEffect: true)
    default: .failure(.connectionRefused, takesEffect: false)
    }
  }

  @Test(
    "gets one follow-up whatever is lost, ended after any operation", arguments: followUpFaults)
  func followUpStorm(_ name: String) throws {
    var complaints: [String] = []
    for crash in [nil] + ForgeCreationStormTests.crashes.map({ Optional($0) }) {
      for skip: Int32 in 0..<(crash == nil ? 1 : 12) {
        var desk = ForgeDesk(
          seed: UInt64(skip) + 1, executor: PrintingExecutor(lineCount: 40))
        _ = try created(desk.result(desk.run("key-1")))
        desk.wait(.seconds(20))
        desk.universe.strike(
          .world(.forge(.request(.forgeFollowUp, followUpFault(name)))))
        let caller = desk.add(desk.resume("key-1"), name: "caller")
        if let crash {
          desk.universe.arm(Rule(actor: caller, skip: skip, crash))
          for restart: Int64 in [30, 100, 170, 240, 310] {
            desk.universe.schedule(
              .restart(caller), at: desk.universe.now + .seconds(restart))
          }
        }
        var most = 0
        let end = desk.universe.now + .seconds(400)
        while let next = desk.universe.nextInstant(), next <= end {
          desk.universe.step()
          most = max(most, desk.liveExecutors)
        }
        if most > 1 { complaints.append("\(String(describing: crash)) \(skip): \(most) at once") }
        let result = desk.result(of: caller)
        if result == nil { complaints.append("\(String(describing: crash)) \(skip): no result") }
        if crash == nil, desk.universe.world.forge.processCount > 2 {
          complaints.append("\(desk.universe.world.forge.processCount) processes")
        }
        if crash == nil, case .resumed? = result {
          if desk.universe.world.forge.processCount != 2 { complaints.append("resumed nothing") }
        }
      }
    }
    #expect(complaints.isEmpty, "\(complaints.count): \(complaints.prefix(4))")
  }

  // MARK: - Stop and status

  @Test("is stopped when it is gone and not when the row says so", arguments: [false, true])
  func stop(_ isStubborn: Bool) throws {
    var desk = ForgeDesk(
      executor: PrintingExecutor(lineCount: 500, isStubborn: isStubborn))
    let session = try created(desk.result(desk.run("key-1")))
    let stopper = desk.add(.stop(key: session.key))
    // Half way: the row says `killed`, and a stubborn agent lives.
    desk.wait(.seconds(1))
    let status = desk.result(.status(key: session.key), within: .milliseconds(500))
    if isStubborn {
      guard case .status(.running, _, _) = status else {
        Issue.record("shown as \(String(describing: status)) while it lives")
        return
      }
    }
    desk.wait(.seconds(30))
    guard case .stopped(_, .processGone) = desk.result(of: stopper) else {
      Issue.record("\(String(describing: desk.result(of: stopper)))")
      return
    }
    #expect(desk.liveExecutors == 0)
    guard case .status(.stopped, _, _) = desk.result(.status(key: session.key)) else {
      Issue.record("not shown as stopped")
      return
    }
  }

  @Test("that has ended by itself has nothing to stop, and is not shown as killed")
  func stopAfterEnd() throws {
    var desk = ForgeDesk()
    let session = try created(desk.result(desk.run("key-1")))
    desk.wait(.seconds(20))
    #expect(desk.result(.stop(key: session.key)) == .nothingToStop(.completed))
  }

  @Test("that ends just before its stop is never shown as killed")
  func stopAtEnd() throws {
    for millisecond: Int64 in stride(from: 0, through: 300, by: 10) {
      var desk = ForgeDesk(executor: PrintingExecutor(lineCount: 1, pause: .milliseconds(900)))
      let session = try created(desk.result(desk.run("key-1")))
      // It ends about 1.9 s after it began; the row follows up to 250 ms later.
      while desk.liveExecutors > 0 { desk.universe.step() }
      desk.wait(.milliseconds(millisecond))
      let result = desk.result(.stop(key: session.key))
      #expect(
        result == .endedByItself(.completed) || result == .nothingToStop(.completed),
        "\(millisecond) ms: \(String(describing: result))")
    }
  }

  @Test("a stop whose answer is lost is confirmed by looking", arguments: [false, true])
  func stopLost(_ takesEffect: Bool) throws {
    for seed: UInt64 in 1...10 {
      var desk = ForgeDesk(
        seed: seed, executor: PrintingExecutor(lineCount: 500, isStubborn: true))
      let session = try created(desk.result(desk.run("key-1")))
      desk.universe.strike(
        .world(.forge(.request(.forgeStop, .hang(takesEffect: takesEffect)))))
      guard case .stopped = desk.result(.stop(key: session.key)) else {
        Issue.record("seed \(seed): not stopped")
        continue
      }
      #expect(desk.liveExecutors == 0, "seed \(seed)")
    }
  }

  @Test("a stop during which the backend ends is not believed while the agent lives")
  func stopCrash() throws {
    for delay: Int64 in stride(from: 50, through: 6_000, by: 350) {
      var desk = ForgeDesk(executor: PrintingExecutor(lineCount: 500, isStubborn: true))
      let session = try created(desk.result(desk.run("key-1")))
      let stopper = desk.add(.stop(key: session.key))
      desk.wait(.milliseconds(delay))
      desk.universe.strike(.world(.forge(.crash(killingExecutors: false))))
      desk.universe.schedule(.world(.forge(.start)), at: desk.universe.now + .seconds(1))
      desk.wait(.seconds(60))
      if case .stopped = desk.result(of: stopper) {
        #expect(desk.liveExecutors == 0, "after \(delay) ms")
      }
      #expect(desk.result(of: stopper) != nil)
    }
  }

  @Test("whose backend has started again while it worked is failed, and its agent is named")
  func restart() throws {
    var desk = ForgeDesk(executor: PrintingExecutor(lineCount: 500))
    let session = try created(desk.result(desk.run("key-1")))
    desk.universe.strike(.world(.forge(.crash(killingExecutors: false))))
    desk.universe.strike(.world(.forge(.start)))
    desk.wait(.seconds(30))
    guard case .status(.failed, _, leavesExecutor: true) = desk.result(.status(key: session.key))
    else {
      Issue.record("the agent that was left over is not named")
      return
    }
    #expect(desk.result(desk.resume("key-1")) == .refused(.executorAlive))
    #expect(desk.liveExecutors == 1)
  }

  @Test("is listed with who knows of it")
  func list() throws {
    var desk = ForgeDesk()
    _ = try created(desk.result(desk.run("key-1")))
    _ = try created(desk.result(desk.run("key-2")))
    // Somebody makes one more task under a key that has one, and one without any key.
    let stranger = desk.text("stranger")
    desk.universe.add(actor: stranger, program: stranger, at: desk.universe.now)
    desk.wait(.seconds(20))
    guard case .listed(let entries) = desk.result(.list(project: 7)) else {
      Issue.record("not listed")
      return
    }
    #expect(
      entries.map(\.knownTo).sorted { $0.rawValue < $1.rawValue } == [
        .both, .both, .backendOnly, .duplicate,
      ])
  }

  // MARK: - Requests, approvals, drafts

  @Test("gets one pull request when it is completed, and none before")
  func pullRequest() throws {
    var desk = ForgeDesk(executor: PrintingExecutor(lineCount: 10))
    let session = try created(desk.result(desk.run("key-1")))
    let order = ForgeOrder.pullRequest(key: session.key, title: desk.text("Fix the bug"))
    #expect(desk.result(order) == .refused(.notCompleted))
    desk.wait(.seconds(20))
    desk.universe.strike(
      .world(
        .forge(.request(.forgeCreatePullRequest, .failure(.connectionReset, takesEffect: true)))))
    #expect(desk.result(order) == .text(desk.text("open")))
    #expect(desk.result(order) == .text(desk.text("open")))
  }

  @Test("keeps a draft, also when the answer is lost")
  func draft() throws {
    var desk = ForgeDesk()
    let session = try created(desk.result(desk.run("key-1")))
    let text = desk.text("and then the tests")
    desk.universe.strike(
      .world(.forge(.request(.forgeSaveDraft, .failure(.connectionReset, takesEffect: false)))))
    #expect(desk.result(.saveDraft(key: session.key, text: text)) == .done)
    #expect(desk.result(.getDraft(key: session.key)) == .text(text))
  }

  @Test("asks a person, who answers once")
  func approvals() throws {
    var desk = ForgeDesk(executor: PrintingExecutor(lineCount: 500))
    let session = try created(desk.result(desk.run("key-1")))
    let tool = desk.text("bash")
    var moment = desk.universe.world.moment
    let asked = desk.universe.world.forge.requestApproval(
      process: session.process, tool: tool, &moment)
    desk.universe.world.moment = moment
    let id = try #require(asked)
    guard case .approvals(let waiting) = desk.result(.approvals) else {
      Issue.record("no list")
      return
    }
    #expect(waiting.map(\.id) == [id])
    #expect(desk.result(.answer(id: id, approve: true)) == .done)
    #expect(desk.universe.world.forge.approval(id) == .approved)
    #expect(desk.result(.answer(id: id, approve: false)) == .refused(.notPending))
  }

  @Test("refuses what is no order, and a session that it does not know")
  func refusals() {
    var desk = ForgeDesk()
    #expect(desk.result(.status(key: desk.text("nobody"))) == .refused(.unknownSession))
    let actor = desk.text("bad")
    desk.universe.add(actor: actor, program: Text("command"), argument: desk.text("{\"order\":1}"))
    desk.wait(.seconds(5))
    #expect(desk.result(of: actor) == .refused(.badOrder))
  }
}
