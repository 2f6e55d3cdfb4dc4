import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// R12: a death is noticed within five seconds of the next check, and none is made up.
@Suite("A desk's lifecycle monitor")
struct DeskDeathTests {
  /// What ends a pane, a session or a server.
  enum Death: CaseIterable {
    case leaderPane, worker, verifier, session, sessionBesideTwin, server, serverRestart
    case paneThatRemains, serverThatIsStopped
  }

  /// What looks like a death and is none.
  enum Nuisance: CaseIterable {
    case failedCall, threeFailedCalls, slowCall, hungCall, lostAnswer, shortStop, longStop
    case prefixTwin, lateStatuses, pausedRunner, clientsDetached, wallClockStep
  }

  private static let reply = [
    DeskReply.signals(.continue, after: .seconds(12)), .signals(.verify, after: .seconds(12)),
  ]

  private func strike(_ death: Death, _ stage: DeskStage) {
    let session = stage.text("desk-blog")
    let socket = stage.socket
    func tmux(_ fault: TmuxFault) { stage.universe.strike(.world(.tmux(fault))) }
    switch death {
    case .leaderPane: tmux(.paneDies(session: session, socket: socket, .signalled(.kill)))
    case .worker: stage.universe.strike(.crash(stage.text("worker")))
    case .verifier: stage.universe.strike(.crash(stage.text("verifier")))
    case .session: tmux(.sessionKilled(session: session, socket: socket))
    case .sessionBesideTwin:
      tmux(.prefixTwin(session: session, socket: socket, program: Text("sh")))
      tmux(.sessionKilled(session: session, socket: socket))
    case .server: tmux(.serverKilled(socket: socket))
    case .serverRestart: tmux(.serverRestarted(socket: socket, program: Text("sh")))
    case .paneThatRemains:
      tmux(.remainOnExit(socket: socket, value: stage.text("on")))
      stage.universe.strike(.crash(stage.text("worker")))
    case .serverThatIsStopped:
      // Nobody but the process table can tell that the worker is gone.
      tmux(.serverStopped(socket: socket))
      stage.universe.strike(.crash(stage.text("worker")))
    }
  }

  private func isChecking(_ stage: DeskStage) -> Bool {
    if case .checking = stage.runner("desk").phase { true } else { false }
  }

  @Test("notices each death within its budget", arguments: Death.allCases)
  func noticed(_ death: Death) {
    var noticed = 0
    var latest = Interval.zero
    for seed: UInt64 in 1...60 {
      let stage = DeskStage(seed: seed, worker: Self.reply)
      stage.addRunner("desk")
      let time = Instant.start + .milliseconds(Int64(800 + seed * 617 % 33_000))
      _ = stage.universe.run(RunLimits(until: time))
      guard stage.runner("desk").ending == nil, stage.runner("desk").panes != nil else { continue }
      // A check that is under way may have seen it alive; the next one counts.
      let wasChecking = isChecking(stage)
      strike(death, stage)
      var begun: Instant?
      var hasLeft = !wasChecking
      let limit = time + .seconds(40)
      while stage.universe.now < limit, stage.universe.step() {
        if !isChecking(stage) { hasLeft = true }
        if begun == nil, hasLeft, isChecking(stage) { begun = stage.universe.now }
        if stage.file("/srv/blog/.desk/blog/blog-blocked.json") != nil { break }
      }
      guard let record = stage.file("/srv/blog/.desk/blog/blog-blocked.json") else {
        Issue.record("\(death), seed \(seed): no record, \(stage.runner("desk").phase)")
        continue
      }
      #expect(record.contains("\"reason_category\":\"infra_failure\""))
      #expect(
        record.contains("\"reason_detail\":\"tmux session/pane dead during "),
        "\(death), seed \(seed): \(record)")
      #expect(record.contains("\"recoverable\":true,\"suggested_action\":\"restart\""))
      noticed += 1
      // A check that had begun before the death may be the one that saw it.
      let taken = stage.universe.now - (begun ?? time)
      latest = max(latest, taken)
      #expect(taken < .seconds(5), "\(death), seed \(seed): \(taken)")
      _ = stage.run(to: 200)
      #expect(stage.isGone("desk"), "\(death), seed \(seed)")
      let status = stage.file("/srv/blog/.desk/blog/status.json")
      #expect(status?.contains("\"phase\":\"blocked\",\"last_result\":\"infra_failure\"") == true)
      #expect(stage.file("/srv/blog/.desk/blog/blog-blocked.md")?.hasPrefix("BLOCKED: ALL") == true)
    }
    #expect(noticed >= 50, "\(death): \(noticed) of 60 runs")
  }

  @Test("is never misled by what is no death", arguments: Nuisance.allCases)
  func misled(_ nuisance: Nuisance) {
    for seed: UInt64 in 1...60 {
      let stage = DeskStage(seed: seed, worker: Self.reply)
      stage.addRunner("desk")
      let time = Instant.start + .milliseconds(Int64(800 + seed * 617 % 33_000))
      _ = stage.universe.run(RunLimits(until: time))
      let session = stage.text("desk-blog")
      let socket = stage.socket
      func tmux(_ fault: TmuxFault) { stage.universe.strike(.world(.tmux(fault))) }
      func probe(_ interference: Interference) {
        stage.universe.arm(Rule(actor: stage.text("desk"), verb: .tmuxListAllPanes, interference))
      }
      switch nuisance {
      case .failedCall: tmux(.callsFail(count: 1))
      case .threeFailedCalls: tmux(.callsFail(count: 2))
      case .slowCall: probe(.delayAnswer(.seconds(3)))
      case .hungCall: probe(.hang)
      case .lostAnswer: probe(.loseAnswer)
      case .shortStop, .longStop:
        tmux(.serverStopped(socket: socket))
        let stop = Interval.seconds(nuisance == .shortStop ? 2 : 14)
        stage.universe.schedule(.world(.tmux(.serverContinued(socket: socket))), at: time + stop)
      case .prefixTwin: tmux(.prefixTwin(session: session, socket: socket, program: Text("sh")))
      case .lateStatuses: tmux(.statusesLate(.seconds(1)))
      case .pausedRunner: probe(.pause(.seconds(9)))
      case .clientsDetached: tmux(.clientsDetached(session: session, socket: socket))
      case .wallClockStep: stage.universe.strike(.stepWallClock(milliseconds: -3_600_000))
      }
      stage.run(to: 400)
      let runner = stage.runner("desk")
      #expect(runner.ending == .complete, "\(nuisance), seed \(seed): \(runner.phase)")
      #expect(stage.file("/srv/blog/.desk/blog/blog-blocked.json") == nil)
    }
  }

  @Test("gives up on a tmux that never answers, and says that nothing died")
  func silence() {
    let stage = DeskStage(worker: [.stalls])
    stage.addRunner("desk")
    stage.run(to: 20)
    stage.universe.strike(.world(.tmux(.serverStopped(socket: stage.socket))))
    stage.run(to: 60)
    #expect(stage.runner("desk").ending == nil)
    stage.run(to: 300)
    let record = stage.file("/srv/blog/.desk/blog/blog-blocked.json")
    #expect(record?.contains("tmux has not answered for 12 checks") == true)
    #expect(stage.isGone("desk"))
    #expect(stage.count(of: "worker") == 0)
  }
}
