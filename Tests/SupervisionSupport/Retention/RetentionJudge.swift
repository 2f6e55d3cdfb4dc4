import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Judges what commands of retention do and say by what is so in the world.
///
/// `watch` is to be called after every event, `verdict` when all is quiet. It takes every end of a
/// tmux session for a close; a test that ends one otherwise says so beforehand.
public struct RetentionJudge {
  /// What was wrong, each with its time.
  public private(set) var violations: [String] = []
  /// Sessions that something else may end.
  public var mayEndOtherwise: [Text] = []
  /// How many tmux sessions were seen to be closed.
  public private(set) var closeCount = 0

  private var before: [PaneFacts] = []
  private var worktrees = 0
  private var branches: [Text] = []

  /// Judges nothing yet.
  public init() {}

  /// Goes on for so long at most, and looks at every event.
  public mutating func run(_ stage: inout SessionStage, seconds: Int64) {
    let end = stage.end(after: seconds)
    while stage.universe.step(until: end) { watch(&stage) }
  }

  /// Looks at a universe between two events.
  public mutating func watch(_ stage: inout SessionStage) {
    let names = stage.tmuxSessions
    for pane in before where !names.contains(pane.sessionName) {
      before.removeAll { $0.sessionName == pane.sessionName }
      if !mayEndOtherwise.contains(pane.sessionName) { judgeEnd(of: pane, &stage) }
    }
    if let panes = stage.panes() { before = panes }
    let trees = stage.worktreeCount
    if trees < worktrees { violate("a worktree is gone", stage) }
    worktrees = trees
    let kept = stage.universe.world.git.branches(of: SessionStage.repository)
    if branches.contains(where: { !kept.contains($0) }) { violate("a branch is gone", stage) }
    branches = kept
  }

  private mutating func judgeEnd(of pane: PaneFacts, _ stage: inout SessionStage) {
    closeCount += 1
    if pane.attached > 0 { violate("a session was closed with somebody attached", stage) }
    if pane.state != Text("completed") {
      let state = stage.universe.world.moment.texts.string(pane.state)
      violate("a session was closed that is marked '\(state)'", stage)
    }
    guard let owner = stage.documents().first(where: { $0.runtime.name == pane.sessionName })
    else { return violate("a session was closed that no record names", stage) }
    guard let retention = owner.retention, retention.closing != nil else {
      return violate("a session was closed and its record does not say who does it", stage)
    }
    if stage.universe.world.content(of: retention.log) == nil {
      violate("a session was closed and its text is lost", stage)
    }
  }

  /// What is wrong when all is quiet.
  public mutating func verdict(_ stage: inout SessionStage) -> [String] {
    for number in 0..<stage.universe.actorCount {
      guard let machine = stage.retention(of: ActorID(rawValue: Int32(number))) else { continue }
      for finding in machine.findings { judge(finding, &stage) }
    }
    for document in stage.documents() where document.retention?.closedAt != nil {
      judgeClosed(document, &stage)
    }
    return violations
  }

  /// What was said to be closed is gone, with all that carries its nonce.
  private mutating func judgeClosed(_ document: SessionDocument, _ stage: inout SessionStage) {
    if stage.tmuxSessions.contains(document.runtime.name) {
      violate("a session is said to be closed and is there", stage)
    }
    var left = 0
    stage.universe.world.processes.forEach { process in
      if process.identity.nonce == document.runtime.nonce, process.state != .zombie { left += 1 }
    }
    if left > 0 { violate("\(left) processes of a closed session are left", stage) }
  }

  private mutating func judge(_ finding: Retention.Finding, _ stage: inout SessionStage) {
    guard finding.result == .closed else { return }
    guard let owner = stage.documents().first(where: { $0.id == finding.id }) else {
      return violate("a close was reported of a session without a record", stage)
    }
    // A restore begins anew, and the record forgets the runtime that was closed.
    if owner.lifecycle.generation == 1, owner.retention?.closedAt == nil {
      violate("a close was reported that the record does not know", stage)
    }
  }

  /// What a status may say of a session whose truth is known: never more than is so.
  public mutating func check(_ finding: Retention.Finding?, _ stage: inout SessionStage) {
    guard let finding, let kind = finding.decision?.kind else {
      return violate("a session was not told of", stage)
    }
    let owner = stage.documents().first { $0.id == finding.id }
    let panes = stage.panes()?.filter { $0.sessionName == owner?.runtime.name ?? finding.id } ?? []
    switch kind {
    case .safeToClose, .completedRetained:
      if panes.isEmpty { violate("a session is told of that is gone", stage) }
      if kind == .safeToClose, panes.contains(where: { $0.attached > 0 }) {
        violate("a session is called safe with somebody attached", stage)
      }
      if let owner, RetainedWork(owner) != .complete {
        violate("work is called complete that is not", stage)
      }
    case .gone:
      if !panes.isEmpty { violate("a session is called gone that is there", stage) }
    case .stale:
      if let agent = owner?.runtime.agent, let runner = owner?.runtime.runner,
        stage.lives(agent), stage.lives(runner)
      {
        violate("a session is called stale that works", stage)
      }
    case .active, .foreign, .unknown: break
    }
  }

  private mutating func violate(_ what: String, _ stage: borrowing SessionStage) {
    violations.append("\(stage.universe.now.nanoseconds / 1_000_000) ms: \(what)")
  }
}
