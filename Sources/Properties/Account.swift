import Operations
import SimulatedWorld
import Simulation

/// What is so at a moment of a run, in the same words for every system under test.
///
/// It is kept from outside, event by event, out of the world and not out of what programs believe;
/// what they believe and say stands beside it in `actors`. Properties read it after each event.
///
/// What has to be kept for which property; what belongs to one event is forgotten by `beginEvent`,
/// all else lasts:
///
/// | property | reads |
/// |---|---|
/// | one-session-per-run | `changes`, `sessions`, `agents`, `begunAgents`, `runs`, answers of launchers |
/// | no-false-timeout | `agents`, `begunAgents`, role, run, answer and `began` of launchers |
/// | creation-within | `runs` with `requested` and `created`, `lastFault`, answers of launchers |
/// | identity-is-one | `changes`, `sessions`, `answeredID` of launchers and restorers |
/// | no-lost-update | `changes` with their writers, roles; the world's store |
/// | failed-probe-is-not-death | `changes`, `agents`; `agent` or `agentPid` of records; `entries` |
/// | one-authority-for-death | `changes` with their writers, roles, `entries` |
/// | terminal-stays-terminal | `changes`, `restoreCount` of runs, restorers, `entries` |
/// | status-is-derived | `changes` with `storedStatus`, `shown` |
/// | reactions-are-current | `dispatches`, `openEffects` of records, supervisors |
/// | no-flapping | `dispatches` to persons with `unchangedSince`, `notices` |
/// | work-is-kept | `works`, `entries`, `changes` |
/// | isolated-worktrees | `changes`, `sessions`, `worktree` of agents |
/// | resume-keeps-context | `changes` with `conversation` and `isPlaceGone`, `worktree` of agents |
/// | stop-is-confirmed | `changes` with `hasIntent`, `agents` with `endedBy`, answers of killers |
/// | streams-are-complete | `streams` |
/// | migration-is-lossless | `migration` |
/// | retention-is-readable | `judgements` |
/// | close-is-safe | `closes`, `closeReports` |
/// | death-is-noticed | `desks`: `died`, `checkBegan`, `blocked`, `lives`, `wasStalled` |
/// | background-survives | `desks`: `isBackground`, `clientsLeft`, `wrapperLeft`, `loss` |
/// | names-are-settled | `desks`: names, `collisionCount`, `wasEndedByName` |
/// | one-runner-per-root | root, `canonicalRoot`, `holdsRoot` and `wasRefused` of actors |
/// | lock-is-recovered | the same, and `locks` |
/// | never-the-wrong-target | `strangers`, `entries`, `endedAgents` with `endedBy`, `strikes` |
/// | no-orphans | `agents`, `sessions`, `desks`, `locks`, `repository`, `ownedNames`, `ownedNonces` |
/// | restarts-are-bounded | `agents`, `begunAgents` |
/// | converges | `sessions`, `agents`, `lastFault`, supervisors, answers of commands |
/// | deterministic | nothing: whoever runs a scenario twice compares |
public struct Account: Sendable {
  /// The time of the event.
  public var now = Instant.start
  /// The number of the event.
  public var event: Int64 = 0
  /// What happened in the event.
  public var entries: [TraceEntry] = []
  /// Everybody who takes part, by number.
  public var actors: [ActorFacts] = []
  /// The runs that somebody has asked for, in the order of the first request.
  public var runs: [RunFacts] = []
  /// The records of sessions as they are stored, in the order of their keys.
  public var sessions: [SessionFacts] = []
  /// What became of records in this event.
  public var changes: [SessionChange] = []
  /// Every agent that ever was, in the order of their beginnings.
  public var agents: [AgentFacts] = []
  /// Places, in `agents`, of those that began in this event.
  public var begunAgents: [Int] = []
  /// Places, in `agents`, of those that ended in this event.
  public var endedAgents: [Int] = []
  /// Processes, sessions and files that belong to nobody under test, and must be left alone.
  public var strangers: [StrangerFacts] = []
  /// Work that is nowhere but where it lies, and must not be lost.
  public var works: [WorkFacts] = []
  /// When something last went wrong on purpose.
  public var lastFault: Instant?
  /// How many faults have struck.
  public var faultCount = 0
  /// What people were told in this event.
  public var notices: [Notice] = []
  /// Reactions that were handed over in this event.
  public var dispatches: [DispatchFacts] = []
  /// What readers were shown of sessions in this event.
  public var shown: [StatusFacts] = []
  /// Every stream that somebody has read, in the order of their beginnings.
  public var streams: [StreamFacts] = []
  /// How the migration of an old store stands, once one has begun.
  public var migration: MigrationFacts?
  /// What somebody was told in this event of sessions that may be closed.
  public var judgements: [JudgementFacts] = []
  /// tmux sessions that came to their end in this event because somebody closed them.
  public var closes: [CloseFacts] = []
  /// Sessions of which it was said in this event that they are closed.
  public var closeReports: [CloseReportFacts] = []
  /// Every desk that has begun, in the order of their runners' beginnings.
  public var desks: [DeskFacts] = []
  /// Every root that is or was locked.
  public var locks: [LockFacts] = []
  /// What in this event was struck although something else was meant.
  public var strikes: [StrikeFacts] = []
  /// The repository that sessions have their worktrees in; empty when there is none.
  public var repository = Text.empty
  /// Names of tmux sessions, branches and paths of worktrees that no session has to own.
  public var ownedNames: [Text] = []
  /// Marks of processes that no session has to own.
  public var ownedNonces: [UInt64] = []
  /// What of it is other than after the event before.
  public var news = News.everything
  /// Whether nothing more will happen: the run is over.
  public var isQuiet = false

  /// An account of nothing.
  public init() {}

  /// Forgets what belongs to the event before, and keeps what lasts.
  public mutating func beginEvent() {
    // Most of them are empty, and to see that costs less than to empty them.
    if !changes.isEmpty { changes.removeAll(keepingCapacity: true) }
    if !begunAgents.isEmpty { begunAgents.removeAll(keepingCapacity: true) }
    if !endedAgents.isEmpty { endedAgents.removeAll(keepingCapacity: true) }
    if !notices.isEmpty { notices.removeAll(keepingCapacity: true) }
    if !dispatches.isEmpty { dispatches.removeAll(keepingCapacity: true) }
    if !shown.isEmpty { shown.removeAll(keepingCapacity: true) }
    if !judgements.isEmpty { judgements.removeAll(keepingCapacity: true) }
    if !closes.isEmpty { closes.removeAll(keepingCapacity: true) }
    if !closeReports.isEmpty { closeReports.removeAll(keepingCapacity: true) }
    if !strikes.isEmpty { strikes.removeAll(keepingCapacity: true) }
  }

  /// The record of a session by the name that somebody used for it: its id or its key.
  public func session(_ id: Text) -> SessionFacts? {
    sessions.first { $0.id == id || $0.key == id }
  }

  /// The agents of a run that live.
  public func livingAgents(of run: Text) -> [AgentFacts] {
    agents.filter { $0.run == run && $0.lives }
  }

  /// Whether a record's agent really lives: the very process that it names, or, where it keeps no
  /// more than a number, one of its run that has it.
  public func hasLivingAgent(_ session: SessionFacts) -> Bool {
    livingAgent(of: session) != nil
  }

  /// The agent of a record, if it really lives.
  public func livingAgent(of session: SessionFacts) -> AgentFacts? {
    agents.first { agent in
      guard agent.lives else { return false }
      if let identity = session.agent { return agent.identity == identity }
      guard agent.run == session.run, !agent.run.isEmpty else { return false }
      return session.agentPid.map { agent.identity.pid == $0 } ?? true
    }
  }

  /// What an actor is, if it takes part.
  public func facts(of actor: ActorID) -> ActorFacts? {
    actors.indices.contains(Int(actor.rawValue)) ? actors[Int(actor.rawValue)] : nil
  }
}
