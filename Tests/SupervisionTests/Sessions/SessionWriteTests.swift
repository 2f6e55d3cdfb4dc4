import Lifecycle
import Operations
import Supervision
import SupervisionSupport
import Testing

/// Each write of a command that another overtakes, that is not answered, or that fails.
@Suite("What a command writes")
struct SessionWriteTests {
  private static func tick(_ document: inout SessionDocument) { document.effectCount += 1 }
  private static func leave(_ document: inout SessionDocument) {}
  private static func takeOver(_ document: inout SessionDocument) {
    document.intent = Intent(.kill, by: SessionFixture.launcher)
  }

  /// What does not keep a write from being made in the end.
  private static var harmless: [(String, SessionDesk.Strike)] {
    [
      ("overtaken", .overtaken(by: tick)), ("unanswered", .unanswered(then: leave)),
      ("busy", .failed(.busy)), ("full", .failed(.full)),
    ]
  }

  @Test("to end a session is written in the end, whatever becomes of it at first")
  func kill() {
    for place in 1...2 {
      for (name, strike) in Self.harmless {
        var desk = SessionDesk(.kill)
        desk.strikes[place] = strike
        let result = desk.run()
        #expect(result == .ended(.removed), "\(place) \(name)")
        #expect(desk.document?.intent == nil)
        #expect(desk.document?.status == .killed)
        #expect(desk.document?.workspace.state == .removed)
      }
    }
  }

  @Test("is read and decided anew when the claim was overtaken")
  func claimOvertaken() {
    var over = SessionDesk(.kill)
    over.strikes[1] = .overtaken { $0.apply(Event(at: 1, .killRequested(.manual)), by: Reducer()) }
    #expect(over.run() == .alreadyOver)
    #expect(over.status == 0)
    for holder in [
      Outcome.process(.same(.running)), .process(.same(.stopped)),
      .process(.failed(.permissionDenied)), .limitPassed,
    ] {
      var busy = SessionDesk(.kill) { $0.holderLooksMax = 3 }
      busy.strikes[1] = .overtaken(by: Self.takeOver)
      busy.holder = holder
      #expect(busy.run() == .refused(.busy))
      #expect(busy.document?.intent?.holder == SessionFixture.launcher)
    }
  }

  @Test("takes over from a holder that is proven dead, in each way in which it can be")
  func deadHolder() {
    var other = SessionFixture.identity(30)
    other.startTick = 1
    let facts = ProcessFacts(
      identity: other, parent: 1, group: 1, session: 1, user: 0, state: .running, program: .empty)
    for holder in [
      Outcome.process(.failed(.noSuchProcess)), .process(.same(.zombie)), .process(.other(facts)),
    ] {
      var desk = SessionDesk(.kill) { $0.holderLooksMax = 3 }
      desk.document?.intent = Intent(.kill, by: SessionFixture.launcher)
      desk.holder = holder
      let result = desk.run()
      #expect(result == .alreadyOver, "\(holder)")
      #expect(desk.document?.status == .killed)
      #expect(desk.document?.intent == nil)
    }
  }

  @Test("to clear away or to take over does not wait for whoever is busy with the session")
  func busy() {
    for verb in [SessionRequest.Verb.cleanup, .recover] {
      var desk = SessionDesk(verb)
      desk.document?.intent = Intent(.kill, by: SessionFixture.launcher)
      desk.holder = .process(.same(.running))
      #expect(desk.run() == .refused(.busy))
      #expect(desk.verbs.filter { $0 == .processIdentify }.count == 1)
    }
  }

  @Test("last is not written over what another has taken over, and never into a store that lost it")
  func overtaken() {
    var taken = SessionDesk(.kill)
    taken.strikes[2] = .overtaken(by: Self.takeOver)
    #expect(taken.run() == .unconfirmed(.overtaken))
    #expect(taken.status == 2)
    #expect(taken.document?.intent?.holder == SessionFixture.launcher)
    var lost = SessionDesk(.kill)
    lost.strikes[2] = .lost
    #expect(lost.run() == .unconfirmed(.store))
    #expect(lost.document == nil)
    var broken = SessionDesk(.kill)
    broken.strikes[2] = .failed(.corrupt)
    #expect(broken.run() == .unconfirmed(.store))
  }

  @Test("to start a session is written in the end, with all that was seen of it")
  func spawn() {
    for place in 1...2 {
      for (name, strike) in Self.harmless {
        var desk = SessionDesk(.spawn)
        desk.strikes[place] = strike
        let result = desk.run()
        #expect(result == .started, "\(place) \(name)")
        let document = desk.document
        #expect(document?.intent == nil)
        #expect(document?.lifecycle.generation == 1)
        #expect(document?.runtime.pane == SessionFixture.pane)
        #expect(document?.runtime.server == SessionFixture.identity(50))
        #expect(document?.workspace.state == .made)
      }
    }
  }

  @Test("to start a session is no success when the session was ended, or replaced, meanwhile")
  func spawnOvertaken() {
    let changes: [(inout SessionDocument) -> Void] = [
      Self.takeOver, { $0.apply(Event(at: 1, .killRequested(.manual)), by: Reducer()) },
      { $0.runtime.nonce = 0xCC },
    ]
    for change in changes {
      var desk = SessionDesk(.spawn)
      desk.strikes[2] = .unanswered(then: change)
      #expect(desk.run() == .unconfirmed(.overtaken))
    }
  }

  @Test("to take a launch back is left when the runner was faster")
  func withdrawOvertaken() {
    var desk = SessionDesk(.spawn) { $0.acknowledgeLooksMax = 1 }
    desk.acknowledges = false
    desk.strikes[2] = .overtaken {
      $0.runtime.runner = SessionFixture.runner
      $0.runtime.agent = SessionFixture.agent
    }
    #expect(desk.run() == .started)
    #expect(!desk.verbs.contains(.tmuxKillSession))
    #expect(desk.document?.runtime.agent == SessionFixture.agent)
  }

  @Test("to take a launch back is written in the end, and all of it is taken back once")
  func withdraw() {
    for place in 2...3 {
      for (name, strike) in Self.harmless {
        var desk = SessionDesk(.spawn) { $0.acknowledgeLooksMax = 2 }
        desk.acknowledges = false
        desk.strikes[place] = strike
        let result = desk.run()
        #expect(result == .failed(.notAcknowledged), "\(place) \(name)")
        #expect(desk.document?.status == .errored)
        #expect(desk.document?.intent == nil)
        #expect(desk.document?.workspace.state == .removed)
        let undone: [Verb] = [
          .tmuxKillSession, .processFind, .gitRemoveWorktree, .gitDeleteBranch,
        ]
        for verb in undone { #expect(desk.verbs.filter { $0 == verb }.count == 1, "\(verb)") }
        // The claim, the withdrawal and the end, and once more what was struck.
        let puts = desk.verbs.filter { $0 == .storePut }.count
        #expect(puts == 3 || puts == 4, "\(puts)")
      }
    }
  }

  @Test("says that a runner has died only after a second look at what it wrote")
  func runnerDied() {
    var desk = SessionDesk(.spawn)
    desk.acknowledges = false
    desk.paneIsDead = true
    #expect(desk.run() == .failed(.runnerDied))
    // Before the claim, and for the runner: at once, after a pause, and after its pane was seen dead.
    #expect(desk.verbs.filter { $0 == .storeGet }.count == 4)
    #expect(desk.verbs.filter { $0 == .tmuxListAllPanes }.count == 2)
  }

  @Test("to take a worktree back is written in the end, before anything is touched")
  func fence() {
    for place in 2...3 {
      for (name, strike) in Self.harmless {
        var desk = SessionDesk(.spawn)
        desk.tree = .git(.failed(GitFailure(.invalidBase)))
        desk.strikes[place] = strike
        let result = desk.run()
        #expect(result == .failed(.worktree), "\(place) \(name)")
        // The claim, and then that it is taken back.
        let looked = desk.verbs.firstIndex(of: .gitStatus) ?? 0
        #expect(desk.verbs[..<looked].filter { $0 == .storePut }.count >= 2)
        #expect(desk.document?.status == .errored)
        #expect(desk.document?.intent == nil)
      }
    }
    var taken = SessionDesk(.spawn)
    taken.tree = .git(.failed(GitFailure(.invalidBase)))
    taken.strikes[2] = .overtaken(by: Self.takeOver)
    #expect(taken.run() == .unconfirmed(.overtaken))
    #expect(!taken.verbs.contains(.gitRemoveWorktree))
  }

  @Test("to bring a session back is written in the end, with one new runtime")
  func restore() {
    for place in 1...3 {
      for (name, strike) in Self.harmless {
        var desk = SessionDesk(.restore)
        desk.strikes[place] = strike
        let result = desk.run()
        #expect(result == .started, "\(place) \(name)")
        #expect(desk.document?.runtime.nonce == 0xA1)
        #expect(desk.document?.lifecycle.generation == 2)
        #expect(desk.document?.intent == nil)
        #expect(desk.verbs.filter { $0 == .tmuxNewSession }.count == 1)
      }
    }
  }
}
