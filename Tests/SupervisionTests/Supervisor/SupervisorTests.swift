import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// A board of live sessions under a supervisor, and one thing that happens to it.
@Suite("A supervisor")
struct SupervisorTests {
  private static let ids = ["a", "b", "c", "d", "e"]

  /// So many sessions that have run for half a minute.
  private func board(
    of count: Int, seed: UInt64 = 1, _ adjust: (inout AgentBehaviour) -> Void = { _ in }
  ) -> SessionStage {
    var behaviour = AgentBehaviour()
    behaviour.supervisor = Text("supervisor")
    behaviour.reportsMax = 1
    adjust(&behaviour)
    var stage = SessionStage(seed: seed, agent: behaviour)
    stage.supervise()
    for id in Self.ids.prefix(count) {
      stage.command(stage.spawnRequest(id), as: "spawn-\(id)")
    }
    stage.run(seconds: 30)
    return stage
  }

  private func statuses(_ stage: inout SessionStage) -> [DisplayStatus?] {
    stage.documents().map(\.status)
  }

  private func notices(_ stage: inout SessionStage) -> [String] {
    var words: [String] = []
    for notice in stage.universe.notices {
      words.append(stage.universe.world.moment.texts.string(notice.message.body))
    }
    return words
  }

  private func strike(_ fault: TmuxFault, _ stage: inout SessionStage) {
    stage.universe.strike(.world(.tmux(fault)))
  }

  @Test("shows what the agents say that they do")
  func activity() {
    var stage = board(of: 2)
    let shown = statuses(&stage)
    #expect(shown == [.working, .working])
  }

  @Test("ends the session of an agent that has ended, after three looks, and tells a person once")
  func agentDies() {
    var stage = board(of: 2)
    stage.run(seconds: 60)
    stage.universe.strike(.crash(Text("agent")))
    stage.run(seconds: 7)
    let early = statuses(&stage)
    #expect(early.filter { $0 == .detecting }.count == 1, "\(early)")
    stage.run(seconds: 60)
    let late = statuses(&stage)
    #expect(late.filter { $0 == .killed }.count == 1, "\(late)")
    #expect(late.filter { $0 == .working }.count == 1, "\(late)")
    let told = notices(&stage)
    #expect(told == ["reaction.agent-exited"])
  }

  @Test("concludes nothing from calls of tmux that fail", arguments: [1, 2, 3])
  func callsFail(count: Int32) {
    var stage = board(of: 5)
    let before = stage.documents().map(\.status)
    strike(.callsFail(count: count), &stage)
    stage.run(seconds: 40)
    let after = stage.documents().map(\.status)
    #expect(after == before)
    let told = notices(&stage)
    #expect(told == [])
  }

  @Test("doubts a board whose server stands still, and ends none of it")
  func serverStandsStill() {
    var stage = board(of: 5)
    stage.run(seconds: 60)
    strike(.serverStopped(socket: SessionStage.socket), &stage)
    stage.run(seconds: 300)
    let during = statuses(&stage)
    #expect(during.allSatisfy { $0 == .stuck }, "\(during)")
    strike(.serverContinued(socket: SessionStage.socket), &stage)
    stage.run(seconds: 60)
    let after = statuses(&stage)
    #expect(after == Array(repeating: .working, count: 5))
    let agents = stage.living("agent")
    #expect(agents == 5)
  }

  @Test("ends a board whose server is gone for certain, by its process")
  func serverKilled() {
    var stage = board(of: 5)
    stage.run(seconds: 60)
    strike(.serverKilled(socket: SessionStage.socket), &stage)
    stage.run(seconds: 60)
    let after = statuses(&stage)
    #expect(after == Array(repeating: .killed, count: 5))
    let told = notices(&stage)
    #expect(told.count == 5)
  }

  @Test("leaves alone what lives behind a socket that was deleted")
  func socketDeleted() {
    var stage = board(of: 3)
    stage.run(seconds: 60)
    strike(.socketDeleted(socket: SessionStage.socket), &stage)
    // Somebody starts a server anew at the same place.
    strike(
      .nameTaken(
        session: stage.universe.text("other"), socket: SessionStage.socket,
        program: stage.universe.text("vim")), &stage)
    stage.run(seconds: 400)
    let after = stage.documents()
    #expect(after.allSatisfy { !$0.isOver }, "\(after.map(\.status))")
    let agents = stage.living("agent")
    #expect(agents == 3)
  }

  @Test("does not believe at first that most of the board has died at once")
  func massDeath() {
    var stage = board(of: 4)
    stage.run(seconds: 60)
    for id in Self.ids.prefix(3) {
      let name = stage.document(id)?.runtime.name ?? .empty
      strike(.sessionKilled(session: name, socket: SessionStage.socket), &stage)
    }
    stage.run(seconds: 9)
    let early = statuses(&stage)
    #expect(early == Array(repeating: .working, count: 4), "\(early)")
    stage.run(seconds: 60)
    let late = statuses(&stage)
    #expect(late == [.killed, .killed, .killed, .working])
  }

  @Test("after a reboot ends what died with the machine, and brings nothing back by itself")
  func reboot() {
    var stage = board(of: 3)
    stage.run(seconds: 60)
    stage.universe.strike(.powerFailure)
    stage.universe.strike(.restart(Text("supervisor")))
    stage.run(seconds: 120)
    let after = statuses(&stage)
    #expect(after == Array(repeating: .killed, count: 3))
    let agents = stage.living("agent")
    #expect(agents == 0)
  }

  @Test("sends the agent what its pull request calls for, and tells a person when it is merged")
  func pullRequest() {
    var stage = board(of: 1)
    stage.run(seconds: 60)
    let branch = stage.document("a")?.workspace.branch ?? .empty
    func become(_ facts: PullRequestFacts, _ stage: inout SessionStage) {
      stage.universe.strike(.world(.pullRequest(.becomes(branch: branch, facts))))
    }
    become(PullRequestFacts(state: .open, checks: .failing, number: 7), &stage)
    stage.run(seconds: 80)
    let failing = stage.document("a")?.status
    #expect(failing == .ciFailed)
    let prompts = stage.prompts()
    #expect(prompts.given == 1)
    become(PullRequestFacts(state: .merged, number: 7), &stage)
    stage.run(seconds: 80)
    let merged = stage.document("a")?.status
    #expect(merged == .merged)
    let told = notices(&stage)
    #expect(told == ["reaction.all-complete"])
  }

  @Test("finds an agent dead that died after the merge, and tells of the merge once")
  func deadAfterMerge() {
    var stage = board(of: 1) {
      $0.workTime = .seconds(60)
      $0.ending = .crashes
    }
    let branch = stage.document("a")?.workspace.branch ?? .empty
    let merged = PullRequestFacts(state: .merged, number: 7)
    stage.universe.strike(.world(.pullRequest(.becomes(branch: branch, merged))))
    stage.run(seconds: 200)
    let isOver = stage.document("a")?.isOver
    #expect(isOver == true)
    let told = notices(&stage).filter { $0 == "reaction.all-complete" }
    #expect(told.count == 1)
  }

  @Test("does not end a doubt by telling of a merge again that is known")
  func mergeAgain() {
    var stage = board(of: 1)
    stage.run(seconds: 60)
    let branch = stage.document("a")?.workspace.branch ?? .empty
    stage.universe.strike(
      .world(.pullRequest(.becomes(branch: branch, PullRequestFacts(state: .merged, number: 7)))))
    stage.run(seconds: 60)
    stage.universe.arm(
      Rule(
        actor: Text("supervisor"), verb: .tmuxListAllPanes, count: 1_000,
        .fail(.tmux(.failed(TmuxFailure(.serverExited))))))
    stage.run(seconds: 300)
    let status = stage.document("a")?.status
    #expect(status == .stuck)
    let told = notices(&stage)
    #expect(told == ["reaction.all-complete", "reaction.agent-stuck"])
  }

  @Test("hands over once what a crash let it hand over twice")
  func deliveredAgain() {
    for (place, verb) in [(0, Verb.send), (0, .storePut), (1, .storePut), (2, .storePut)] {
      var stage = board(of: 1)
      stage.run(seconds: 60)
      let branch = stage.document("a")?.workspace.branch ?? .empty
      stage.universe.strike(
        .world(
          .pullRequest(
            .becomes(branch: branch, PullRequestFacts(state: .open, checks: .failing, number: 7))
          )))
      stage.universe.arm(
        Rule(
          actor: Text("supervisor"), verb: verb, skip: Int32(place), .crashBeforeAnswer))
      stage.run(seconds: 80)
      stage.universe.strike(.restart(Text("supervisor")))
      stage.run(seconds: 80)
      let prompts = stage.prompts()
      #expect(prompts.given == 1, "\(verb) \(place)")
      let outbox = stage.document("a")?.outbox
      #expect(outbox == [])
    }
  }

  @Test("waits while another holds the lock, and takes over when that one is gone")
  func twoSupervisors() {
    var stage = board(of: 1)
    let second = stage.universe.add(
      actor: stage.universe.text("second"), program: Text("supervisor"), at: stage.universe.now)
    stage.run(seconds: 60)
    let waiting = stage.supervisor(of: second)?.passCount
    #expect(waiting == 0)
    stage.universe.strike(.crash(Text("supervisor")))
    stage.run(seconds: 60)
    let working = stage.supervisor(of: second)?.passCount ?? 0
    #expect(working > 5)
  }

  @Test("ignores what is said about a runtime that was replaced")
  func olderGeneration() {
    var stage = board(of: 1)
    stage.run(seconds: 60)
    let id = stage.universe.text("a")
    // The readings of the first generation are held up until the session has been restored.
    stage.universe.arm(
      Rule(
        actor: Text("supervisor"), verb: .processIdentify, .delayAnswer(.seconds(4))))
    stage.command(SessionRequest(.kill, id: id), as: "kill", at: stage.universe.now)
    stage.command(
      SessionRequest(.restore, id: id), as: "restore", at: stage.universe.now + .seconds(4))
    stage.run(seconds: 60)
    let document = stage.document("a")
    #expect(document?.lifecycle.generation == 2)
    #expect(document?.status == .working)
    let agents = stage.living("agent")
    #expect(agents == 1)
  }
}
