import Glibc
import Lifecycle
import Live
import Operations
import Supervision

/// A session as its record tells it, in words.
public struct SessionEntry: Hashable, Sendable {
  /// Its id.
  public var id: String
  /// Its run key.
  public var key: String
  /// The agent's name.
  public var agent: String
  /// What the agent was asked to do.
  public var prompt: String
  /// What a person is shown.
  public var status: String
  /// Whether it is over.
  public var isOver: Bool
  /// Whether somebody has begun something with it and not finished.
  public var isBusy: Bool
  /// The name of its tmux session.
  public var name: String
  /// Its worktree.
  public var worktree: String
  /// Its branch.
  public var branch: String
  /// The repository that it was made of.
  public var repository: String
  /// The agent's pid, once it was started.
  public var agentPid: Int32?
  /// How often it was brought to life.
  public var generation: Int
  /// The revision of the record.
  public var revision: Int64
}

extension Manager {
  /// All sessions, in the order of their ids' bytes.
  public func records() throws(ManagerTrouble) -> [SessionEntry] {
    let texts = TextTable()
    let store = SQLiteStore(path: places.store, texts: texts)
    let answer = store.perform(.list, until: Deadline(after: 10_000_000_000))
    guard case .store(.listing) = answer.outcome else {
      throw ManagerTrouble("The records in '\(places.store)' cannot be read: \(answer.outcome).")
    }
    return answer.rows.compactMap { row in
      guard case .record(let record) = row else { return nil }
      return Self.entry(record, texts)
    }
  }

  /// One session; nil when there is none.
  public func record(of session: String) throws(ManagerTrouble) -> SessionEntry? {
    let texts = TextTable()
    let store = SQLiteStore(path: places.store, texts: texts)
    let key = texts.text(session)
    let answer = store.perform(.get(key: key), until: Deadline(after: 10_000_000_000))
    switch answer.outcome {
    case .store(.record(let record)): return Self.entry(record, texts)
    case .store(.absent): return nil
    default:
      throw ManagerTrouble("The records in '\(places.store)' cannot be read: \(answer.outcome).")
    }
  }

  private static func entry(_ record: StoredRecord, _ texts: TextTable) -> SessionEntry? {
    let document = texts.withTexts { SessionDocument(record.value, &$0) }
    guard let document, document.id == record.key else { return nil }
    return SessionEntry(
      id: texts.string(document.id), key: texts.string(document.key),
      agent: texts.string(document.agent), prompt: texts.string(document.prompt),
      status: "\(document.status?.word ?? "unknown")", isOver: document.isOver,
      isBusy: document.intent != nil, name: texts.string(document.runtime.name),
      worktree: texts.string(document.workspace.path),
      branch: texts.string(document.workspace.branch),
      repository: texts.string(document.workspace.repository),
      agentPid: document.runtime.agent?.pid, generation: document.lifecycle.generation,
      revision: record.revision)
  }

  /// What can be seen in a session's pane; nil when it has none any more.
  public func screen(of entry: SessionEntry) -> String? {
    let texts = TextTable()
    let tmux = TmuxClient(TmuxClient.Settings(programs: [:]), texts: texts)
    let answer = tmux.perform(
      .capturePane(.exact(texts.text(entry.name))), socket: texts.text(socket),
      until: Deadline(after: 5_000_000_000))
    guard case .tmux(.text(let text)) = answer.outcome else { return nil }
    return texts.string(text)
  }

  /// The number that this process was given, in whose session it runs.
  public static var ownNonce: UInt64? {
    getenv(LiveProcesses.nonceName).flatMap { UInt64(String(cString: $0), radix: 16) }
  }

  /// Becomes the agent of a session; it returns only when that fails.
  public func startAgent(of session: String) throws(ManagerTrouble) -> Never {
    guard let entry = try record(of: session) else {
      throw ManagerTrouble("There is no session '\(session)'.")
    }
    let table: AgentTable
    do throws(AgentTable.Trouble) {
      table = try AgentTable(at: places.agents)
    } catch {
      throw ManagerTrouble(error.message)
    }
    let words = table.command(
      for: entry.agent, prompt: entry.prompt, session: entry.id, worktree: entry.worktree)
    guard chdir(entry.worktree) == 0 else {
      throw ManagerTrouble(
        "Cannot enter '\(entry.worktree)': \(String(cString: strerror(errno))).")
    }
    setenv("REHEARSAL_SESSION", entry.id, 1)
    if let nonce = Self.ownNonce { try report(.active, of: entry.id, nonce: nonce) }
    // The runner has set aside what a program that is started finds as usual.
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    signal(SIGPIPE, SIG_DFL)
    var pointers: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
    pointers.append(nil)
    execvp(words[0], pointers)
    throw ManagerTrouble("Cannot start '\(words[0])': \(String(cString: strerror(errno))).")
  }
}
