import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// The story of a worker that finished its work and whose pull request was merged.
///
/// `/exit` and `/quit` were typed into its pane, it said "Done.", and the tmux session was still
/// there: nobody could tell whether it was meant to be. These runs tell that, and what else can
/// happen to such a session.
@Suite("What completed work leaves behind")
struct RetentionRunTests {
  static func at(_ seconds: Int64) -> Instant { .start + .seconds(seconds) }

  @Test("is kept, told of, and closed when its time is over", arguments: [1, 2, 3] as [UInt64])
  func story(seed: UInt64) throws {
    var stage = SessionStage.merged(seed: seed)
    let nameFound = stage.document("a")?.runtime.name
    let name = try #require(nameFound)
    var judge = RetentionJudge()
    let first = stage.retention("sweep", as: "sweep-1", at: Self.at(90))
    let told = stage.retention("status", as: "status-1", at: Self.at(100))
    judge.run(&stage, seconds: 30)
    var finding = stage.finding("a", of: first)
    #expect(finding?.result == .marked)
    finding = stage.finding("a", of: told)
    #expect(finding?.decision == RetentionDecision(.completedRetained, .windowOpen))
    judge.check(finding, &stage)
    #expect(stage.tmuxSessions == [name])

    let late = stage.retention("status", as: "status-2", at: Self.at(170))
    let last = stage.retention("sweep", as: "sweep-2", at: Self.at(180))
    judge.run(&stage, seconds: 70)
    finding = stage.finding("a", of: late)
    #expect(finding?.decision == RetentionDecision(.safeToClose, .windowOver))
    judge.run(&stage, seconds: 40)
    finding = stage.finding("a", of: last)
    #expect(finding?.result == .closed)
    #expect(stage.tmuxSessions == [])
    let trees = stage.worktreeCount
    #expect(trees == 1)
    let documentFound = stage.document("a")
    let document = try #require(documentFound)
    #expect(document.retention?.closedAt != nil)
    #expect(document.workspace.state == .kept)
    #expect(document.status == .cleanup)
    let log = document.retention?.log ?? .empty
    let content = stage.universe.world.content(of: log)
    #expect(content.map { stage.universe.world.moment.texts.string($0) }?.isEmpty == false)
    #expect(judge.closeCount == 1)
    let violations = judge.verdict(&stage)
    #expect(violations == [])
    let status = stage.retention("status", as: "status-3", at: Self.at(400))
    stage.run(seconds: 300)
    finding = stage.finding("a", of: status)
    #expect(finding?.decision == RetentionDecision(.gone, .closed))
  }

  @Test("is not closed by words typed into its pane")
  func typing() throws {
    // The name of a session is drawn, so the pane is meant by its number: it is the first.
    let deeds: [User.Deed] = [
      .init(after: .seconds(1), .tmux(.sendKeys(.pane(0), Text("/exit")))),
      .init(after: .seconds(1), .tmux(.sendKeys(.pane(0), Text("/quit")))),
    ]
    var stage = SessionStage.merged(deeds: deeds)
    _ = stage.universe.text("/exit")
    _ = stage.universe.text("/quit")
    stage.addPerson(at: Self.at(81))
    var judge = RetentionJudge()
    let sweep = stage.retention("sweep", as: "sweep", at: Self.at(90))
    let status = stage.retention("status", as: "status", at: Self.at(100))
    judge.run(&stage, seconds: 40)
    #expect(stage.tmuxSessions.count == 1)
    var finding = stage.finding("a", of: sweep)
    #expect(finding?.result == .marked)
    finding = stage.finding("a", of: status)
    #expect(finding?.decision == RetentionDecision(.completedRetained, .windowOpen))
    let close = stage.retention("close a", as: "close", at: Self.at(125))
    judge.run(&stage, seconds: 40)
    finding = stage.finding("a", of: close)
    #expect(finding?.result == .closed)
    let logFound = stage.document("a")?.retention?.log
    let log = try #require(logFound)
    let content = stage.universe.world.content(of: log)
    let text = content.map { stage.universe.world.moment.texts.string($0) } ?? ""
    #expect(text.contains("/exit\n/quit"), "\(text)")
    let violations = judge.verdict(&stage)
    #expect(violations == [])
  }

  @Test("that ended by itself, with success, is complete as well")
  func exited() {
    var stage = SessionStage.merged(ending: .exits(0))
    var judge = RetentionJudge()
    let close = stage.retention("close a", as: "close", at: Self.at(90))
    judge.run(&stage, seconds: 40)
    let finding = stage.finding("a", of: close)
    #expect(finding?.result == .closed)
    let violations = judge.verdict(&stage)
    #expect(violations == [])
    #expect(stage.tmuxSessions == [])
  }

  @Test("status and a dry run write nothing")
  func dry() {
    var stage = SessionStage.merged()
    let commits = stage.universe.world.store.commitCount
    let document = stage.document("a")
    var judge = RetentionJudge()
    stage.universe.strike(.crash(stage.universe.text("supervisor")))
    for (number, words) in ["status", "sweep --dry-run", "close a --dry-run"].enumerated() {
      stage.universe.trace.record(true)
      stage.retention(words, as: "dry-\(number)", at: Self.at(90))
    }
    judge.run(&stage, seconds: 30)
    for entry in stage.universe.trace.entries {
      guard case .performed(let operation, _) = entry.kind,
        stage.name(of: entry.actor).hasPrefix("dry-")
      else { continue }
      switch operation {
      case .store(.list), .store(.get), .tmux(.listAllPanes, _), .process(.identify), .timer,
        .readClock, .process(.writeLine), .process(.exit):
        break
      default: Issue.record("\(operation)")
      }
    }
    #expect(stage.universe.world.store.commitCount == commits)
    #expect(stage.document("a") == document)
  }

  @Test("is refused by name while somebody works, and left alone")
  func working() {
    var stage = SessionStage.retaining()
    stage.supervise()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 20)
    var judge = RetentionJudge()
    let close = stage.retention("close a", as: "close", at: Self.at(30))
    let sweep = stage.retention("sweep", as: "sweep", at: Self.at(30))
    let nobody = stage.retention("close b", as: "nobody", at: Self.at(30))
    judge.run(&stage, seconds: 40)
    var finding = stage.finding("a", of: close)
    #expect(finding?.result == .refused(.active))
    finding = stage.finding("a", of: sweep)
    #expect(finding?.result == .told)
    finding = stage.finding("b", of: nobody)
    #expect(finding?.result == .refused(.noSession))
    #expect(stage.tmuxSessions.count == 1)
    #expect(stage.retention(of: close)?.exitStatus == 1)
    #expect(stage.retention(of: sweep)?.exitStatus == 0)
    let violations = judge.verdict(&stage)
    #expect(violations == [])
  }

  @Test("is refused by name while somebody is attached, and closed when they have left")
  func attached() {
    var stage = SessionStage.merged(deeds: [.init(after: .zero, .tmux(.attach(.session(0))))])
    stage.addPerson(at: Self.at(81))
    var judge = RetentionJudge()
    let close = stage.retention("close a", as: "close-1", at: Self.at(90))
    judge.run(&stage, seconds: 30)
    var finding = stage.finding("a", of: close)
    #expect(finding?.result == .refused(.attached))
    #expect(finding?.decision?.reason == .attached)
    stage.universe.strike(.crash(stage.universe.text("person")))
    let again = stage.retention("close a", as: "close-2", at: Self.at(120))
    judge.run(&stage, seconds: 40)
    finding = stage.finding("a", of: again)
    #expect(finding?.result == .closed)
    let violations = judge.verdict(&stage)
    #expect(violations == [])
  }

  @Test("survives when it is taken up again at any moment of a close", arguments: [true, false])
  func takenUp(attaches: Bool) throws {
    var survived = 0
    var closed = 0
    // Every 30 ms from before the first look until after the kill, which the slow answer to the
    // claim keeps away from the last look by a second.
    for step in 0..<130 {
      let command: TmuxCommand =
        attaches
        ? .attach(.session(0))
        : .setOption(.session, .session(0), name: Text("@state"), value: Text("active"))
      var stage = SessionStage.merged(deeds: [.init(after: .zero, .tmux(command))])
      var judge = RetentionJudge()
      stage.retention("sweep", as: "sweep-1", at: Self.at(90))
      judge.run(&stage, seconds: 30)
      stage.universe.arm(
        Rule(actor: stage.universe.text("close"), verb: .storePut, .delayAnswer(.seconds(1))))
      let sweep = stage.retention("close a", as: "close", at: Self.at(120))
      stage.addPerson(at: Self.at(120) + .milliseconds(Int64(step) * 30))
      judge.run(&stage, seconds: 60)
      let violations = judge.verdict(&stage)
      #expect(violations == [], "step \(step)")
      var isTaken = false
      if case .user(let person) = stage.universe.machine(
        of: stage.universe.actor(named: stage.universe.text("person"))
          ?? ActorID(rawValue: 0))
      {
        isTaken = person.answers == [.tmux(.done)]
      }
      let finding = stage.finding("a", of: sweep)
      if stage.tmuxSessions.isEmpty {
        closed += 1
        #expect(finding?.result == .closed)
      } else {
        survived += 1
        #expect(isTaken)
        guard case .refused = finding?.result else {
          Issue.record("step \(step): \(String(describing: finding))")
          continue
        }
        #expect(stage.document("a")?.retention?.closing == nil)
      }
    }
    #expect(survived > 10)
    #expect(closed > 2)
  }

  @Test("of a server that is gone is not mistaken for what has its name now")
  func otherServer() throws {
    var stage = SessionStage.merged()
    var judge = RetentionJudge()
    stage.retention("sweep", as: "sweep-1", at: Self.at(90))
    judge.run(&stage, seconds: 30)
    let program = stage.universe.text("vim")
    stage.universe.strike(
      .world(.tmux(.serverRestarted(socket: SessionStage.socket, program: program))))
    let status = stage.retention("status", as: "status", at: Self.at(200))
    let sweep = stage.retention("sweep", as: "sweep-2", at: Self.at(200))
    let close = stage.retention("close a", as: "close", at: Self.at(200))
    judge.run(&stage, seconds: 120)
    for actor in [status, sweep, close] {
      let finding = stage.finding("a", of: actor)
      #expect(finding?.decision?.kind == .foreign)
    }
    let finding = stage.finding("a", of: close)
    #expect(finding?.result == .refused(.foreign))
    #expect(stage.tmuxSessions.count == 1)
    let living = stage.living("vim")
    #expect(living == 1)
  }

  @Test("is told from a stranger whose name begins like it")
  func stranger() throws {
    var stage = SessionStage.merged()
    let document = stage.document("a")
    let name = stage.universe.world.moment.texts.string(document?.runtime.name ?? .empty)
    for twin in ["a", "\(name)-2"] {
      stage.universe.strike(
        .world(
          .tmux(
            .nameTaken(
              session: stage.universe.text(twin), socket: SessionStage.socket,
              program: stage.universe.text("vim")))))
    }
    var judge = RetentionJudge()
    stage.retention("sweep", as: "sweep-1", at: Self.at(90))
    let status = stage.retention("status", as: "status", at: Self.at(90))
    stage.retention("sweep", as: "sweep-2", at: Self.at(200))
    judge.run(&stage, seconds: 150)
    for twin in ["\(name)-2"] {
      let finding = stage.finding(twin, of: status)
      #expect(finding?.decision == RetentionDecision(.foreign, .noRecord))
    }
    #expect(stage.tmuxSessions.count == 2)
    let living = stage.living("vim")
    #expect(living == 2)
    #expect(judge.closeCount == 1)
    let violations = judge.verdict(&stage)
    #expect(violations == [])
  }

  @Test("is closed once by two sweeps at once, while the supervisor works", arguments: 1...10)
  func twice(seed: Int) throws {
    var stage = SessionStage.merged(seed: UInt64(seed))
    var judge = RetentionJudge()
    // Two that mark it at once begin its time, and neither closes it.
    stage.retention("sweep", as: "sweep-3", at: Self.at(90))
    stage.retention("sweep", as: "sweep-4", at: Self.at(90) + .milliseconds(Int64(seed) * 300))
    judge.run(&stage, seconds: 60)
    #expect(judge.closeCount == 0)
    var sweeps: [ActorID] = []
    for number in 1...2 {
      sweeps.append(stage.retention("sweep", as: "sweep-\(number)", at: Self.at(170)))
    }
    judge.run(&stage, seconds: 200)
    let violations = judge.verdict(&stage)
    #expect(violations == [])
    #expect(judge.closeCount == 1)
    var results: [RetentionResult?] = []
    for sweep in sweeps { results.append(stage.finding("a", of: sweep)?.result) }
    #expect(results.contains(.closed), "\(results)")
    #expect(stage.document("a")?.retention?.closedAt != nil)
  }

  @Test("brings down what does not hear a hang-up")
  func children() {
    var behaviour = AgentBehaviour()
    behaviour.workTime = .seconds(10)
    behaviour.ending = .exits(0)
    behaviour.children = 2
    behaviour.childProgram = Text("child")
    var stage = SessionStage.retaining(agent: behaviour)
    stage.supervise()
    stage.command(stage.spawnRequest("a"), as: "one")
    stage.run(seconds: 40)
    var living = stage.living("child")
    #expect(living == 2)
    var judge = RetentionJudge()
    stage.retention("close a", as: "close", at: Self.at(60))
    judge.run(&stage, seconds: 60)
    living = stage.living("child")
    #expect(living == 0)
    let violations = judge.verdict(&stage)
    #expect(violations == [])
    #expect(judge.closeCount == 1)
  }
}
