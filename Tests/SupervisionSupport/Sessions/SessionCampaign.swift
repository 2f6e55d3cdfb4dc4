import Operations
import SimulatedWorld
import Simulation
import SimulationSupport
import Supervision

/// One run of several sessions in bad weather, after which all has to come to rest.
///
/// People start, end and bring back sessions, and everything that the session manager claims to
/// survive happens to it. Then it is quiet.
public struct SessionCampaign: ~Copyable, Campaign {
  /// The stage as it is after the run.
  public var stage: SessionStage
  /// What was seen on the way.
  public var judge = SessionJudge()
  /// What went wrong on purpose, for people to read.
  public private(set) var faults: [String] = []

  private var dice: Dice
  private static let keys = ["a", "b", "c", "d"]

  /// Sets up the run of a seed.
  ///
  /// Planted: an agent is started beside itself, of which the judge has to speak.
  public init(seed: UInt64, faultCount: Int? = nil, isPlanted: Bool = false) {
    dice = Dice(seed: seed &* 0x9E37_79B9)
    var behaviour = AgentBehaviour()
    behaviour.workTime = .seconds(Int64(10 + dice.below(400)))
    switch dice.below(5) {
    case 0: behaviour.ending = .exits(0)
    case 1: behaviour.ending = .crashes
    default: behaviour.ending = .stays
    }
    behaviour.supervisor = Text("supervisor")
    behaviour.reportsMax = dice.below(12)
    if dice.once(in: 4) {
      behaviour.children = 1
      behaviour.childProgram = Text("child")
    }
    let catches = !dice.once(in: 3)
    let looks = dice.once(in: 4) ? 5 : 120
    stage = SessionStage(seed: seed, agent: behaviour, catchesSignals: catches) {
      $0.acknowledgeLooksMax = looks
    }
    stage.supervise()
    addStrangers()
    addWorkload()
    for _ in 0..<(faultCount ?? dice.below(dice.once(in: 3) ? 16 : 7)) { addFault() }
    if isPlanted {
      for time in [20_000, 60_000, 100_000] {
        add(.duplicate(stage.universe.text("agent"), count: 1), time)
      }
    }
  }

  /// Does something with its universe.
  package mutating func withUniverse<Result>(
    _ body: (inout Universe<SessionCast>) -> Result
  ) -> Result { body(&stage.universe) }

  /// Runs to the end, and says what was wrong.
  public mutating func run() -> [String] {
    stage.run(seconds: 200, judge: &judge)
    // The weather is over: what was stopped goes on, what was crashed is started again.
    stage.universe.disarm()
    stage.universe.strike(.world(.tmux(.serverContinued(socket: SessionStage.socket))))
    stage.universe.strike(.world(.store(.trouble(nil))))
    stage.universe.strike(.resume(stage.universe.text("supervisor")))
    stage.universe.strike(.restart(stage.universe.text("supervisor")))
    stage.run(seconds: 1_000, judge: &judge)
    return judge.verdict(&stage)
  }

  private mutating func addStrangers() {
    for name in ["a", "session", "b-1"] where dice.once(in: 2) {
      stage.universe.strike(
        .world(
          .tmux(
            .nameTaken(
              session: stage.universe.text(name), socket: SessionStage.socket,
              program: stage.universe.text("vim")))))
      judge.strangeSessions.append(name)
    }
    let path = stage.universe.text("/repo/mine")
    stage.universe.world.putFile(path, stage.universe.text("mine"))
    judge.keepsakes.append("/repo/mine")
  }

  private mutating func addWorkload() {
    var number = 0
    for key in Self.keys.prefix(1 + dice.below(4)) {
      let begin = dice.below(20_000)
      for _ in 0...dice.below(3) {
        number += 1
        stage.command(
          stage.spawnRequest(key), as: "user-\(number)", at: at(begin + dice.below(3_000)))
      }
      let id = stage.universe.text(key)
      let verbs: [SessionRequest.Verb] = [.kill, .restore, .cleanup, .send, .get, .list, .kill]
      for _ in 0..<dice.below(4) {
        number += 1
        var request = SessionRequest(dice.pick(verbs), id: id)
        request.prompt = Text("main")
        stage.command(request, as: "user-\(number)", at: at(begin + dice.below(120_000)))
      }
    }
  }

  private func at(_ milliseconds: Int) -> Instant { .start + .milliseconds(Int64(milliseconds)) }

  // MARK: - Faults

  private mutating func addFault() {
    let time = dice.below(150_000)
    let socket = SessionStage.socket
    switch dice.below(22) {
    case 0: crashSupervisor(time)
    case 1, 2: add(.crash(stage.universe.text(dice.pick(["user-1", "user-2", "user-3"]))), time)
    case 3: add(.crash(stage.universe.text("runner")), time)
    case 4: add(.crash(stage.universe.text("agent")), time)
    case 5:
      add(.stop(stage.universe.text("supervisor")), time)
      add(.resume(stage.universe.text("supervisor")), time + dice.below(40_000))
    case 6: add(.world(.tmux(.serverKilled(socket: socket))), time, losesStrangers: true)
    case 7:
      add(.world(.tmux(.serverStopped(socket: socket))), time)
      add(.world(.tmux(.serverContinued(socket: socket))), time + dice.below(60_000))
    case 8: add(.world(.tmux(.callsFail(count: Int32(1 + dice.below(6))))), time)
    case 9: add(.world(.store(.busy(.milliseconds(Int64(dice.below(3_000)))))), time)
    case 10:
      add(.world(.store(.trouble(dice.once(in: 2) ? .full : .inputOutput))), time)
      add(.world(.store(.trouble(nil))), time + dice.below(4_000))
    case 11:
      let stages: [AddStage] = [.branch, .adminFolder, .linkFile, .checkout]
      add(.world(.git(.addKilled(dice.pick(stages)))), time / 10)
    case 12: add(.world(.git(.addSlow(.milliseconds(Int64(dice.below(9_000)))))), time / 10)
    case 13: add(.world(.git(.removalRefused)), time)
    case 14: add(.slowStart(stage.universe.text("runner"), by: .seconds(9)), time / 10)
    case 15: add(.stepWallClock(milliseconds: Int64(dice.below(9_000_000)) - 4_500_000), time)
    case 16: add(.sleep(.seconds(Int64(dice.below(4_000)))), time)
    case 17: add(.forcePid(Int32(301 + dice.below(40))), time)
    case 18 where dice.once(in: 2):
      add(.powerFailure, time, losesStrangers: true)
      add(.restart(stage.universe.text("supervisor")), time + dice.below(20_000))
    default: armRule()
    }
  }

  private mutating func add(_ fault: Fault, _ time: Int, losesStrangers: Bool = false) {
    faults.append("\(time) ms: \(fault)")
    if losesStrangers { judge.strangeSessions = [] }
    stage.universe.schedule(fault, at: at(time))
  }

  private mutating func crashSupervisor(_ time: Int) {
    let name = stage.universe.text("supervisor")
    add(.crash(name), time)
    add(.restart(name), time + dice.below(20_000))
  }

  private mutating func armRule() {
    let actors = ["user-1", "user-2", "user-4", "supervisor", "runner", ""]
    let name = dice.pick(actors)
    let interval = Interval.milliseconds(Int64(dice.below(20_000)))
    let verbs: [Verb?] = [
      nil, nil, .storePut, .storeGet, .tmuxNewSession, .tmuxListAllPanes, .gitAddWorktree,
      .tmuxKillSession, .processSpawn, .processFind, .gitRemoveWorktree,
    ]
    var verb = dice.pick(verbs)
    let interference: Interference
    switch dice.below(9) {
    case 0: interference = .crashBeforeEffect
    case 1: interference = .crashBeforeAnswer
    case 2: interference = .crashAfterAnswer
    case 3: interference = .delay(interval)
    case 4: interference = .delayAnswer(interval)
    case 5: interference = .hang
    case 6: interference = .loseAnswer
    case 7: interference = .pause(interval)
    default:
      verb = dice.pick([.storePut, .tmuxNewSession, .gitAddWorktree])
      interference = .duplicate
    }
    let rule = Rule(
      actor: name.isEmpty ? .empty : stage.universe.text(name), verb: verb,
      skip: Int32(dice.below(14)), count: Int32(1 + dice.below(2)), interference)
    faults.append("\(name.isEmpty ? "anybody" : name) \(rule)")
    stage.universe.arm(rule)
    if name == "supervisor" || name.isEmpty {
      stage.universe.schedule(
        .restart(stage.universe.text("supervisor")), at: at(150_000))
    }
  }
}
