/// What tells one process from every other that ever was.
///
/// A pid alone is reused, and even pid and start tick together repeat when a pid is freed and
/// taken within one tick of 10 ms, so the identity also holds a nonce that the one who started the
/// process chose and the process carries in its environment.
public struct ProcessIdentity: Hashable, Sendable, Foldable {
  /// The boot of the machine.
  public var boot: UInt32
  /// The pid namespace in which the pid counts.
  public var namespace: UInt32
  /// The process id.
  public var pid: Int32
  /// The start time in clock ticks since boot, as `/proc/PID/stat` tells it.
  public var startTick: Int64
  /// The nonce that its starter gave it; 0 when nobody did.
  public var nonce: UInt64

  /// Makes an identity out of its five parts.
  public init(boot: UInt32, namespace: UInt32, pid: Int32, startTick: Int64, nonce: UInt64) {
    self.boot = boot
    self.namespace = namespace
    self.pid = pid
    self.startTick = startTick
    self.nonce = nonce
  }

  /// Folds all five parts.
  public func fold(into digest: inout Digest) {
    digest.fold(boot, namespace)
    digest.fold(Int64(pid))
    digest.fold(startTick)
    digest.fold(nonce)
  }
}

/// What a process is doing, as the letter in `/proc/PID/stat` says.
public enum ProcessState: UInt8, Hashable, Sendable {
  /// Runs or waits.
  case running
  /// Was stopped by a signal and can be continued.
  case stopped
  /// Has ended; its parent has not asked yet.
  case zombie
}

/// What can be read about a process.
public struct ProcessFacts: Hashable, Sendable, Foldable {
  /// Who it is.
  public var identity: ProcessIdentity
  /// Its parent's pid; 1 when it was orphaned.
  public var parent: Int32
  /// Its process group.
  public var group: Int32
  /// Its session.
  public var session: Int32
  /// The user it runs as.
  public var user: UInt32
  /// What it is doing.
  public var state: ProcessState
  /// The program it runs.
  public var program: Text

  /// Makes the facts.
  public init(
    identity: ProcessIdentity, parent: Int32, group: Int32, session: Int32, user: UInt32,
    state: ProcessState, program: Text
  ) {
    self.identity = identity
    self.parent = parent
    self.group = group
    self.session = session
    self.user = user
    self.state = state
    self.program = program
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    identity.fold(into: &digest)
    digest.fold(UInt32(bitPattern: parent), UInt32(bitPattern: group))
    digest.fold(UInt32(bitPattern: session), user << 8 | UInt32(state.rawValue))
    digest.fold(program)
  }
}

/// The signals that the machines send and get.
public enum Signal: UInt8, Hashable, Sendable {
  /// The terminal was closed.
  case hangUp = 1
  /// Ctrl-C.
  case interrupt = 2
  /// Ends at once; cannot be caught.
  case kill = 9
  /// A bad memory access.
  case segmentationFault = 11
  /// Asks to end.
  case terminate = 15
  /// Goes on after a stop.
  case `continue` = 18
  /// Stops; cannot be caught.
  case stop = 19
}

/// How a process ended.
public enum Ending: Hashable, Sendable, Foldable {
  /// It returned this status.
  case exited(UInt8)
  /// This signal ended it.
  case signalled(Signal)

  /// Folds the way and the number.
  public func fold(into digest: inout Digest) {
    switch self {
    case .exited(let status): digest.fold(1, UInt32(status))
    case .signalled(let signal): digest.fold(2, UInt32(signal.rawValue))
    }
  }
}
