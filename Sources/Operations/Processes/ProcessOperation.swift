/// What can be asked of processes.
public enum ProcessOperation: Hashable, Sendable {
  /// Starts a program: fork and exec.
  case spawn(Launch)
  /// `kill(pid, 0)`: succeeds on anything that has the number, zombies and threads included.
  case probe(pid: Int32)
  /// Reads `/proc/PID/stat` and the environment's nonce.
  case inspect(pid: Int32)
  /// Compares whoever has the pid with a full identity.
  case identify(ProcessIdentity)
  /// `kill(pid, signal)`: whoever has the number gets it.
  case signal(pid: Int32, Signal)
  /// `kill(-group, signal)`.
  case signalGroup(group: Int32, Signal)
  /// Opens a pidfd, compares the identity, then signals through the pidfd: never hits another.
  case signalIdentity(ProcessIdentity, Signal)
  /// `waitpid(pid, WNOHANG)`: reaps a child that has ended.
  case reap(pid: Int32)
  /// `waitpid(pid, 0)`: reaps a child when it has ended, and is answered no sooner.
  ///
  /// When the limit passes first the wait is given up, and the child is left to be reaped by another.
  case awaitExit(pid: Int32)
  /// Every process of the caller's namespace, in the order of their pids.
  case list
  /// Every process whose environment carries the nonce, in the order of their pids.
  case find(nonce: UInt64)
  /// Writes a line to the caller's standard output: the pane that it runs in, or a log.
  case writeLine(Text)
  /// The caller ends itself.
  case exit(status: UInt8)
  /// The caller's own identity.
  case whoAmI
}

/// How a program is started.
public struct Launch: Hashable, Sendable, Foldable {
  /// The program, by the name that the world knows it under.
  public var program: Text
  /// Its one argument, which a world gives to it as it is: no shell stands in between.
  public var argument: Text
  /// The nonce that is put into its environment; 0 for none.
  public var nonce: UInt64
  /// Whether it becomes the leader of a new session (`setsid`), out of reach of the terminal.
  public var newSession: Bool
  /// Whether it becomes the leader of a new process group.
  public var newGroup: Bool
  /// Whether it becomes the first process of a new pid namespace.
  public var newNamespace: Bool
  /// Whether it ignores a hang-up, as `nohup` and `trap '' HUP` make it.
  public var ignoresHangUp: Bool

  /// Makes a launch; what is not said is as a plain fork and exec does it.
  public init(
    program: Text, argument: Text = .empty, nonce: UInt64 = 0, newSession: Bool = false,
    newGroup: Bool = false, newNamespace: Bool = false, ignoresHangUp: Bool = false
  ) {
    self.program = program
    self.argument = argument
    self.nonce = nonce
    self.newSession = newSession
    self.newGroup = newGroup
    self.newNamespace = newNamespace
    self.ignoresHangUp = ignoresHangUp
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(program)
    digest.fold(argument)
    digest.fold(nonce)
    digest.fold(
      (newSession ? 1 : 0) | (newGroup ? 2 : 0),
      (newNamespace ? 1 : 0) | (ignoresHangUp ? 2 : 0))
  }
}

/// What the processes answered.
public enum ProcessOutcome: Hashable, Sendable {
  /// It was started, or this is who it is.
  case identity(ProcessIdentity)
  /// The call succeeded.
  case done
  /// Someone has the number: a live process, a zombie or a thread.
  case exists
  /// The full identity is still that process, and this is what it does.
  case same(ProcessState)
  /// The pid is another process now.
  case other(ProcessFacts)
  /// What was read about the process.
  case facts(ProcessFacts)
  /// A child had ended so, and is gone now.
  case reaped(Ending)
  /// The child has not ended.
  case stillRunning
  /// The processes, in a listing.
  case listing(Listing)
  /// The call failed: ESRCH for nobody, EPERM for someone else's live process, ECHILD, EAGAIN.
  case failed(Errno)
}
