import Operations

// What is so, for those who judge a run. No machine can ask for it.

extension SessionStore {
  /// The record of a key as it is committed.
  public func record(of key: Text) -> StoredRecord? {
    records.first { $0.key == key }
  }

  /// Every committed record, in the order of the keys' bytes.
  public var allRecords: [StoredRecord] { records }
}

extension GitRepositories {
  /// The worktrees that are registered in a repository, the main one first.
  public func worktrees(of repository: Text) -> [WorktreeFacts] {
    guard let found = repositories.first(where: { $0.path == repository }) else { return [] }
    return found.worktrees.map {
      WorktreeFacts(
        path: $0.path, branch: $0.branch, isLocked: $0.isLocked, isPrunable: false)
    }
  }

  /// The branches of a repository.
  public func branches(of repository: Text) -> [Text] {
    repositories.first { $0.path == repository }?.branches.map(\.name) ?? []
  }
}

extension TmuxServers {
  /// The names of the sessions of every server, whether its socket is there or not.
  public var sessionNames: [Text] { sessions.map(\.name) }
}

extension World {
  /// The panes of every tmux server, whether it answers or not.
  public var panes: [PaneFacts] {
    var rows = moment
    rows.rows = []
    for server in tmux.servers { tmux.append(tmux.panes.indices, of: server.number, &rows) }
    return rows.rows.compactMap { row in
      if case .pane(let facts) = row { facts } else { nil }
    }
  }
}
