import Operations

/// What one look at a tmux server has shown.
public enum Snapshot: Hashable, Sendable {
  /// It did not answer, or not as one that was asked.
  case failed
  /// Nobody listens at the socket, or there is no socket.
  case nobody
  /// All its panes.
  case panes([PaneFacts])

  /// Reads the answer to `list-panes -a`; the rows stand in the emitter.
  init(_ outcome: Outcome, _ emit: Emitter) {
    switch outcome {
    case .tmux(.listing):
      self = .panes(
        emit.rows.compactMap { row in
          if case .pane(let facts) = row { facts } else { nil }
        })
    case .tmux(.failed(let failure)):
      switch failure.reason {
      case .noServer, .noSocket: self = .nobody
      default: self = .failed
      }
    default:
      self = .failed
    }
  }

  /// What it says of the session that a record means, or of one by that name.
  public func sighting(of known: PaneReference?, named name: Text) -> Sighting {
    guard case .panes(let panes) = self else { return self == .nobody ? .absent(.nobody) : .failed }
    func isKnown(_ pane: PaneFacts) -> Bool {
      guard let known else { return false }
      return pane.reference.session == known.session && pane.reference.isSameServer(as: known)
    }
    // Its own place comes before its name, which a stranger may have.
    let first = panes.first(where: isKnown) ?? panes.first { $0.sessionName == name }
    guard let first else {
      let isSame = panes.contains { pane in known.map(pane.reference.isSameServer) ?? false }
      return .absent(isSame ? .same : .other)
    }
    let mine = panes.filter {
      $0.reference.session == first.reference.session
        && $0.reference.isSameServer(as: first.reference)
    }
    return .seen(SeenSession(mine))
  }
}

extension PaneReference {
  /// Whether both are of one incarnation of one server.
  func isSameServer(as other: PaneReference) -> Bool {
    serverPid == other.serverPid && serverStart == other.serverStart
  }
}

/// What a look says of one session.
public enum Sighting: Hashable, Sendable {
  /// Nothing: the look failed.
  case failed
  /// It is not there.
  case absent(Answerer)
  /// It is there.
  case seen(SeenSession)

  /// Who has answered that a session is not there.
  public enum Answerer: Hashable, Sendable {
    /// Nobody.
    case nobody
    /// The very server that had it.
    case same
    /// Another one.
    case other
  }
}

/// A tmux session as one look has shown it.
public struct SeenSession: Hashable, Sendable {
  /// Where it is; the pane is its first.
  public var place: PaneReference
  /// Its name.
  public var name: Text
  /// When it was made.
  public var created: Int64
  /// How many clients it has.
  public var attached: Int32
  /// Its option `@owner`.
  public var owner: Text
  /// Its option `@generation`.
  public var generation: Text
  /// Its option `@state`.
  public var state: Text
  /// Its panes.
  public var panes: [Int32]
  /// Whether any of them lives.
  public var hasLivePane: Bool

  /// Puts the panes of one session together; there is at least one.
  init(_ panes: [PaneFacts]) {
    guard let first = panes.first else { preconditionFailure("a session without panes") }
    place = first.reference
    name = first.sessionName
    created = first.sessionCreated
    attached = first.attached
    owner = first.owner
    generation = first.generation
    state = first.state
    self.panes = panes.map(\.reference.pane)
    hasLivePane = panes.contains { !$0.isDead }
  }
}
