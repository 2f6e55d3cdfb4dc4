import Glibc
import Lifecycle
import Live
import Operations
import Supervision

/// Compares the records of a folder with what is really there, and changes nothing: tmux sessions,
/// processes, worktrees and branches.
///
/// It judges a folder in which nothing is going on: what somebody is about to do or undo right now is
/// told as unfinished.
struct Inspector {
  private let world: LocalWorld
  private let places: Places
  private let socket: String
  private let runner: String
  private var inspection = Inspection()
  private var documents: [SessionDocument] = []

  init(_ world: LocalWorld, _ places: Places, socket: String, runner: String) {
    self.world = world
    self.places = places
    self.socket = socket
    self.runner = runner
  }

  /// Looks everywhere.
  mutating func inspect() throws(ManagerTrouble) -> Inspection {
    try readRecords()
    try lookAtProcesses()
    try lookAtPanes()
    try lookAtWorktrees()
    try lookAtBranches()
    return inspection
  }

  // MARK: - Records

  private mutating func readRecords() throws(ManagerTrouble) {
    let rows = try rows(.store(.list), "The records")
    for case .record(let record) in rows {
      guard let document = world.texts.withTexts({ SessionDocument(record.value, &$0) }) else {
        inspection.find("no-lost-update", "record \(string(record.key)) cannot be read")
        continue
      }
      documents.append(document)
      inspection.records += 1
      inspection.live += document.isOver ? 0 : 1
      if let intent = document.intent {
        inspection.find(
          "converges",
          "\(string(document.id)): '\(intent.kind.word)' was begun by process "
            + "\(intent.holder.pid) and is not finished")
      }
    }
    let pairs = documents.filter { !$0.isOver }
    for (place, document) in pairs.enumerated() {
      for other in pairs[..<place] {
        if other.key == document.key {
          inspection.find("one-session-per-run", "run key \(string(document.key)) has two records")
        }
        if other.workspace.path == document.workspace.path
          || other.workspace.branch == document.workspace.branch
        {
          inspection.find(
            "isolated-worktrees",
            "\(string(other.id)) and \(string(document.id)) share a worktree or branch")
        }
      }
    }
  }

  private func owner(of nonce: UInt64) -> SessionDocument? {
    documents.first { $0.runtime.nonce == nonce }
  }

  // MARK: - Processes

  private mutating func lookAtProcesses() throws(ManagerTrouble) {
    var agents: [UInt64: Int] = [:]  // lookup only
    for case .process(let facts) in try rows(.process(.list), "The processes") {
      let (identity, nonce) = (facts.identity, facts.identity.nonce)
      guard nonce != 0, facts.state != .zombie else { continue }
      guard let document = owner(of: nonce) else {
        if string(facts.program) == runner || isBelow(places.worktrees, identity.pid) {
          inspection.find("no-orphans", "process \(identity.pid) belongs to no record")
        }
        continue
      }
      if document.wasEnded {
        inspection.find(
          "stop-is-confirmed",
          "\(string(document.id)) is over, and its process \(identity.pid) lives")
      }
      // What an agent starts is its own affair; agents are what the runner has started.
      guard facts.parent == document.runtime.runner?.pid else { continue }
      inspection.agents += 1
      agents[nonce, default: 0] += 1
    }
    for document in documents where agents[document.runtime.nonce] ?? 0 > 1 {
      inspection.find("one-session-per-run", "\(string(document.id)) has more than one agent")
    }
    for document in documents where !document.isOver && document.intent == nil {
      guard let agent = document.runtime.agent, document.status?.word.description == "working"
      else { continue }
      if case .process(.same) = world.perform(.process(.identify(agent)), until: .never).outcome {
        continue
      }
      inspection.find(
        "death-is-noticed", "\(string(document.id)) is shown working and has no agent")
    }
  }

  private func isBelow(_ folder: String, _ pid: Int32) -> Bool {
    guard let path = realpath("/proc/\(pid)/cwd", nil) else { return false }
    defer { free(path) }
    return String(cString: path).hasPrefix(folder + "/")
  }

  // MARK: - Runtimes

  private mutating func lookAtPanes() throws(ManagerTrouble) {
    let answer = world.perform(
      .tmux(.listAllPanes, socket: world.texts.text(socket)),
      until: Deadline(after: 10_000_000_000))
    if case .tmux(.failed(let failure)) = answer.outcome {
      // Without a server there is nothing on it.
      let isGone = [.noServer, .noSocket].contains(failure.reason)
      guard isGone else { throw ManagerTrouble("tmux could not be asked: \(failure.reason).") }
    }
    var seen: [SessionDocument] = []
    for case .pane(let pane) in answer.rows {
      let name = string(pane.sessionName)
      let nonce = UInt64(string(pane.owner), radix: 16)
      guard let document = documents.first(where: { $0.runtime.name == pane.sessionName }) else {
        if nonce != nil, isOurs(pane) {
          inspection.find("no-orphans", "tmux session \(name) belongs to no record")
        }
        continue
      }
      inspection.runtimes += 1
      if document.wasEnded, document.retention == nil {
        inspection.find("no-orphans", "\(string(document.id)) is over, and tmux has its \(name)")
      }
      if let nonce, nonce != document.runtime.nonce {
        inspection.find("never-the-wrong-target", "tmux session \(name) carries another's number")
      }
      if seen.contains(where: { $0.id == document.id }) {
        inspection.find("one-session-per-run", "\(string(document.id)) has two tmux sessions")
      }
      seen.append(document)
    }
  }

  /// Whether a pane runs a runner of this folder; others may use the server too.
  private func isOurs(_ pane: PaneFacts) -> Bool {
    let answer = world.perform(
      .process(.inspect(pid: pane.reference.panePid)), until: Deadline(after: 5_000_000_000))
    guard case .process(.facts(let facts)) = answer.outcome else { return false }
    return string(facts.program) == runner
  }

  // MARK: - Workspaces

  private mutating func lookAtWorktrees() throws(ManagerTrouble) {
    let folder = world.texts.text(places.worktrees)
    for case .name(let name) in try rows(.file(.list(folder)), "The worktrees") {
      let path = world.texts.text(places.worktrees + "/" + string(name))
      let document = documents.first { $0.workspace.path == path }
      guard let document, document.workspace.state != .removed else {
        inspection.find("no-orphans", "worktree \(string(name)) belongs to no record")
        continue
      }
      inspection.worktrees += 1
    }
    for document in documents where document.workspace.state == .made {
      guard access(string(document.workspace.path), F_OK) != 0 else { continue }
      inspection.find("work-is-kept", "\(string(document.id)) has lost its worktree")
    }
  }

  private mutating func lookAtBranches() throws(ManagerTrouble) {
    var repositories: [Text] = []
    for document in documents where !repositories.contains(document.workspace.repository) {
      repositories.append(document.workspace.repository)
    }
    for repository in repositories {
      for case .name(let branch) in try rows(.git(.listBranches(repository: repository)), "git") {
        let known = documents.filter { $0.workspace.repository == repository }
        guard known.contains(where: { $0.workspace.branch == branch }) else { continue }
        inspection.branches += 1
      }
    }
  }

  // MARK: - Asking

  private func rows(_ operation: Operation, _ what: String) throws(ManagerTrouble) -> [Row] {
    let answer = world.perform(operation, until: Deadline(after: 30_000_000_000))
    switch answer.outcome {
    case .store(.listing), .process(.listing), .file(.listing), .git(.listing): return answer.rows
    default: throw ManagerTrouble("\(what) cannot be seen: \(answer.outcome).")
    }
  }

  private func string(_ text: Text) -> String { world.texts.string(text) }
}

extension Manager {
  /// Compares the records with what is really there.
  public func inspect() throws(ManagerTrouble) -> Inspection {
    let world = try self.world()
    defer { world.mailbox.withdraw() }
    var inspector = Inspector(world, places, socket: socket, runner: Self.runnerName)
    return try inspector.inspect()
  }
}
