import Operations
import SimulatedWorld
import Simulation
import SimulationSupport
import Supervision

/// One run of a completed session in bad weather, with sweeps, closes and people.
///
/// Then it is quiet, and what is left has to be told rightly and closed.
package struct RetentionCampaign: ~Copyable, Campaign {
  /// The stage as it is after the run.
  package var stage: SessionStage
  /// What was seen on the way.
  package var judge = RetentionJudge()
  /// What went wrong on purpose, for people to read.
  package private(set) var faults: [String] = []
  /// Whether the session is still the one that it was, so that it has to be closed in the end.
  private var isOurs = true
  private var dice: Dice

  /// Sets up the run of a seed.
  ///
  /// Planted: somebody kills the session by its name while it is kept, of which the judge has to
  /// speak.
  package init(seed: UInt64, isPlanted: Bool = false) {
    dice = Dice(seed: seed &* 0x9E37_79B9)
    let commands: [TmuxCommand] = [
      .attach(.session(0)), .detach(.session(0)), .sendKeys(.pane(0), Text("/exit")),
      .setOption(.session, .session(0), name: Text("@state"), value: Text("active")),
    ]
    var deeds: [User.Deed] = []
    for _ in 0..<dice.below(4) {
      deeds.append(
        .init(after: .milliseconds(Int64(dice.below(40_000))), .tmux(dice.pick(commands))))
    }
    stage = SessionStage.merged(
      seed: seed, ending: dice.once(in: 3) ? .exits(0) : .stays, deeds: deeds)
    stage.addPerson(at: .start + .seconds(90))
    for number in 0..<(2 + dice.below(6)) {
      let words = dice.pick(["sweep", "sweep", "sweep", "close a", "status"])
      stage.retention(words, as: "keeper-\(number)", at: at(dice.below(90_000)))
    }
    if dice.once(in: 5) {
      if let name = stage.document("a")?.runtime.name { judge.mayEndOtherwise.append(name) }
      stage.command(
        SessionRequest(.restore, id: stage.universe.text("a")), as: "restorer",
        at: at(dice.below(90_000)))
    }
    for _ in 0..<dice.below(6) { addFault() }
    if isPlanted, let name = stage.document("a")?.runtime.name {
      add(.world(.tmux(.sessionKilled(session: name, socket: SessionStage.socket))), 500)
    }
  }

  /// Does something with its universe.
  package mutating func withUniverse<Result>(
    _ body: (inout Universe<SessionCast>) -> Result
  ) -> Result { body(&stage.universe) }

  /// Runs to the end, and says what was wrong.
  package mutating func run() -> [String] {
    judge.run(&stage, seconds: 130)
    stage.universe.strike(.world(.tmux(.serverContinued(socket: SessionStage.socket))))
    stage.universe.strike(.world(.store(.trouble(nil))))
    stage.universe.strike(.crash(stage.universe.text("person")))
    stage.universe.disarm()
    // What others have left half done, and what was last doubted, is the supervisor's to settle.
    stage.universe.strike(.restart(stage.universe.text("supervisor")))
    judge.run(&stage, seconds: 130)
    // Whoever had marked it as active has gone; the next sweep is not to close it, but a person may
    // give it back.
    if let pane = stage.panes()?.first, pane.state == Text("active") { isOurs = false }
    for number in 0..<4 {
      stage.retention(
        "sweep", as: "last-\(number)", at: .start + .seconds(340 + 70 * Int64(number)))
    }
    let status = stage.retention("status", as: "status", at: .start + .seconds(640))
    judge.run(&stage, seconds: 900)
    if let finding = stage.finding("a", of: status) { judge.check(finding, &stage) }
    var violations = judge.verdict(&stage)
    if stage.retention(of: status)?.exitStatus != 0 { violations.append("no status") }
    // Bringing it back ends what it left, whatever becomes of the attempt then.
    let name = stage.document("a")?.runtime.name ?? .empty
    let mayBeGone = judge.mayEndOtherwise.contains(name)
    let isGone = stage.finding("a", of: status)?.decision?.kind == .gone
    if isOurs, !(isGone && mayBeGone), let document = stage.document("a"),
      document.retention?.closedAt == nil
    {
      violations.append("it was not closed: \(String(describing: stage.finding("a", of: status)))")
    }
    return violations
  }

  private func at(_ milliseconds: Int) -> Instant {
    .start + .seconds(90) + .milliseconds(Int64(milliseconds))
  }

  private mutating func add(_ fault: Fault, _ time: Int) {
    faults.append("\(time) ms: \(fault)")
    stage.universe.schedule(fault, at: at(time))
  }

  private mutating func addFault() {
    let time = dice.below(100_000)
    let socket = SessionStage.socket
    switch dice.below(12) {
    case 0: add(.crash(stage.universe.text("keeper-\(dice.below(5))")), time)
    case 1:
      add(.world(.tmux(.serverStopped(socket: socket))), time)
      add(.world(.tmux(.serverContinued(socket: socket))), time + dice.below(30_000))
    case 2: add(.world(.tmux(.callsFail(count: Int32(1 + dice.below(6))))), time)
    case 3: add(.world(.store(.busy(.milliseconds(Int64(dice.below(3_000)))))), time)
    case 4:
      add(.world(.store(.trouble(.full))), time)
      add(.world(.store(.trouble(nil))), time + dice.below(4_000))
    case 5:
      add(.world(.tmux(.serverRestarted(socket: socket, program: Text("vim")))), time)
      if let name = stage.document("a")?.runtime.name { judge.mayEndOtherwise.append(name) }
      isOurs = false
    case 6: add(.stepWallClock(milliseconds: Int64(dice.below(9_000_000)) - 4_500_000), time)
    case 7: add(.crash(stage.universe.text("supervisor")), time)
    default:
      let interferences: [Interference] = [
        .crashBeforeEffect, .crashBeforeAnswer, .crashAfterAnswer, .hang, .loseAnswer,
        .delay(.milliseconds(Int64(dice.below(20_000)))),
        .delayAnswer(.milliseconds(Int64(dice.below(20_000)))),
        .pause(.milliseconds(Int64(dice.below(20_000)))),
      ]
      let verbs: [Verb?] = [
        nil, .storePut, .storeGet, .tmuxListAllPanes, .tmuxKillSessionIf, .tmuxSetOption,
        .fileReplace, .processFind, .processSignalIdentity,
      ]
      let rule = Rule(
        actor: stage.universe.text("keeper-\(dice.below(5))"), verb: dice.pick(verbs),
        skip: Int32(dice.below(6)), dice.pick(interferences))
      faults.append("\(rule)")
      stage.universe.arm(rule)
    }
  }
}
