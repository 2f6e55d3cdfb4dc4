import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// Every operation of a close is struck once in every way, and then it is asked for again.
@Suite("A close in which one thing goes wrong")
struct RetentionCrashTests {
  static func failures(of verb: Verb) -> [Outcome] {
    switch verb {
    case .storeGet, .storePut: [.store(.failed(.busy)), .store(.failed(.inputOutput))]
    case .tmuxListAllPanes, .tmuxSetOption, .tmuxCapturePane, .tmuxKillSessionIf:
      [.tmux(.failed(TmuxFailure(.clientFailed))), .tmux(.failed(TmuxFailure(.serverExited)))]
    case .fileReplace, .fileMakeDirectories:
      [.file(.failed(.noSpace)), .file(.failed(.inputOutput))]
    case .processIdentify, .processFind, .processSignalIdentity:
      [.process(.failed(.permissionDenied))]
    default: []
    }
  }

  private func scene() -> SessionStage {
    var stage = SessionStage.merged()
    stage.retention("sweep", as: "mark", at: RetentionRunTests.at(90))
    stage.run(seconds: 30)
    return stage
  }

  @Test("is finished by the next one, and has ended nothing that it may not")
  func sweep() {
    let base = scene()
    var plain = SessionStage(copying: base)
    plain.universe.trace.record(true)
    plain.retention("close a", as: "close", at: RetentionRunTests.at(115))
    plain.run(seconds: 60)
    var verbs: [Verb] = []
    for entry in plain.universe.trace.entries {
      if case .performed(let operation, _) = entry.kind, plain.name(of: entry.actor) == "close" {
        verbs.append(operation.verb)
      }
    }
    #expect(verbs.contains(.tmuxKillSessionIf) && verbs.count > 15, "\(verbs)")
    for (place, verb) in verbs.enumerated() {
      let strikes =
        CrashSweepTests.interferences + Self.failures(of: verb).map { ("\($0)", .fail($0)) }
      for (name, interference) in strikes {
        var stage = SessionStage(copying: base)
        var judge = RetentionJudge()
        stage.universe.arm(
          Rule(actor: stage.universe.text("close"), skip: Int32(place), interference))
        stage.retention("close a", as: "close", at: RetentionRunTests.at(115))
        judge.run(&stage, seconds: 120)
        stage.retention("close a", as: "again", at: RetentionRunTests.at(240))
        judge.run(&stage, seconds: 100)
        let violations = judge.verdict(&stage)
        let isClosed = stage.document("a")?.retention?.closedAt != nil
        if !violations.isEmpty || !isClosed || !stage.tmuxSessions.isEmpty {
          Issue.record("\(place) \(verb) \(name): \(violations), closed \(isClosed)")
        }
      }
    }
  }

  @Test("waits for a tmux server that stands still, and is finished when it goes on")
  func hanging() {
    for delay in [0, 500, 1_500, 2_050, 2_080, 2_120] as [Int64] {
      var stage = SessionStage(copying: scene())
      var judge = RetentionJudge()
      let start = RetentionRunTests.at(115)
      stage.retention("close a", as: "close", at: start)
      stage.universe.schedule(
        .world(.tmux(.serverStopped(socket: SessionStage.socket))),
        at: start + .milliseconds(delay))
      stage.universe.schedule(
        .world(.tmux(.serverContinued(socket: SessionStage.socket))),
        at: start + .seconds(90))
      judge.run(&stage, seconds: 150)
      stage.retention("close a", as: "again", at: RetentionRunTests.at(300))
      judge.run(&stage, seconds: 100)
      let violations = judge.verdict(&stage)
      #expect(violations == [], "\(delay)")
      #expect(stage.document("a")?.retention?.closedAt != nil, "\(delay)")
      #expect(stage.tmuxSessions == [])
    }
  }
}
