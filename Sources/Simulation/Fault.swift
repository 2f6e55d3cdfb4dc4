import Operations
import SimulatedWorld

/// Something that goes wrong, as data: at an instant, on a condition, or drawn by the seed.
public enum Fault: Hashable, Sendable {
  /// The actor's process is killed: it loses its memory and nothing else.
  case crash(Text)
  /// The actor's program is started again in a new process.
  case restart(Text)
  /// The actor's process gets SIGSTOP.
  case stop(Text)
  /// The actor's process gets SIGCONT.
  case resume(Text)
  /// The actor's process gets a signal, from outside.
  case signal(Text, Signal)
  /// The actor's process ends by itself with a status.
  case exit(Text, status: UInt8)
  /// The actor's next start takes so much longer.
  case slowStart(Text, by: Interval)
  /// The actor's process is another user's from now on: others may not signal it, nor it others.
  case changeUser(Text, to: UInt32)
  /// The actor's process gets a thread that has this number, if it is free.
  case thread(of: Text, number: Int32)
  /// What the actor's streams from Forge bring comes so much later.
  case lagStreams(Text, by: Interval)
  /// There can be no more processes than there are, or as many as ever.
  case fullProcessTable(Bool)
  /// So many more actors of the same program and argument are started at once.
  case duplicate(Text, count: Int32)
  /// The next operations that match are interfered with.
  case interfere(Rule)
  /// The next process gets this pid, if it is free.
  case forcePid(Int32)
  /// A foreign process appears, with this pid if it is free.
  case foreignProcess(program: Text, pid: Int32, user: UInt32)
  /// The wall clock steps by so many milliseconds, forward or back.
  case stepWallClock(milliseconds: Int64)
  /// The machine sleeps: the wall clock and boot time go on, the monotonic clock and timers do not.
  case sleep(Interval)
  /// Something goes wrong in one part of the world.
  case world(WorldFault)
  /// Every process but the first dies at once, and what was not synced is lost.
  case powerFailure
  /// Nothing by itself: whoever directs the run has something to do at this instant.
  case cue(Int32)
}

/// Which operations a fault strikes, and what it does to them.
public struct Rule: Hashable, Sendable {
  /// Whose operations; empty for anybody's.
  public var actor: Text
  /// Which kind; nil for every kind.
  public var verb: Verb?
  /// How many matching operations go by unharmed first.
  public var skip: Int32
  /// How many are struck before the rule is spent.
  public var count: Int32
  /// How many in a million of those that match are struck.
  public var perMillion: UInt32
  /// What is done to them.
  public var interference: Interference

  /// Makes a rule; unless said otherwise it strikes the next one that matches, surely.
  public init(
    actor: Text = .empty, verb: Verb? = nil, skip: Int32 = 0, count: Int32 = 1,
    perMillion: UInt32 = 1_000_000, _ interference: Interference
  ) {
    self.actor = actor
    self.verb = verb
    self.skip = skip
    self.count = count
    self.perMillion = perMillion
    self.interference = interference
  }
}

/// What a fault does to one operation.
public enum Interference: Hashable, Sendable {
  /// The caller dies before the operation takes effect.
  case crashBeforeEffect
  /// The caller dies after the effect, before it has the answer.
  case crashBeforeAnswer
  /// The caller dies after it has the answer and has asked for what follows.
  case crashAfterAnswer
  /// It does nothing and fails so.
  case fail(Outcome)
  /// It takes effect later.
  case delay(Interval)
  /// It takes effect and is answered later.
  case delayAnswer(Interval)
  /// It never takes effect and is never answered.
  case hang
  /// It takes effect and is never answered.
  case loseAnswer
  /// It takes effect twice; the second answer is the one that arrives.
  case duplicate
  /// The caller is stopped after the answer was on its way, and goes on after the interval.
  case pause(Interval)
}
