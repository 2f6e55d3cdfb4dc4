import Operations
import SimulatedWorld
import Simulation
import SimulationSupport
import Supervision

/// One run of several desk runners in bad weather: on one root or two, by whatever spelling, and
/// everything that they claim to survive happens to them.
///
/// Then it is quiet, all come to an end, and one more comes to each root, who has to get in and to
/// leave nothing behind.
package struct DeskCampaign: ~Copyable, Campaign {
  /// The stage as it is after the run.
  package let stage: DeskStage
  /// What was seen on the way.
  package var judge: DeskJudge
  /// What went wrong on purpose, for people to read.
  package private(set) var faults: [String] = []
  private var dice: Dice
  private var runners: [String] = []
  private let rootCount: Int

  private static var roots: [[String]] {
    [
      ["/srv/blog", "/srv/blog/", "/srv/link", "/srv/./blog/../blog"],
      ["/srv/shop", "/srv/mall", "/srv/shop/.", "/srv/mall/../shop"],
    ]
  }

  /// Sets up the run of a seed.
  ///
  /// Planted: the lock and its record are removed while somebody holds it, against the contract.
  package init(seed: UInt64, isPlanted: Bool = false) {
    dice = Dice(seed: seed &* 0x9E37_79B9)
    rootCount = dice.once(in: 3) ? 2 : 1
    stage = Self.stage(seed: seed, &dice)
    judge = DeskJudge(stage, roots: Self.roots.map { $0[0] })
    for root in 0..<rootCount {
      let paths = Self.roots[root]
      stage.universe.world.strike(.file(.directoryAppears(stage.text(paths[0]))))
      stage.universe.world.strike(
        .file(.alias(stage.text(root == 0 ? "/srv/link" : "/srv/mall"), of: stage.text(paths[0]))))
    }
    addStrangers()
    for number in 0...dice.below(4) {
      addRunner("desk-\(number)", root: dice.below(rootCount), at: dice.below(40_000))
    }
    for _ in 0..<dice.below(dice.once(in: 3) ? 12 : 6) { addFault() }
    if isPlanted { plant() }
  }

  /// Does something with its universe.
  package mutating func withUniverse<Result>(
    _ body: (inout Universe<DeskCast>) -> Result
  ) -> Result { body(&stage.universe) }

  private static func stage(seed: UInt64, _ dice: inout Dice) -> DeskStage {
    let seconds = Interval.seconds(Int64(2 + dice.below(20)))
    let kinds: [DeskReply] = [
      .signals(.continue, after: seconds), .signals(.verify, after: seconds),
      .signalsInHalves(.verify, after: seconds, gap: .seconds(Int64(1 + dice.below(12)))),
      .signals(.unknown, after: seconds), .signals(.verifyPartial, after: seconds),
      .hangs(after: seconds), .signalsWhenNudged(.verify), .dies(after: seconds, status: 1),
      .leaves(after: seconds), .signals(.blocked, after: seconds),
    ]
    var replies = (0..<dice.below(3)).map { _ in dice.pick(kinds) }
    replies.append(dice.once(in: 12) ? .stalls : .signals(.verify, after: seconds))
    let verdicts: [DeskVerdict] = [.pass, .fail, .requestInfo, .unknown]
    let habits: [Habits] = [[], [], .ignoresHangUp, [.ignoresHangUp, .catchesTerminate]]
    return DeskStage(
      seed: seed, worker: replies,
      verdicts: (0..<dice.below(2)).map { _ in dice.pick(verdicts) } + [.complete],
      isBackground: !dice.once(in: 4), workerHabits: dice.pick(habits),
      learns: !dice.once(in: 6), canLosePower: true)
  }

  private mutating func addStrangers() {
    for name in ["desk-blog", "desk", "desk-blog-1"] where dice.once(in: 4) {
      stage.universe.strike(
        .world(
          .tmux(
            .nameTaken(
              session: stage.text(name), socket: stage.socket, program: stage.text("vim")))))
    }
    stage.universe.world.putFile(stage.text("/srv/blog/mine"), stage.text("mine"))
    stage.universe.strike(.foreignProcess(program: stage.text("editor"), pid: 350, user: 1_000))
    judge.countStrangers()
  }

  private mutating func addRunner(_ name: String, root: Int, at milliseconds: Int) {
    let actor = stage.universe.add(
      actor: stage.text(name), program: Text("desk"),
      argument: stage.text(dice.pick(Self.roots[root])), at: at(milliseconds))
    runners.append(name)
    judge.follow(actor, root: root)
  }

  private func at(_ milliseconds: Int) -> Instant { .start + .milliseconds(Int64(milliseconds)) }

  // MARK: - The run

  /// Runs to the end, and says what was wrong.
  package mutating func run() -> [String] {
    go(until: 300)
    clearUp()
    // What a stalled worker is given, and all extensions.
    go(until: 9_000)
    judge.judgeEnds()
    let now = Int(stage.universe.now.nanoseconds / 1_000_000)
    for root in 0..<rootCount { addRunner("late-\(root)", root: root, at: now + 1_000) }
    go(until: 18_000)
    judge.judgeLate(runners.suffix(rootCount).map { $0 })
    judge.judgeQuiet()
    return judge.violations
  }

  private mutating func go(until seconds: Int64) {
    let end = Instant.start + .seconds(seconds)
    while stage.universe.step(until: end) { judge.watch() }
  }

  /// The weather is over: what was stopped goes on, what was broken is mended.
  private mutating func clearUp() {
    stage.universe.disarm()
    for fault: WorldFault in [
      .tmux(.serverContinued(socket: stage.socket)), .file(.diskFull(after: nil)),
      .file(.readOnly(false)), .tmux(.remainOnExit(socket: stage.socket, value: stage.text("off"))),
    ] { stage.universe.strike(.world(fault)) }
    for name in runners { stage.universe.strike(.resume(stage.text(name))) }
  }

  // MARK: - Faults

  private mutating func add(_ fault: Fault, _ milliseconds: Int) {
    faults.append("\(milliseconds) ms: \(fault)")
    stage.universe.schedule(fault, at: at(milliseconds))
  }

  private mutating func addTmux(_ fault: TmuxFault, _ milliseconds: Int) {
    add(.world(.tmux(fault)), milliseconds)
  }

  private mutating func addFault() {
    let time = dice.once(in: 3) ? dice.below(3_000) : dice.below(90_000)
    let runner = stage.text(dice.pick(runners))
    let session = stage.text("desk-blog")
    let socket = stage.socket
    let kind = dice.below(26)
    // A pane, a session, a server or the power: what is hit may be a stranger's.
    if [4, 5, 6, 7, 11, 20].contains(kind) { judge.strangersMayGo = true }
    switch kind {
    case 0, 1:
      add(.crash(runner), time)
      if dice.once(in: 2) { add(.restart(runner), time + dice.below(20_000)) }
    case 2:
      add(.stop(runner), time)
      add(.resume(runner), time + dice.below(60_000))
    case 3: add(.signal(runner, dice.pick([.terminate, .interrupt, .hangUp])), time)
    case 4:
      addTmux(.paneDies(session: session, socket: socket, .signalled(.kill)), time)
    case 5: addTmux(.sessionKilled(session: session, socket: socket), time)
    case 6: addTmux(.serverKilled(socket: socket), time)
    case 7: addTmux(.serverRestarted(socket: socket, program: stage.text("vim")), time)
    case 8:
      judge.hasStoppedServer = true
      addTmux(.serverStopped(socket: socket), time)
      addTmux(.serverContinued(socket: socket), time + dice.below(90_000))
    case 9: addTmux(.callsFail(count: Int32(1 + dice.below(6))), time)
    case 10: add(.crash(stage.text(dice.once(in: 2) ? "worker" : "verifier")), time)
    case 11:
      addTmux(.destroyUnattached(socket: socket, isOn: true), time)
      stage.universe.add(
        actor: stage.text("person"), program: Text("person"), argument: session,
        at: at(time + dice.below(9_000)))
      faults.append("\(time) ms: a person looks for a while")
    case 12: addTmux(.remainOnExit(socket: socket, value: stage.text("on")), time)
    case 13:
      addTmux(.prefixTwin(session: session, socket: socket, program: stage.text("vim")), time)
    case 14, 15: addFileFault(time)
    case 16: add(.stepWallClock(milliseconds: Int64(dice.below(9_000_000)) - 4_500_000), time)
    case 17: add(.sleep(.seconds(Int64(dice.below(4_000)))), time)
    case 18: add(.forcePid(Int32(301 + dice.below(60))), time)
    case 19: add(.slowStart(runner, by: .seconds(9)), time)
    case 20 where dice.once(in: 2):
      add(.powerFailure, time)
      for name in runners where dice.once(in: 2) {
        add(.restart(stage.text(name)), time + dice.below(20_000))
      }
    default: armRule(runner)
    }
  }

  private mutating func addFileFault(_ time: Int) {
    let folder = "/srv/blog/.desk/blog"
    switch dice.below(4) {
    case 0:
      add(.world(.file(.diskFull(after: Int64(dice.below(500))))), time)
      add(.world(.file(.diskFull(after: nil))), time + dice.below(30_000))
    case 1:
      let names = ["status.json", "prompt.md", "iter-signal.json", "blog-blocked.json"]
      let path = stage.text("\(folder)/\(dice.pick(names))")
      add(.world(.file(.failNext(path, .inputOutput))), time)
    case 2:
      let path = stage.text("\(folder)/iter-signal.json")
      add(.world(.file(.tornWrite(path, keep: Int32(dice.below(20))))), time)
    default:
      let path = stage.text("\(folder)/verify-verdict.json")
      add(.world(.file(.appears(path, content: stage.text("{\"verd")))), time)
    }
    judge.hasFileTrouble = true
  }

  private mutating func armRule(_ runner: Text) {
    let verbs: [Verb?] = [
      nil, .tmuxNewSession, .tmuxSplitWindow, .tmuxListAllPanes, .tmuxSendKeys, .tmuxSetOption,
      .tmuxCapturePane, .tmuxRespawnPane, .tmuxKillSessionIf, .fileLock, .fileUnlock, .fileReplace,
      .fileRead, .fileLink, .fileStat, .fileMakeDirectories, .fileCanonicalise, .fileRemove,
    ]
    var verb = dice.pick(verbs)
    let interval = Interval.milliseconds(Int64(dice.below(20_000)))
    let interference: Interference
    switch dice.below(8) {
    case 0: interference = .crashBeforeEffect
    case 1: interference = .crashBeforeAnswer
    case 2: interference = .crashAfterAnswer
    case 3: interference = .pause(interval)
    default:
      // What takes effect long after its asker has given it up is more than any of them claims.
      if verb == nil || verb == .tmuxNewSession { verb = .tmuxListAllPanes }
      if verb?.isOfFiles == true { judge.hasFileTrouble = true }
      interference = dice.pick([
        .delay(interval), .delayAnswer(interval), .hang, .loseAnswer,
      ])
    }
    let rule = Rule(
      actor: dice.once(in: 4) ? .empty : runner, verb: verb, skip: Int32(dice.below(30)),
      count: Int32(1 + dice.below(2)), interference)
    faults.append("\(rule.actor.isEmpty ? "anybody" : "a runner") \(rule)")
    stage.universe.arm(rule)
  }

  private mutating func plant() {
    for time in [2_000, 20_000, 35_000] {
      for name in ["runner.lock", "runner.json"] {
        let path = stage.text("/srv/blog/.desk/\(name)")
        add(.world(.file(.vanishes(path))), time)
      }
      addRunner("planted-\(time)", root: 0, at: time + 500)
    }
  }
}

extension Verb {
  /// Whether it is about files.
  fileprivate var isOfFiles: Bool {
    (Verb.fileRead.rawValue...Verb.fileUnlock.rawValue).contains(rawValue)
  }
}
