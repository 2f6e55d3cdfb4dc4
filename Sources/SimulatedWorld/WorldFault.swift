import Operations

/// Something that goes wrong in one part of the world, as data.
public enum WorldFault: Hashable, Sendable {
  /// With tmux.
  case tmux(TmuxFault)
  /// With files.
  case file(FileFault)
  /// With git.
  case git(GitFault)
  /// With the store.
  case store(StoreFault)
  /// With the Forge backend.
  case forge(ForgeBackendFault)
  /// With the facts about pull requests.
  case pullRequest(PullRequestFault)
}

/// What goes wrong with tmux, on the server behind a socket.
public enum TmuxFault: Hashable, Sendable {
  /// The process in the active pane of a session ends.
  case paneDies(session: Text, socket: Text, Ending)
  /// Somebody kills a session.
  case sessionKilled(session: Text, socket: Text)
  /// The server is killed.
  case serverKilled(socket: Text)
  /// The server is killed and another runs sessions of the same names, with this program.
  case serverRestarted(socket: Text, program: Text)
  /// The server is stopped: calls hang.
  case serverStopped(socket: Text)
  /// The server goes on.
  case serverContinued(socket: Text)
  /// So many calls fail before they reach a server.
  case callsFail(count: Int32)
  /// Every client of a session leaves.
  case clientsDetached(session: Text, socket: Text)
  /// Somebody's settings end sessions that nobody is attached to.
  case destroyUnattached(socket: Text, isOn: Bool)
  /// Somebody's settings keep dead panes: `off`, `on` or `failed`.
  case remainOnExit(socket: Text, value: Text)
  /// Somebody else has a session of that name.
  case nameTaken(session: Text, socket: Text, program: Text)
  /// Somebody else has a session whose name begins with that name.
  case prefixTwin(session: Text, socket: Text, program: Text)
  /// Dead panes have no status for so long.
  case statusesLate(Interval)
  /// The socket file is deleted.
  case socketDeleted(socket: Text)
}

/// What goes wrong with files.
public enum FileFault: Hashable, Sendable {
  /// The disk is full after so many more bytes; nil: there is room again.
  case diskFull(after: Int64?)
  /// The disk can only be read, or can be written again.
  case readOnly(Bool)
  /// The next operation on the path fails so.
  case failNext(Text, Errno)
  /// Every operation on the path fails so.
  case fail(Text, Errno)
  /// The path is as it should be again.
  case heal(Text)
  /// The next write to the path stops short and says so.
  case shortWrite(Text, keep: Int32, Errno)
  /// The next write to the path is torn: only its beginning arrives, and it says that it was done.
  case tornWrite(Text, keep: Int32)
  /// The path can be neither read nor written by those who are not root.
  case deny(Text)
  /// A file with that content is there, such as a record that was half written.
  case appears(Text, content: Text)
  /// A directory is there, such as a lock that was left behind.
  case directoryAppears(Text)
  /// Another name for a path.
  case alias(Text, of: Text)
  /// What is there is gone.
  case vanishes(Text)
}

/// What goes wrong with git.
public enum GitFault: Hashable, Sendable {
  /// The next `worktree add` is killed at a stage.
  case addKilled(AddStage)
  /// The next removal of a worktree is refused.
  case removalRefused
  /// A branch of that name is there already.
  case branchExists(repository: Text, name: Text, base: Text)
  /// `worktree add` takes so long.
  case addSlow(Interval)
}

/// What goes wrong with the store.
public enum StoreFault: Hashable, Sendable {
  /// Another writes for so long.
  case busy(Interval)
  /// Every operation takes so much longer.
  case slow(Interval)
  /// It is in this trouble; nil: it is well again.
  case trouble(SessionStore.Trouble?)
}

/// What goes wrong with the Forge backend.
public enum ForgeBackendFault: Hashable, Sendable {
  /// The next request of a kind goes wrong.
  case request(Verb, ForgeFault)
  /// The backend crashes, with its executors or without.
  case crash(killingExecutors: Bool)
  /// The backend starts again.
  case start
  /// Its next executor cannot be spawned.
  case spawnFails
  /// Its next worktree cannot be made.
  case worktreeFails
  /// Every stream is cut.
  case streamsCut
  /// The log of an execution process is sent again from the start.
  case logRepeats(process: UInt64)
}

/// What goes wrong with the facts about pull requests.
public enum PullRequestFault: Hashable, Sendable {
  /// So many fetches fail.
  case fetchesFail(count: Int32)
  /// The host cannot be reached, or can again.
  case unreachable(Bool)
  /// The next fetch is never answered.
  case hang
  /// The facts are so old.
  case stale(Interval)
  /// The next fetch gives facts older than those of the one before.
  case outOfOrder
  /// The facts of a branch are these from now on: people and machines elsewhere made them so.
  case becomes(branch: Text, PullRequestFacts)
  /// The checks of a branch flip between passing and failing.
  case flapping(branch: Text, every: Interval)
}
