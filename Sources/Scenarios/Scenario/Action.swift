import Lifecycle
import Operations
import SimulatedWorld
import Simulation

/// What happens in a scenario, by names that are resolved when it happens.
public enum Action: Hashable, Sendable {
  // To actors and their processes

  /// An actor's process is killed: it loses its memory and nothing else.
  case crash(String)
  /// An actor's program is started again.
  case restart(String)
  /// An actor's process is stopped for a while, or until it is continued.
  case stop(String, for: Interval?)
  /// An actor's process goes on.
  case resume(String)
  /// An actor's process gets a signal from outside.
  case signal(String, Signal)
  /// An actor's next start takes so much longer.
  case slowStart(String, by: Interval)
  /// An actor's process is another user's from now on.
  case changeUser(String, to: UInt32)
  /// So many more actors of the same program and argument are started at once.
  case duplicate(String, count: Int32)
  /// The process of something ends: an agent, a runner, a worker.
  case end(Target, Ending)
  /// The process of something is stopped for a while, or for good.
  case suspend(Target, for: Interval?)
  /// A stranger gets the pid that something dead had.
  case reusePid(of: Target, program: String)
  /// The next process gets this pid.
  case forcePid(Int32)
  /// A stranger appears.
  case foreignProcess(program: String, pid: Int32?, user: UInt32)
  /// There can be no more processes for a while, or until there can.
  case fullProcessTable(Bool)

  // To tmux

  /// The process in a pane ends.
  case paneDies(Target, Ending)
  /// Somebody kills a session: of a run, of a desk, or by its name.
  case sessionKilled(Target)
  /// The server is killed.
  case serverKilled
  /// The server is killed and another runs sessions of the same names.
  case serverRestarted(program: String)
  /// The server is stopped for a while, or until it goes on.
  case serverStopped(for: Interval?)
  /// The server goes on.
  case serverContinued
  /// So many calls fail before they reach the server.
  case callsFail(Int32)
  /// Every client of a session leaves.
  case clientsDetached(Target)
  /// Somebody's settings end sessions that nobody is attached to.
  case destroyUnattached(Bool)
  /// Somebody's settings keep dead panes.
  case remainOnExit(String)
  /// Somebody else has a session of that name.
  case nameTaken(String, program: String)
  /// Somebody else has a session whose name begins with that of a run's or desk's session.
  case prefixTwin(Target, program: String)
  /// Dead panes have no status for so long.
  case statusesLate(Interval)
  /// The socket file is deleted.
  case socketDeleted

  // To files

  /// The disk is full after so many more bytes; nil: there is room again.
  case diskFull(after: Int64?)
  /// The disk can only be read, or can be written again.
  case readOnly(Bool)
  /// Operations on a path fail so: the next one, or all until it is healed.
  case fileFails(String, Errno, always: Bool)
  /// A path is as it should be again.
  case fileHeals(String)
  /// The next write to a path stops short and says so.
  case shortWrite(String, keep: Int32)
  /// The next write to a path is torn.
  case tornWrite(String, keep: Int32)
  /// A path can be neither read nor written by those who are not root.
  case deny(String)
  /// A file with that content is there.
  case fileAppears(String, content: String)
  /// A folder is there.
  case folderAppears(String)
  /// What is there is gone.
  case vanishes(String)
  /// An agent or a person leaves a file in a session's worktree and commits it nowhere.
  case work(run: String, file: String)
  /// The worktree of a session is gone from the disk.
  case worktreeVanishes(run: String)

  // To git, the store, Forge and pull requests

  /// The next `worktree add` is killed at a stage.
  case addKilled(AddStage)
  /// The next removal of a worktree is refused.
  case removalRefused
  /// A branch of that name is there already.
  case branchExists(String)
  /// `worktree add` takes so long.
  case addSlow(Interval)
  /// Another writes to the store for so long.
  case storeBusy(Interval)
  /// Every operation of the store takes so much longer.
  case storeSlow(Interval)
  /// The store is in trouble for a while, or until it is well.
  case storeTrouble(SessionStore.Trouble?, for: Interval?)
  /// A record holds something else: damaged, half written, of another time.
  case recordBecomes(run: String, content: String)
  /// The next request of a kind to Forge goes wrong.
  case forgeRequest(Verb, ForgeFault)
  /// The backend crashes, with its executors or without.
  case forgeCrash(killingExecutors: Bool)
  /// The backend starts again.
  case forgeStart
  /// Its next executor cannot be spawned.
  case forgeSpawnFails
  /// Its next worktree cannot be made.
  case forgeWorktreeFails
  /// A file changes in the worktree that a run has in Forge.
  case forgeChange(run: String, file: String)
  /// Every stream is cut.
  case streamsCut
  /// What streams bring to an actor comes so much later.
  case streamsLag(String, by: Interval)
  /// So many fetches of pull requests fail.
  case fetchesFail(Int32)
  /// The host of pull requests cannot be reached, or can again.
  case hostUnreachable(Bool)
  /// The facts of pull requests are so old.
  case factsStale(Interval)
  /// The pull request of a run's branch becomes so.
  case pullRequest(run: String, PullRequestFacts)
  /// The checks of a run's branch flip.
  case flapping(run: String, every: Interval)

  // To the machine

  /// The wall clock steps, forward or back.
  case stepClock(Interval)
  /// The machine sleeps.
  case sleep(Interval)
  /// Every process but the first dies at once, and what was not synced is lost.
  case powerFailure
  /// The next operations that match are interfered with.
  case interfere(Interfering)

  /// Which operations are interfered with, and how.
  public struct Interfering: Hashable, Sendable {
    /// Whose; empty for anybody's.
    public var actor = ""
    /// Which.
    public var calls = Happening.Calls.any
    /// How many matching ones go by unharmed first.
    public var skip: Int32 = 0
    /// How many are struck.
    public var count: Int32 = 1
    /// How many in a hundred are struck.
    public var percent = 100
    /// What is done to them.
    public var how = How.hang

    /// The next operation of anybody hangs.
    public init() {}

    /// What is done to an operation.
    public enum How: Hashable, Sendable {
      case crashBeforeEffect, crashBeforeAnswer, crashAfterAnswer
      case hang, loseAnswer, twice
      case delay(Interval)
      case delayAnswer(Interval)
      case pause(Interval)
      /// It fails as its kind of operation does in such trouble.
      case fail(Failure)
    }

    /// The ways in which operations fail, each as its kind of operation does.
    public enum Failure: UInt8, Word {
      case unavailable, notFound, denied, full, busy, broken

      /// The word for it in files.
      public var word: StaticString {
        switch self {
        case .unavailable: "unavailable"
        case .notFound: "not-found"
        case .denied: "denied"
        case .full: "full"
        case .busy: "busy"
        case .broken: "broken"
        }
      }
    }
  }
}

/// Something that runs for somebody: `desk.worker`, `fix-1.agent`, `fix-1`.
public struct Target: Hashable, Sendable {
  /// A run, an actor, or the name of a tmux session.
  public var owner: String
  /// Which part of it.
  public var part: Part

  /// Names a part of something.
  public init(_ owner: String, _ part: Part = .whole) {
    self.owner = owner
    self.part = part
  }

  /// The parts of a session or a desk.
  public enum Part: UInt8, Word {
    case whole, agent, runner, child, leader, worker, verifier

    /// The word for it in files.
    public var word: StaticString {
      switch self {
      case .whole: "session"
      case .agent: "agent"
      case .runner: "runner"
      case .child: "child"
      case .leader: "leader"
      case .worker: "worker"
      case .verifier: "verifier"
      }
    }
  }
}
