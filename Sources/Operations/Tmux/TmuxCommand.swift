/// The commands of tmux that the machines need.
///
/// Each is one client process that talks to the server.
public enum TmuxCommand: Hashable, Sendable {
  /// `new-session -d -s NAME`: an atomic claim of the name; starts a server where none runs.
  case newSession(name: Text, Launch)
  /// The same, with `; set-option destroy-unattached off` in the one call: no settings end it for
  /// want of clients, which they would do in the call that makes it.
  case newLastingSession(name: Text, Launch)
  /// `has-session -t`.
  case hasSession(TmuxTarget)
  /// `kill-session -t`: sends HUP to what runs in it, and some survive.
  case killSession(TmuxTarget)
  /// `rename-session -t`; the id stays.
  case renameSession(TmuxTarget, to: Text)
  /// `list-sessions`.
  case listSessions
  /// `list-panes -a`: the whole server in one consistent answer.
  case listAllPanes
  /// `list-panes -t`: the panes of the target's window.
  case listPanes(TmuxTarget)
  /// `display-message -p -t`: exits 0 with nothing when the target is missing.
  case display(TmuxTarget, PaneField)
  /// `new-window -d -t`.
  case newWindow(TmuxTarget, Launch)
  /// `split-window -d -t`.
  case splitWindow(TmuxTarget, Launch)
  /// `respawn-pane [-k] -t`: the id stays, the process is new.
  case respawnPane(TmuxTarget, Launch, kill: Bool)
  /// `kill-pane -t`: the last pane takes its session with it.
  case killPane(TmuxTarget)
  /// `kill-window -t`.
  case killWindow(TmuxTarget)
  /// `kill-server`.
  case killServer
  /// `send-keys -t`: typed into a dead pane they are thrown away, with status 0.
  case sendKeys(TmuxTarget, Text)
  /// `set-buffer` and `paste-buffer -t`: into a dead pane it ends a 3.3a server.
  case paste(TmuxTarget, Text)
  /// `capture-pane -p -t`.
  case capturePane(TmuxTarget)
  /// `pipe-pane -t`: the pane's output is appended to a file.
  case pipePane(TmuxTarget, to: Text)
  /// `set-option -t`: a user option (`@name`) or one that the server knows.
  case setOption(OptionScope, TmuxTarget, name: Text, value: Text)
  /// Three `set-option -t` of a session in one call: whose it is, which runtime, and in what state.
  case markSession(TmuxTarget, SessionMarks)
  /// `show-options -v -t`.
  case showOption(OptionScope, TmuxTarget, name: Text)
  /// `if-shell -F -t '$N' CONDITION 'kill-session -t $N'`: compares and kills in one transaction;
  /// exits 0 either way, unless the condition holds and the session is missing: 1 then.
  case killSessionIf(TmuxTarget, SessionGuard)
  /// `attach-session -t` by a person's terminal.
  case attach(TmuxTarget)
  /// `detach-client -s`: every client of the session; fails only when no client is attached at all.
  case detach(TmuxTarget)
}

/// What `display-message` is asked for.
public enum PaneField: UInt8, Hashable, Sendable {
  /// `#{session_name}`.
  case sessionName
  /// `#{pane_id}`.
  case paneID
  /// `#{pane_dead}`: 1 or 0.
  case paneDead
  /// `#{pane_dead_status}`: empty while the pane lives, and for a while after it died.
  case paneDeadStatus
  /// `#{pane_pid}`: stays when the process is gone.
  case panePid
  /// `#{pane_current_command}`: stays when the process is gone.
  case currentCommand
  /// `#{pid}`: the server's.
  case serverPid
}

/// Where an option is set.
public enum OptionScope: UInt8, Hashable, Sendable {
  /// The session's (`-t`).
  case session
  /// The window's (`-w`).
  case window
  /// The pane's (`-p`).
  case pane
  /// The server's (`-s`); the target does not matter.
  case server
  /// Every session's default (`-g`); the target does not matter.
  case global
}

/// What a session is marked with, in user options: `@owner`, `@generation` and `@state`.
public struct SessionMarks: Hashable, Sendable, Foldable {
  /// The number of whoever made it.
  public var owner: Text
  /// How often its session was brought to life.
  public var generation: Text
  /// What it is kept for.
  public var state: Text

  /// Makes the marks.
  public init(owner: Text, generation: Text, state: Text) {
    self.owner = owner
    self.generation = generation
    self.state = state
  }

  /// The names and values, in the order in which they are set.
  public func withEach(_ body: (_ name: StaticString, _ value: Text) -> Bool) {
    _ = body("@owner", owner) && body("@generation", generation) && body("@state", state)
  }

  /// Folds all three.
  public func fold(into digest: inout Digest) {
    digest.fold(owner)
    digest.fold(generation)
    digest.fold(state)
  }
}

/// What must hold of a session for it to be killed.
public struct SessionGuard: Hashable, Sendable, Foldable {
  /// A user option of the session.
  public var option: Text
  /// The value that it must have.
  public var value: Text
  /// Whether no client may be attached.
  public var unattached: Bool

  /// Makes a guard.
  public init(option: Text, value: Text, unattached: Bool) {
    self.option = option
    self.value = value
    self.unattached = unattached
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(option)
    digest.fold(value)
    digest.fold(unattached ? 1 : 0)
  }
}
