import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("Without the safeguard, of watching,")
struct WatchSafeguardTests {
  private static func at(_ seconds: Int64) -> Instant { .start + .seconds(seconds) }

  @Test("a supervisor that was started again fails what lives")
  func livingAdopted() {
    let isOver = both(without: .livingAdopted) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      _ = stage.spawn()
      stage.universe.strike(.crash(Text("supervisor")))
      stage.universe.strike(.restart(Text("supervisor")))
      stage.run(seconds: 10)
      let lives = stage.agentLives()
      #expect(lives)
      return stage.document("a")?.isOver ?? true
    }
    #expect(isOver == (false, true))
  }

  @Test("an agent that ends by itself is started for ever")
  func restoresAreAsked() {
    let isBounded = both(without: .restoresAreAsked) { safeguards in
      var behaviour = AgentBehaviour()
      behaviour.workTime = .seconds(50)
      behaviour.ending = .exits(0)
      var stage = SessionStage.guarded(by: safeguards, agent: behaviour)
      _ = stage.spawn()
      stage.run(seconds: 900)
      return (stage.document("a")?.lifecycle.generation ?? 0) < 5
    }
    #expect(isBounded == (true, false))
  }

  @Test("a session that was killed comes back")
  func killedForGood() {
    let isOver = both(without: .restoresAreAsked) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      _ = stage.spawn()
      _ = stage.type(.kill, as: "kill")
      return stage.document("a")?.isOver ?? false
    }
    #expect(isOver == (true, false))
  }

  @Test("somebody's own tmux session is swept away")
  func onlyOwnedIsSwept() {
    let isThere = both(without: .onlyOwnedIsSwept) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.addStranger("mine")
      _ = stage.spawn()
      let agents = stage.living("agent")
      #expect(agents == 1)
      return stage.tmuxSessions.contains(Text("mine"))
    }
    #expect(isThere == (true, false))
  }

  @Test("a session that came between two looks is swept away")
  func sweptWhenNew() {
    let isStarted = both(without: .onlyOwnedIsSwept) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, isSupervised: false)
      stage.universe.arm(
        Rule(actor: Text("supervisor"), verb: .tmuxListAllPanes, .delay(.milliseconds(700))))
      stage.supervise()
      stage.command(stage.spawnRequest("a"), as: "one", at: Self.at(0) + .milliseconds(50))
      stage.run(seconds: 30)
      return stage.living("agent") == 1 && stage.tmuxSessions.count == 1
    }
    #expect(isStarted == (true, false))
  }

  @Test("the sessions of a server that was killed are in doubt for ever")
  func serverDeathSeen() {
    let isOver = both(without: .serverDeathSeen) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      _ = stage.spawn()
      stage.universe.strike(.world(.tmux(.serverKilled(socket: SessionStage.socket))))
      stage.run(seconds: 600)
      return stage.document("a")?.isOver ?? false
    }
    #expect(isOver == (true, false))
  }

  @Test("a merge ends the session of an agent that is at work")
  func mergeIsNoEnd() {
    let lives = both(without: .mergeIsNoEnd) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      _ = stage.spawn()
      stage.become(PullRequestFacts(state: .merged, number: 7))
      stage.run(seconds: 100)
      return [stage.document("a")?.isOver == false, stage.agentLives()]
    }
    #expect(lives == ([true, true], [false, false]))
  }

  @Test("what has ended by itself can never be cleared away")
  func handlesKept() {
    let result = both(without: .handlesKept) { safeguards in
      var behaviour = AgentBehaviour()
      behaviour.workTime = .seconds(20)
      behaviour.ending = .exits(0)
      var stage = SessionStage.guarded(by: safeguards, agent: behaviour)
      _ = stage.spawn(seconds: 100)
      return stage.type(.cleanup, as: "cleanup")?.result
    }
    #expect(result == (.cleaned(.removed), .refused(.handlesMissing)))
  }

  @Test("a clock that is set closes a session before its time")
  func monotonicTime() {
    let isThere = both(without: .monotonicTime) { safeguards in
      var stage = SessionStage.merged(safeguards: safeguards)
      stage.retention("sweep", as: "sweep-1", at: Self.at(90))
      stage.run(seconds: 20)
      stage.universe.strike(.stepWallClock(milliseconds: 25 * 3_600_000))
      stage.retention("sweep", as: "sweep-2", at: Self.at(110))
      stage.run(seconds: 20)
      return stage.tmuxSessions.count
    }
    #expect(isThere == (1, 0))
  }

  // MARK: - What is said to whom

  private func notices(_ stage: borrowing SessionStage) -> [String] {
    stage.universe.notices.map { stage.universe.world.moment.texts.string($0.message.body) }
  }

  @Test("a person is told of what is over by then")
  func effectsRevalidated() {
    let told = both(without: .effectsRevalidated) { safeguards in
      var behaviour = AgentBehaviour()
      behaviour.workTime = .seconds(20)
      behaviour.afterwards = .waitingInput
      behaviour.supervisor = Text("supervisor")
      var stage = SessionStage.guarded(by: safeguards, agent: behaviour)
      // Nobody is to be reached for a while.
      stage.universe.arm(
        Rule(
          actor: Text("supervisor"), verb: .send, count: 12, .fail(.send(.nobody))))
      _ = stage.spawn(seconds: 30)
      _ = stage.type(.send, as: "answer", seconds: 100)
      return notices(stage)
    }
    #expect(told == ([], ["reaction.agent-needs-input"]))
  }

  @Test("a person is told that a pull request was closed which nobody could look up")
  func failedFetch() {
    let told = both(without: .failedIsUnknown) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, agent: .reporting)
      _ = stage.spawn(seconds: 60)
      stage.become(PullRequestFacts(state: .open, number: 7))
      stage.run(seconds: 60)
      stage.universe.strike(.world(.pullRequest(.fetchesFail(count: 1))))
      stage.run(seconds: 60)
      return notices(stage)
    }
    #expect(told == ([], ["reaction.pr-closed"]))
  }

  @Test("an agent is told of the same failure again and again")
  func attemptsCounted() {
    let isBounded = both(without: .attemptsCounted) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, agent: .reporting)
      _ = stage.spawn(seconds: 60)
      stage.become(PullRequestFacts(state: .open, checks: .failing, number: 7))
      let branch = stage.document("a")?.workspace.branch ?? .empty
      stage.universe.strike(
        .world(.pullRequest(.flapping(branch: branch, every: .seconds(45)))))
      stage.run(seconds: 1_200)
      return stage.prompts().given <= 3
    }
    #expect(isBounded == (true, false))
  }

  @Test("a message whose receipt was lost is taken twice")
  func oneNumberPerEffect() {
    let given = both(without: .oneNumberPerEffect) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, agent: .reporting)
      _ = stage.spawn(seconds: 60)
      stage.universe.arm(Rule(actor: Text("supervisor"), verb: .send, .loseAnswer))
      stage.become(PullRequestFacts(state: .open, checks: .failing, number: 7))
      stage.run(seconds: 100)
      return stage.prompts().given
    }
    #expect(given == (1, 2))
  }

  @Test("a message is delivered where no agent is")
  func livingReader() {
    let reading = both(without: .livingReader) { safeguards in
      var behaviour = AgentBehaviour()
      behaviour.workTime = .seconds(5)
      behaviour.ending = .exits(0)
      var stage = SessionStage.guarded(by: safeguards, agent: behaviour, isSupervised: false)
      _ = stage.spawn(seconds: 20)
      let reading = stage.type(.send, as: "send")?.reading
      let prompts = stage.prompts().given
      #expect(prompts == 0)
      return reading
    }
    #expect(reading == (.noSession, .delivered))
  }

  @Test("a message that comes early is lost")
  func promptsKept() {
    let given = both(without: .promptsKept) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.universe.arm(Rule(actor: Text("runner"), verb: .processSpawn, .delay(.seconds(4))))
      _ = stage.spawn(seconds: 3)
      let send = stage.type(.send, as: "send")
      #expect(send?.reading == .delivered)
      return stage.prompts().given
    }
    #expect(given == (1, 0))
  }
}
