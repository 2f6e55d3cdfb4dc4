import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Judges a run of desks by what is so in the world, not by what the runners believe.
///
/// `watch` is to be called after every event.
package struct DeskJudge {
  /// What was wrong, each with the time at which it was seen.
  package private(set) var violations: [String] = []
  /// Whether files fail on purpose, so that a record may be missing.
  package var hasFileTrouble = false
  /// Whether a server is stopped, which may make a session for one who has given it up.
  package var hasStoppedServer = false

  private let stage: DeskStage
  private let roots: [String]
  private var lives: [DeskLife] = []
  private var sharedRoots: [Int] = []
  private var doubledRoots: [Int] = []
  private var strangers = 0
  /// Processes of desks that were seen, and those that came when nobody waited for them any more.
  private var seen: [ProcessIdentity] = []
  private var late: [ProcessIdentity] = []
  /// Whether somebody's tmux sessions are hit by a fault, so that they may be gone.
  package var strangersMayGo = false
  private var strangeSessions = 0

  package init(_ stage: DeskStage, roots: [String]) {
    self.stage = stage
    self.roots = roots
  }

  /// Follows a runner.
  package mutating func follow(_ actor: ActorID, root: Int) {
    lives.append(DeskLife(actor: actor, root: root))
  }

  /// Remembers how many strangers there are.
  package mutating func countStrangers() {
    strangers = count(["editor"])
    strangeSessions = count(["vim"])
  }

  // MARK: - On the way

  /// Looks at the universe between two events.
  package mutating func watch() {
    var holders = [0, 0]
    for place in lives.indices {
      guard case .runner(let runner) = stage.universe.machine(of: lives[place].actor) else {
        continue
      }
      let state = stage.universe.state(of: lives[place].actor)
      if state != .gone, runner.holdsRoot { holders[lives[place].root] += 1 }
      for complaint in lives[place].see(runner, state, stage) { violate(complaint) }
      if let complaint = lives[place].seeEnd(runner, state, stage, hasFileTrouble: hasFileTrouble) {
        violate(complaint)
      }
    }
    if hasStoppedServer { noteLateOnes() }
    for (root, count) in holders.enumerated() where count > 1 && !sharedRoots.contains(root) {
      sharedRoots.append(root)
      violate("\(count) runners hold \(roots[root]) at once")
    }
  }

  /// What a stopped server carries out after a runner has given up is beyond the contract.
  private mutating func noteLateOnes() {
    var new: [ProcessIdentity] = []
    stage.universe.world.processes.forEach { process in
      if process.identity.nonce != 0, !seen.contains(process.identity) {
        new.append(process.identity)
      }
    }
    for identity in new {
      seen.append(identity)
      let isWaitedFor = lives.contains { life in
        guard stage.universe.state(of: life.actor) != .gone,
          case .runner(let runner) = stage.universe.machine(of: life.actor)
        else { return false }
        return runner.paneToken == identity.nonce
          && [.creating, .respawning, .learning].contains(runner.phase)
      }
      if !isWaitedFor { late.append(identity) }
    }
  }

  // MARK: - In the end

  /// All that were there in the bad weather have to be gone.
  package mutating func judgeEnds() {
    for life in lives where stage.universe.state(of: life.actor) != .gone {
      guard case .runner(let runner) = stage.universe.machine(of: life.actor) else { continue }
      violate("a runner has not come to an end: \(runner.phase)")
    }
  }

  /// Whoever comes late has to get in, and to end.
  package mutating func judgeLate(_ names: [String]) {
    for name in names {
      let runner = stage.runner(name)
      switch runner.ending {
      case nil: violate("whoever comes late does not come to an end: \(runner.phase)")
      case .refused(let result): violate("whoever comes late is not let in: \(result)")
      default:
        if !stage.isGone(name) { violate("whoever comes late does not go: \(runner.phase)") }
      }
    }
  }

  /// Nothing may be left, and strangers must be.
  package mutating func judgeQuiet() {
    let left = count(["worker", "verifier", "sh"], without: late)
    if left > 0 { violate("\(left) processes are left without an owner") }
    // Panes that are kept when dead outlive their processes behind a stopped server, and nobody
    // waits for one.
    let owned = stage.panes().filter { !$0.owner.isEmpty && !($0.isDead && hasStoppedServer) }.count
    if owned > 0 { violate("\(owned) panes are left without an owner") }
    if stage.universe.world.files.lockCount > 0 { violate("a lock is left") }
    for root in roots where stage.file("\(root)/.desk/runner.json") != nil {
      violate("a record of a holder is left in \(root)")
    }
    if stage.file("/srv/blog/mine") == nil { violate("a stranger's file is gone") }
    if stage.universe.world.processes.boot == 1, count(["editor"]) != strangers {
      violate("a stranger's process is gone")
    }
    if !strangersMayGo, count(["vim"]) < strangeSessions { violate("a stranger's session is gone") }
    stage.universe.checkInvariants()
  }

  private func count(_ programs: [String], without late: [ProcessIdentity] = []) -> Int {
    let programs = programs.map { stage.text($0) }
    var count = 0
    stage.universe.world.processes.forEach { process in
      if programs.contains(process.program), process.state != .zombie,
        !late.contains(process.identity)
      {
        count += 1
      }
    }
    return count
  }

  private mutating func violate(_ what: String) {
    let milliseconds = stage.universe.now.nanoseconds / 1_000_000
    violations.append("\(milliseconds) ms: \(what)")
  }
}
