import Operations
import SimulatedWorld
import Simulation
import Supervision

/// What a judge knows of one life of a desk's runner: what of it has died, and what it made of that.
struct DeskLife {
  let actor: ActorID
  let root: Int
  private var process = ProcessIndex.none
  private var tokenCount = 0
  /// When something of it was first seen dead.
  private var lossTime: Instant?
  /// When the first check began that had to find the loss.
  private var checkTime: Instant?
  private var isChecking = false
  /// Whether it was stopped since that check began.
  private var wasStalled = false
  private var isJudged = false
  private var isEndJudged = false

  init(actor: ActorID, root: Int) {
    self.actor = actor
    self.root = root
  }

  /// A pane is shown as living until its server has noticed; after that a check has to tell.
  private static var noticingTime: Interval { .milliseconds(1_500) }
  /// What a check may take.
  private static var checkLimit: Interval { .seconds(5) }

  /// Looks at the runner after an event; what is wrong with it.
  mutating func see(
    _ runner: DeskRunner, _ state: ActorState, _ stage: DeskStage
  ) -> [String] {
    let current = stage.universe.process(of: actor)
    if current != process {
      self = DeskLife(actor: actor, root: root)
      process = current
    }
    guard state != .gone, !isJudged else { return [] }
    noteLoss(runner, stage)
    guard runner.ending == nil else {
      isJudged = true
      return judge(runner, stage)
    }
    if state == .stopped { wasStalled = true }
    return judgeCheck(runner, stage)
  }

  private mutating func noteLoss(_ runner: DeskRunner, _ stage: DeskStage) {
    guard lossTime == nil else { return }
    let processes = stage.universe.world.processes
    if let panes = runner.panes {
      guard runner.phase != .respawning, runner.phase != .learning else { return }
      for pane in [panes.leader, panes.worker, panes.verifier] {
        guard let index = processes.find(pid: pane.panePid, namespace: 0),
          let facts = processes[index], facts.state != .zombie,
          facts.identity.nonce == runner.paneToken
        else {
          lossTime = stage.universe.now
          return
        }
      }
    } else if runner.phase == .creating {
      var count = 0
      let token = runner.paneToken
      processes.forEach { process in
        if process.identity.nonce == token, process.state != .zombie { count += 1 }
      }
      if count < tokenCount { lossTime = stage.universe.now }
      tokenCount = count
    }
  }

  /// A check that begins after a death has to find it, within its time.
  private mutating func judgeCheck(_ runner: DeskRunner, _ stage: DeskStage) -> [String] {
    let now = stage.universe.now
    var checks = false
    if case .checking = runner.phase { checks = true }
    defer { isChecking = checks }
    guard let lossTime, now > lossTime + Self.noticingTime else { return [] }
    if checks, !isChecking {
      checkTime = now
      wasStalled = false
    }
    guard let checkTime, !wasStalled else { return [] }
    if !checks {
      isJudged = true
      return ["a check found nothing of a death of \(lossTime.nanoseconds / 1_000_000) ms"]
    }
    guard now > checkTime + Self.checkLimit else { return [] }
    isJudged = true
    return ["a check takes longer than five seconds"]
  }

  private func judge(_ runner: DeskRunner, _ stage: DeskStage) -> [String] {
    guard case .blocked(let reason)? = runner.ending, lossTime == nil,
      Self.isDeath(reason, stage), runner.panes != nil || hasAllItsPanes(runner, stage)
    else { return [] }
    return ["a death was made up: \(stage.universe.world.moment.texts.string(reason.detail))"]
  }

  /// Whether all that was made so far is there; a session is gone before its processes notice.
  private func hasAllItsPanes(_ runner: DeskRunner, _ stage: DeskStage) -> Bool {
    var pids: [Int32] = []
    let token = runner.paneToken
    stage.universe.world.processes.forEach { process in
      if process.identity.nonce == token, process.state != .zombie {
        pids.append(process.identity.pid)
      }
    }
    let panes = stage.panes().filter { pids.contains($0.reference.panePid) }
    return !pids.isEmpty && panes.count == pids.count
  }

  /// Looks at a runner that is gone: what it has found has to be on record.
  mutating func seeEnd(
    _ runner: DeskRunner, _ state: ActorState, _ stage: DeskStage, hasFileTrouble: Bool
  ) -> String? {
    guard state == .gone, !isEndJudged, process != .none else { return nil }
    isEndJudged = true
    guard !hasFileTrouble, runner.phase == .exiting, case .blocked(let reason)? = runner.ending,
      Self.isDeath(reason, stage), stage.universe.world.processes.boot == 1
    else { return nil }
    let root = root == 0 ? "/srv/blog" : "/srv/shop"
    let record = stage.file("\(root)/.desk/blog/blog-blocked.json")
    return record == nil ? "a death is not on record" : nil
  }

  private static func isDeath(_ reason: BlockReason, _ stage: DeskStage) -> Bool {
    stage.universe.world.moment.texts.string(reason.detail).hasPrefix(
      "tmux session/pane dead during ")
  }
}
