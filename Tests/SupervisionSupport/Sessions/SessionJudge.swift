import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision

/// Judges a run of sessions by what is so in the world, not by what the machines believe.
///
/// `watch` is to be called after every event, `verdict` when all is quiet.
public struct SessionJudge {
  /// What was wrong, each with the time at which it was seen first.
  public private(set) var violations: [String] = []
  /// Run keys that are to have a session each in the end, if their commands say so.
  public var keys: [String] = []
  /// Programs that were there before and belong to nobody here.
  public var strangers: [(program: String, count: Int)] = []
  /// tmux sessions that were there before.
  public var strangeSessions: [String] = []
  /// Files that must not be lost.
  public var keepsakes: [String] = []

  private var doubled: [Text] = []
  private var mistaken: [Text] = []
  private var storeCommits: UInt64 = .max

  /// Judges nothing yet.
  public init() {}

  /// Looks at a universe between two events.
  public mutating func watch(_ stage: inout SessionStage) {
    var agents: [Text] = []
    let agent = Text("agent")
    stage.universe.world.processes.forEach { process in
      if process.program == agent, process.state != .zombie { agents.append(process.argument) }
    }
    for (place, session) in agents.enumerated()
    where agents[..<place].contains(session) && !doubled.contains(session) {
      doubled.append(session)
      violate("two agents of one session live at once", &stage)
    }
    let commits = stage.universe.world.store.commitCount
    guard commits != storeCommits else { return }
    storeCommits = commits
    for record in stage.universe.world.store.allRecords {
      guard let document = stage.document(record) else { continue }
      guard document.isOver, let reason = document.lifecycle.record?.session.reason,
        reason.isLiveness, let agent = document.runtime.agent, !mistaken.contains(document.id)
      else { continue }
      if stage.lives(agent) {
        mistaken.append(document.id)
        violate("a session was declared dead while its agent lives", &stage)
      }
    }
  }

  /// What is wrong when all is quiet; empty when nothing is.
  public mutating func verdict(_ stage: inout SessionStage) -> [String] {
    judgeRecords(&stage)
    judgeLeftovers(&stage)
    judgeCommands(&stage)
    judgeStrangers(&stage)
    return violations
  }

  private mutating func judgeRecords(_ stage: inout SessionStage) {
    var seen: [Text] = []
    for record in stage.universe.world.store.allRecords {
      guard let document = stage.document(record) else {
        violate("a record cannot be read", &stage)
        continue
      }
      if seen.contains(document.key) { violate("two records for one run key", &stage) }
      seen.append(document.key)
      if document.intent != nil {
        violate("an intent is left that nobody brings to an end", &stage)
      }
      let status = document.status
      let lives = document.runtime.agent.map { stage.lives($0) } ?? false
      if !document.isOver, !lives, status != .stuck, status != .detecting {
        violate("a session without an agent is shown as \(status?.text ?? "nothing")", &stage)
      }
      if lives, document.isOver, document.lifecycle.record?.session.reason == .manuallyKilled {
        violate("a session is shown as killed and its agent lives", &stage)
      }
      if document.status != nil, !document.outbox.isEmpty, stage.hasSupervisor {
        violate("an effect was never carried out", &stage)
      }
    }
  }

  /// Whatever carries a mark of a session has to belong to one that is not over.
  private mutating func judgeLeftovers(_ stage: inout SessionStage) {
    let documents = stage.documents()
    let live = documents.filter { !$0.isOver }
    var owned: [UInt64] = live.map(\.runtime.nonce)
    // A runtime whose agent ended by itself stays to be read until it is closed.
    owned += documents.filter { $0.lifecycle.record?.session.reason.isLiveness ?? false }
      .map(\.runtime.nonce)
    var orphans = 0
    for program in ["agent", "runner", "child"] {
      let program = stage.universe.text(program)
      stage.universe.world.processes.forEach { process in
        if process.program == program, process.state != .zombie,
          !owned.contains(process.identity.nonce)
        {
          orphans += 1
        }
      }
    }
    if orphans > 0 { violate("\(orphans) processes belong to no session", &stage) }
    let names = documents.filter { owned.contains($0.runtime.nonce) }.map(\.runtime.name)
    for name in stage.tmuxSessions where !names.contains(name) {
      let text = stage.universe.world.moment.texts.string(name)
      if !strangeSessions.contains(text) {
        violate("tmux session \(text) belongs to no session", &stage)
      }
    }
    for tree in stage.universe.world.git.worktrees(of: SessionStage.repository).dropFirst() {
      let owner = documents.first { $0.workspace.path == tree.path }
      if owner == nil { violate("a worktree belongs to no session", &stage) }
      if owner?.workspace.state == .removed {
        violate("a worktree that was removed is there", &stage)
      }
      // What ended by itself keeps its place until it is cleared away; what was ended does not.
      if let owner, owner.isOver, owner.lifecycle.record?.session.reason.isLiveness == false,
        owner.workspace.state != .kept
      {
        violate("a session was ended and its worktree is there, and not said to be kept", &stage)
      }
    }
    let trees = stage.universe.world.git.worktrees(of: SessionStage.repository)
    for document in live {
      if !trees.contains(where: { $0.path == document.workspace.path }) {
        violate("a live session has no worktree", &stage)
      }
      let twins = live.filter {
        $0.workspace.path == document.workspace.path || $0.runtime.name == document.runtime.name
          || $0.workspace.branch == document.workspace.branch
      }
      if twins.count > 1 { violate("two live sessions share a place", &stage) }
    }
  }

  private mutating func judgeCommands(_ stage: inout SessionStage) {
    for number in 0..<stage.universe.actorCount {
      let actor = ActorID(rawValue: Int32(number))
      guard let command = stage.command(of: actor), let request = command.request,
        request.verb == .spawn, let result = command.result
      else { continue }
      let found = stage.document(stage.universe.world.moment.texts.string(request.id))
      switch result {
      case .started:
        if found?.lifecycle.generation ?? 0 < 1 {
          violate("success was reported for a session that never was", &stage)
        }
      case .failed(let failure):
        if found == nil { violate("a failure (\(failure)) left no record", &stage) }
      default: break
      }
    }
  }

  private mutating func judgeStrangers(_ stage: inout SessionStage) {
    for (program, count) in strangers {
      let living = stage.living(program)
      if living != count {
        violate("\(living) of \(count) processes of a stranger, \(program), are left", &stage)
      }
    }
    for name in strangeSessions {
      let text = stage.universe.text(name)
      if !stage.tmuxSessions.contains(text) { violate("the stranger's \(name) is gone", &stage) }
    }
    for path in keepsakes {
      let text = stage.universe.text(path)
      if stage.universe.world.content(of: text) == nil { violate("\(path) is lost", &stage) }
    }
  }

  private mutating func violate(_ what: String, _ stage: inout SessionStage) {
    let milliseconds = stage.universe.now.nanoseconds / 1_000_000
    violations.append("\(milliseconds) ms: \(what)")
  }
}

extension SessionStage {
  /// Whether a process is there and is no zombie.
  public func lives(_ identity: ProcessIdentity) -> Bool {
    guard
      let index = universe.world.processes.find(
        pid: identity.pid, namespace: identity.namespace),
      let process = universe.world.processes[index]
    else { return false }
    return process.identity == identity && process.state != .zombie
  }

  /// A record of the store as a document.
  public func document(_ record: StoredRecord) -> SessionDocument? {
    var emit = Emitter()
    emit.texts = universe.world.moment.texts
    return SessionDocument(record.value, &emit)
  }

  /// Every session that has a record.
  public func documents() -> [SessionDocument] {
    universe.world.store.allRecords.compactMap { document($0) }
  }

  /// Whether a supervisor runs.
  public var hasSupervisor: Bool {
    for number in 0..<universe.actorCount {
      let actor = ActorID(rawValue: Int32(number))
      if case .supervisor = universe.machine(of: actor), universe.state(of: actor) == .running {
        return true
      }
    }
    return false
  }
}
