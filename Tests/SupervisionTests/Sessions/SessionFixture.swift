import Lifecycle
import Operations
import Supervision

/// The record of a session and its parties, for tests that hold one machine on a rig.
enum SessionFixture {
  static let nonce: UInt64 = 0xBB
  static let pane = PaneReference(
    serverPid: 50, serverStart: 1_760_000_000, session: 0, window: 0, pane: 0, panePid: 60)
  static let runner = identity(60, nonce: nonce)
  static let agent = identity(61, nonce: nonce)
  static let launcher = identity(30)

  static func identity(_ pid: Int32, nonce: UInt64 = 0) -> ProcessIdentity {
    ProcessIdentity(boot: 1, namespace: 1, pid: pid, startTick: Int64(pid) * 10, nonce: nonce)
  }

  static func policy(_ texts: inout Texts) -> SessionPolicy {
    SessionPolicy(
      socket: texts.text("/tmp/tmux"), worktrees: texts.text("/trees"),
      runner: texts.text("runner"))
  }

  /// A session that is being spawned: nobody has acknowledged it.
  static func spawning(_ emit: inout Emitter, id: String = "a") -> SessionDocument {
    let text = { (string: String, texts: inout Texts) in texts.text(string) }
    let runtime = SessionRuntime(
      nonce: nonce, socket: text("/tmp/tmux", &emit.texts),
      name: text("\(id)-00000000000000bb", &emit.texts))
    var workspace = Workspace(
      repository: text("/repo", &emit.texts),
      path: text("/trees/\(id)-00000000000000bb", &emit.texts),
      branch: text("session/\(id)-00000000000000bb", &emit.texts),
      base: text("main", &emit.texts))
    workspace.state = .made
    var document = SessionDocument(
      id: text(id, &emit.texts), key: text(id, &emit.texts), agent: text("agent", &emit.texts),
      prompt: .empty, runtime: runtime, workspace: workspace)
    document.apply(Event(at: 0, .spawnInitiated), by: Reducer())
    document.intent = Intent(.spawn, by: launcher)
    return document
  }

  /// A session that runs.
  static func running(_ emit: inout Emitter, id: String = "a") -> SessionDocument {
    var document = spawning(&emit, id: id)
    document.intent = nil
    document.runtime.pane = pane
    document.runtime.server = identity(50)
    document.runtime.runner = runner
    document.runtime.agent = agent
    document.apply(Event(at: 0, .spawnCompleted(Handles())), by: Reducer())
    document.apply(
      Event(at: 0, .activitySignalled(ActivitySignal(activity: .active, source: .native))),
      by: Reducer())
    return document
  }

  static func stored(
    _ document: SessionDocument, _ revision: Int64, _ emit: inout Emitter
  ) -> StoredRecord {
    StoredRecord(key: document.id, value: document.encoded(&emit), revision: revision)
  }

  /// The pane of a session, as a listing shows it.
  static func row(_ document: SessionDocument, isDead: Bool = false) -> Row {
    .pane(
      PaneFacts(
        reference: document.runtime.pane ?? pane, sessionName: document.runtime.name,
        sessionCreated: 0, attached: 0, isDead: isDead, ending: nil, currentCommand: .empty,
        owner: .empty, generation: .empty, state: .empty))
  }
}
