/// What a machine asks of the world.
///
/// It is plain data; its `Outcome` comes back as an input.
public enum Operation: Hashable, Sendable {
  /// Processes and signals.
  case process(ProcessOperation)
  /// A client of tmux that talks to the server behind a socket.
  case tmux(TmuxCommand, socket: Text)
  /// Files, directories and locks.
  case file(FileOperation)
  /// git.
  case git(GitCommand)
  /// The session store.
  case store(StoreOperation)
  /// A Forge backend.
  case forge(ForgeRequest)
  /// The host of pull requests.
  case pullRequest(PullRequestOperation)
  /// Tells somebody something.
  case send(Message, to: Recipient)
  /// Comes back when the interval has passed.
  case timer(Interval)
  /// Calls off the timers of a tag; theirs never come back.
  case cancelTimer(Tag)
  /// Reads a clock.
  case readClock(ClockName)
  /// 64 random bits, for nonces and jitter.
  case drawNumber
}

/// The answer of the world to one operation.
public enum Outcome: Hashable, Sendable {
  /// Of a process operation.
  case process(ProcessOutcome)
  /// Of a tmux client.
  case tmux(TmuxOutcome)
  /// Of a file operation.
  case file(FileOutcome)
  /// Of git.
  case git(GitOutcome)
  /// Of the store.
  case store(StoreOutcome)
  /// Of Forge.
  case forge(ForgeOutcome)
  /// Of the host of pull requests.
  case pullRequest(PullRequestOutcome)
  /// Of a message.
  case send(MessageOutcome)
  /// The interval has passed.
  case fired
  /// So many timers were called off.
  case cancelled(Int32)
  /// The monotonic or boot-time clock's reading.
  case instant(Instant)
  /// The wall clock's reading.
  case wallTime(WallTime)
  /// The random bits.
  case number(UInt64)
  /// The limit of the call has passed without an answer: it may yet take effect, or has already.
  case limitPassed
}

/// Which of a machine's questions an outcome answers; the machine chooses it.
public struct Tag: RawRepresentable, Hashable, Sendable {
  /// The machine's own number.
  public var rawValue: UInt32

  /// Makes a tag of the machine's own number.
  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }
}
