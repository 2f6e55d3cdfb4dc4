import Lifecycle
import Operations

/// What is kept of one session in the store, under its id.
///
/// Whoever writes it says which revision it read, and a conflict makes it read again. The lifecycle
/// is the reducer's; a display status is derived on reading and kept nowhere. An intent stands in it
/// from before the first thing is done until after the last, so that a crash at any point leaves
/// something that another can finish or undo.
public struct SessionDocument: Equatable, Sendable {
  // It is handed about far more often than it is changed: from the store to whoever reads it, and
  // from there to the books.
  private var parts: Shared<Parts>

  private struct Parts: Equatable, Sendable {
    var id: Text
    var key: Text
    var agent: Text
    var prompt: Text
    var lifecycle = LifecycleState()
    var runtime: SessionRuntime
    var workspace: Workspace
    var intent: Intent?
    var retention: RetentionRecord?
    var outbox: [Outgoing] = []
    var effectCount = 0
  }

  /// The session's id, which is its key in the store.
  public var id: Text {
    _read { yield parts.value.id }
    _modify { yield &parts.value.id }
  }
  /// The run key, chosen by whoever asked for the session.
  ///
  /// The same key never makes a second session.
  public var key: Text {
    _read { yield parts.value.key }
    _modify { yield &parts.value.key }
  }
  /// The program of the agent.
  public var agent: Text {
    _read { yield parts.value.agent }
    _modify { yield &parts.value.agent }
  }
  /// What the agent was asked to do.
  public var prompt: Text {
    _read { yield parts.value.prompt }
    _modify { yield &parts.value.prompt }
  }
  /// What the reducer folds.
  public var lifecycle: LifecycleState {
    _read { yield parts.value.lifecycle }
    _modify { yield &parts.value.lifecycle }
  }
  /// Where the session runs, or ran last.
  public var runtime: SessionRuntime {
    _read { yield parts.value.runtime }
    _modify { yield &parts.value.runtime }
  }
  /// Where its work is.
  public var workspace: Workspace {
    _read { yield parts.value.workspace }
    _modify { yield &parts.value.workspace }
  }
  /// What somebody has begun with it and not finished.
  public var intent: Intent? {
    _read { yield parts.value.intent }
    _modify { yield &parts.value.intent }
  }
  /// Since when its runtime is only kept to be read, and until when; nil while it is not.
  public var retention: RetentionRecord? {
    _read { yield parts.value.retention }
    _modify { yield &parts.value.retention }
  }
  /// What the reducer has called for and nobody has carried out yet, oldest first.
  public var outbox: [Outgoing] {
    _read { yield parts.value.outbox }
    _modify { yield &parts.value.outbox }
  }
  /// How many effects it has called for in its life: the number of the next one.
  public var effectCount: Int {
    _read { yield parts.value.effectCount }
    _modify { yield &parts.value.effectCount }
  }

  /// Makes the document of a session that is about to be spawned.
  public init(
    id: Text, key: Text, agent: Text, prompt: Text, runtime: SessionRuntime, workspace: Workspace
  ) {
    parts = Shared(
      Parts(
        id: id, key: key, agent: agent, prompt: prompt, runtime: runtime, workspace: workspace))
  }

  /// What a person is shown.
  public var status: DisplayStatus? { lifecycle.record?.status }

  /// Whether the session is over; only a restore brings it back.
  public var isOver: Bool { lifecycle.record?.session.state.isTerminal ?? false }

  /// Whether somebody ended it or took its launch back, so that nothing of it is to be left; one
  /// that ended by itself keeps its places until they are cleared away.
  public var wasEnded: Bool {
    isOver && !(lifecycle.record?.session.reason.isLiveness ?? false)
  }

  /// Folds an event into the lifecycle, and keeps what it calls for.
  @discardableResult
  public mutating func apply(_ event: Event, by reducer: Reducer) -> Step {
    let step = reducer.reduce(&lifecycle, event)
    for effect in step.effects {
      effectCount += 1
      outbox.append(Outgoing(number: effectCount, effect: effect))
    }
    return step
  }
}

/// The runtime of a session: a tmux session of its own, with a runner that starts the agent.
public struct SessionRuntime: Hashable, Sendable {
  /// Drawn anew for each runtime.
  ///
  /// It is in its name, in the environment of all its processes and in the marks on the tmux
  /// session, so that what carries it is proven to belong to it.
  public var nonce: UInt64
  /// The socket of the tmux server.
  public var socket: Text
  /// The name of the tmux session, which nobody else has because the nonce is in it.
  public var name: Text
  /// The tmux session, once it was seen.
  public var pane: PaneReference?
  /// The tmux server's process, once it was seen.
  public var server: ProcessIdentity?
  /// The runner, written by the runner itself.
  public var runner: ProcessIdentity?
  /// The agent, written by the runner when it had started it.
  ///
  /// It is the acknowledgement of a launch: nobody but the runner can have written it.
  public var agent: ProcessIdentity?
  /// How the agent ended, written by the runner.
  public var ending: Ending?

  /// A runtime that is about to be created.
  public init(nonce: UInt64, socket: Text, name: Text) {
    self.nonce = nonce
    self.socket = socket
    self.name = name
  }
}

/// The worktree of a session and its branch.
public struct Workspace: Hashable, Sendable {
  /// The repository that it belongs to.
  public var repository: Text
  /// The folder of the worktree, which nobody else has because a nonce is in its name.
  public var path: Text
  /// The branch, named in the same way.
  public var branch: Text
  /// What the branch began at.
  public var base: Text
  /// What became of it.
  public var state: State

  /// What became of a workspace.
  public enum State: UInt8, Hashable, Sendable, CaseIterable {
    /// It is to be made, or being made.
    case planned
    /// It is there.
    case made
    /// It was left where it is, because something in it is not saved anywhere else.
    case kept
    /// It is gone; the branch may be there if it holds commits of its own.
    case removed

    /// The word for it in the store.
    public var word: StaticString {
      switch self {
      case .planned: "planned"
      case .made: "made"
      case .kept: "kept"
      case .removed: "removed"
      }
    }
  }

  /// A workspace that is about to be made.
  public init(repository: Text, path: Text, branch: Text, base: Text) {
    self.repository = repository
    self.path = path
    self.branch = branch
    self.base = base
    state = .planned
  }
}

/// What somebody does with a session, written down before the first thing is done.
public struct Intent: Hashable, Sendable {
  /// What is done.
  public var kind: Kind
  /// The process that does it.
  ///
  /// When that process is proven to be gone, another may take over.
  public var holder: ProcessIdentity
  /// How often another had to take over.
  public var takeovers: Int

  /// What can be done with a session.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// It is being spawned.
    case spawn
    /// It is being brought back.
    case restore
    /// A spawn is being taken back, its worktree too.
    case undoSpawn
    /// A restore is being taken back; the worktree was there before, and stays.
    case undoRestore
    /// It is being killed on request.
    case kill
    /// What an ended session left is being cleared away.
    case cleanup

    /// The word for it in the store.
    public var word: StaticString {
      switch self {
      case .spawn: "spawn"
      case .restore: "restore"
      case .undoSpawn: "undo-spawn"
      case .undoRestore: "undo-restore"
      case .kill: "kill"
      case .cleanup: "cleanup"
      }
    }

    /// Whether it is to end with an agent that runs.
    public var startsAgent: Bool { self == .spawn || self == .restore }

    /// What takes this back, if it is something that can be.
    public var undo: Kind {
      switch self {
      case .spawn: .undoSpawn
      case .restore: .undoRestore
      case .undoSpawn, .undoRestore, .kill, .cleanup: self
      }
    }
  }

  /// Writes down what a process is about to do.
  public init(_ kind: Kind, by holder: ProcessIdentity, takeovers: Int = 0) {
    self.kind = kind
    self.holder = holder
    self.takeovers = takeovers
  }
}

/// An effect that is to be carried out.
public struct Outgoing: Hashable, Sendable {
  /// Its number within the session, by which a receiver tells a repetition from a new one.
  public var number: Int
  /// What is to be done.
  public var effect: Effect

  /// Makes an entry.
  public init(number: Int, effect: Effect) {
    self.number = number
    self.effect = effect
  }
}
