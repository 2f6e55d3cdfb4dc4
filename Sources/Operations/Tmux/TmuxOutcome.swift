/// What a client of tmux came back with.
///
/// A failure is exit status 1 and one line on standard error.
public enum TmuxOutcome: Hashable, Sendable {
  /// Status 0 and nothing to say.
  ///
  /// It does not prove that anything was there to be done.
  case done
  /// Status 0 and a text.
  case text(Text)
  /// Status 0 and what was made.
  case created(PaneReference)
  /// Status 0 and rows.
  case listing(Listing)
  /// Status 1.
  case failed(TmuxFailure)
}

/// Which pane of which session of which server; ids alone start again with a new server.
public struct PaneReference: Hashable, Sendable, Foldable {
  /// The server's pid.
  public var serverPid: Int32
  /// When the server started, in wall-clock seconds as `#{start_time}` tells it.
  public var serverStart: Int64
  /// `$N`.
  public var session: Int32
  /// `@N`.
  public var window: Int32
  /// `%N`.
  public var pane: Int32
  /// The pid of the pane's process.
  public var panePid: Int32

  /// Makes a reference.
  public init(
    serverPid: Int32, serverStart: Int64, session: Int32, window: Int32, pane: Int32, panePid: Int32
  ) {
    self.serverPid = serverPid
    self.serverStart = serverStart
    self.session = session
    self.window = window
    self.pane = pane
    self.panePid = panePid
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: serverPid), UInt32(bitPattern: panePid))
    digest.fold(serverStart)
    digest.fold(UInt32(bitPattern: session), UInt32(bitPattern: window))
    digest.fold(UInt64(UInt32(bitPattern: pane)))
  }
}

/// One row of `list-panes`.
public struct PaneFacts: Hashable, Sendable, Foldable {
  /// Where it is.
  public var reference: PaneReference
  /// The name of its session.
  public var sessionName: Text
  /// When its session was made, in wall-clock seconds.
  public var sessionCreated: Int64
  /// How many clients its session has.
  public var attached: Int32
  /// Whether its process has ended.
  public var isDead: Bool
  /// How it ended; for a while after its death the server does not know yet.
  public var ending: Ending?
  /// The command that it runs, or ran: it stays when the process is gone.
  public var currentCommand: Text
  /// The session's option `@owner`.
  public var owner: Text
  /// The session's option `@generation`.
  public var generation: Text
  /// The session's option `@state`.
  public var state: Text

  /// Makes a row.
  public init(
    reference: PaneReference, sessionName: Text, sessionCreated: Int64, attached: Int32,
    isDead: Bool, ending: Ending?, currentCommand: Text, owner: Text, generation: Text, state: Text
  ) {
    self.reference = reference
    self.sessionName = sessionName
    self.sessionCreated = sessionCreated
    self.attached = attached
    self.isDead = isDead
    self.ending = ending
    self.currentCommand = currentCommand
    self.owner = owner
    self.generation = generation
    self.state = state
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    reference.fold(into: &digest)
    digest.fold(sessionName)
    digest.fold(sessionCreated)
    digest.fold(UInt32(bitPattern: attached), isDead ? 1 : 0)
    if let ending { ending.fold(into: &digest) }
    digest.fold(currentCommand)
    digest.fold(owner)
    digest.fold(generation)
    digest.fold(state)
  }
}

/// One row of `list-sessions`.
public struct SessionFacts: Hashable, Sendable, Foldable {
  /// Its id, `$N`.
  public var id: Int32
  /// Its name.
  public var name: Text
  /// How many windows it has.
  public var windows: Int32
  /// When it was made, in wall-clock seconds.
  public var created: Int64
  /// How many clients it has.
  public var attached: Int32

  /// Makes a row.
  public init(id: Int32, name: Text, windows: Int32, created: Int64, attached: Int32) {
    self.id = id
    self.name = name
    self.windows = windows
    self.created = created
    self.attached = attached
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: id), UInt32(bitPattern: windows))
    digest.fold(name)
    digest.fold(created)
    digest.fold(UInt64(UInt32(bitPattern: attached)))
  }
}
