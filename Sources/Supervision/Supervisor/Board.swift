import Lifecycle
import Operations

/// One session as the supervisor has it before it during a pass.
public struct BoardEntry: Equatable, Sendable {
  /// The record as it was read.
  public var document: SessionDocument
  /// Its revision.
  public var revision: Int64
  /// What the pass has read of its runtime.
  public var runtime = Reading.indeterminate
  /// What it has read of its agent.
  public var process = Reading.indeterminate
  /// Whether the record has been changed and not been written.
  public var isChanged = false
  /// The signs of activity that the pass has put into it.
  var signals: [Supervisor.SeenActivity] = []

  /// Whether its life is to be looked at: it runs, as far as the record says, and nobody is busy
  /// with it.
  public var isWatched: Bool {
    !document.isOver && document.intent == nil && document.runtime.agent != nil
  }

  /// Whether it is over, had an agent, and nobody is busy with it.
  var isLost: Bool {
    document.isOver && document.intent == nil && document.runtime.agent != nil
  }
}

/// What is known of the tmux server in one pass.
public enum ServerView: Hashable, Sendable {
  /// Nothing yet.
  case unasked
  /// It has listed all its panes.
  case listed([PaneFacts])
  /// It could not be asked, which says nothing about any session.
  case unknown

  /// What the pass can say of a session's runtime.
  ///
  /// A pane that is there proves life, and so does one that is there under the marks of the session;
  /// its absence proves death only when it is absent from the very server that had it, or, where
  /// that was never seen, when the agent is proven dead as well.
  func reading(
    of runtime: SessionRuntime, process: Reading, _ safeguards: Safeguards
  ) -> Reading {
    guard case .listed(let panes) = self else {
      return safeguards.contains(.failedIsUnknown) ? .failed : .dead
    }
    guard let known = runtime.pane else {
      if panes.contains(where: { $0.sessionName == runtime.name && !$0.isDead }) { return .alive }
      return process == .dead ? .dead : .indeterminate
    }
    for pane in panes
    where pane.sessionName == runtime.name && pane.reference.session == known.session
      && pane.reference.serverPid == known.serverPid
      && pane.reference.serverStart == known.serverStart
    {
      return pane.isDead ? .dead : .alive
    }
    let isSameServer = panes.contains {
      $0.reference.serverPid == known.serverPid && $0.reference.serverStart == known.serverStart
    }
    // Another server answers at this socket: the one that had the session may live on without one.
    return isSameServer ? .dead : .indeterminate
  }

  /// The names of the tmux sessions that no record of the board names, each once.
  func strangers(to board: [BoardEntry]) -> [Text] {
    guard case .listed(let panes) = self else { return [] }
    var names: [Text] = []
    for pane in panes where !names.contains(pane.sessionName) {
      let isNamed = board.contains { $0.document.runtime.name == pane.sessionName }
      if !isNamed { names.append(pane.sessionName) }
    }
    return names
  }
}
