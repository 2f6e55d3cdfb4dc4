import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation

/// Counts which situations a run comes into.
///
/// It looks at what changes and forgets the rest: an event without entries of interest costs it one
/// pass over them.
public struct SituationWatch: Lookout {
  /// How often each was come into, by their numbers.
  public private(set) var counts = [Int64](repeating: 0, count: Situation.allCases.count)

  /// The last operation that took effect, of those that touch something.
  public private(set) var lastCall: Verb?

  /// Calls that were given up, and may be answered yet.
  private var givenUp: [Call] = []
  /// The pids of everybody who has begun.
  private var numbers: [ProcessIdentity] = []
  private var server: ProcessIndex?
  private var isBackendDown = false
  private var doubled: [Situation] = []
  /// Who holds a root, or has died over it.
  private var holders: [Holder] = []

  private struct Holder {
    var actor: ActorID
    var root: Text
    var isDead = false
  }

  private struct Call: Hashable {
    var actor: ActorID
    var tag: Tag
  }

  /// How many calls are remembered at most.
  private static let callsMax = 256

  /// Nothing yet.
  public init() {}

  /// Looks at what is so after an event.
  public mutating func look(_ account: borrowing Account, _ world: borrowing World) {
    var isActorsEvent = false
    for entry in account.entries {
      see(entry, account, world)
      switch entry.kind {
      case .began, .ended, .fault: isActorsEvent = true
      default: break
      }
    }
    if !account.locks.isEmpty { seeHolders(account) }
    for change in account.changes { see(change, account) }
    seeAgents(account)
    if isActorsEvent { seeCrowds(account) }
    seeReactions(account)
    seeRetention(account)
    seeDesks(account)
  }

  private mutating func note(_ situation: Situation) {
    counts[Int(situation.rawValue)] += 1
  }

  /// Notes what lasts, the first time that it is so in a run.
  private mutating func noteOnce(_ situation: Situation) {
    guard !doubled.contains(situation) else { return }
    doubled.append(situation)
    note(situation)
  }

  // MARK: - Entries

  private mutating func see(
    _ entry: TraceEntry, _ account: borrowing Account, _ world: borrowing World
  ) {
    switch entry.kind {
    case .performed(let operation, let outcome):
      lastCall = operation.verb
      if let outcome { see(operation, outcome, account, world) }
    case .lost: note(.callerDiedAtWork)
    case .unheard: note(.answerForTheDead)
    case .answered(let tag, let outcome): seeAnswer(Call(actor: entry.actor, tag: tag), outcome)
    case .began(let start): seeBegin(start, entry.actor, account)
    case .fault(let fault): seeFault(fault, account)
    case .interference(.duplicate, _): note(.doneTwice)
    case .interference(let interference, let verb): seeInterference(interference, verb, account)
    default: break
    }
  }

  private mutating func seeAnswer(_ call: Call, _ outcome: Outcome) {
    switch outcome {
    case .limitPassed:
      note(.callGivenUp)
      if givenUp.count < Self.callsMax { givenUp.append(call) }
    case .forge(.cut): note(.streamCut)
    case .forge(.failed(.status(409))): note(.turnedAway)
    case .forge(.failed(.connectionReset)): note(.effectWithoutAnswer)
    default:
      guard let place = givenUp.firstIndex(of: call) else { return }
      givenUp.remove(at: place)
      note(.answerLate)
    }
  }

  private mutating func see(
    _ operation: Operation, _ outcome: Outcome, _ account: borrowing Account,
    _ world: borrowing World
  ) {
    switch outcome {
    case .store(.conflict): note(.recordNewer)
    case .store(.failed): note(.storeRefused)
    case .tmux(.failed(let failure)):
      switch failure.reason {
      case .duplicateSession: note(.nameTaken)
      case .noServer, .noSocket, .serverExited: note(.serverGone)
      default: break
      }
      seeFailedProbe(operation, account)
    case .process(.failed): seeFailedProbe(operation, account)
    case .git(.failed(let failure)):
      switch failure.reason {
      case .branchExists, .branchInUse, .pathExists, .registeredButMissing: note(.treeInTheWay)
      case .killed: note(.addCutShort)
      case .hasChanges, .isLocked: note(.removalRefused)
      default: break
      }
    case .send(.nobody), .send(.full): note(.messageUnheard)
    default: break
    }
    if case .tmux(_, let socket) = operation, let now = world.tmux.serverProcess(at: socket) {
      if let server, server != now { note(.serverAnother) }
      server = now
    }
  }

  private mutating func seeFailedProbe(_ operation: Operation, _ account: borrowing Account) {
    switch operation.verb {
    case .tmuxListAllPanes, .tmuxHasSession, .tmuxListPanes, .processProbe, .processInspect,
      .processIdentify, .processFind:
      if account.agents.contains(where: \.lives) { note(.probeFailed) }
    default: break
    }
  }

  private mutating func seeInterference(
    _ interference: Interference, _ verb: Verb, _ account: borrowing Account
  ) {
    guard case .fail = interference, account.agents.contains(where: \.lives) else { return }
    switch verb {
    case .tmuxListAllPanes, .processInspect, .processFind, .processIdentify: note(.probeFailed)
    default: break
    }
  }

  private mutating func seeFault(_ fault: Fault, _ account: borrowing Account) {
    switch fault {
    case .world(.forge(.crash)): isBackendDown = true
    case .powerFailure: isBackendDown = true
    case .world(.forge(.start)):
      if isBackendDown { note(.backendBack) }
      isBackendDown = false
    case .foreignProcess(_, let pid, _):
      if numbers.contains(where: { $0.pid == pid }) { note(.pidTakenAgain) }
      note(.strangerNear)
    case .world(.tmux(.nameTaken)), .world(.tmux(.prefixTwin)): note(.strangerNear)
    default: break
    }
    if isBackendDown, account.agents.contains(where: \.lives) { noteOnce(.agentOutlivesBackend) }
  }

  private mutating func seeBegin(
    _ start: Start, _ actor: ActorID, _ account: borrowing Account
  ) {
    let identity = start.identity
    if numbers.contains(where: { $0.pid == identity.pid && $0 != identity }) {
      note(.pidTakenAgain)
    }
    numbers.append(identity)
    guard let facts = account.facts(of: actor) else { return }
    switch facts.stance.role {
    case .supervisor: if start.isRestart { note(.supervisorBack) }
    case .migration:
      guard let migration = account.migration else { return }
      if migration.finishedCount > 0 {
        note(.migrationAgain)
      } else if migration.by != .none || account.actors.contains(where: Self.hasMoved) {
        note(.migrationResumed)
      }
    case .desk, .contender:
      let root = facts.trueRoot
      if holders.contains(where: { $0.isDead && $0.root == root }) { note(.staleLock) }
    default: break
    }
  }

  private static func hasMoved(_ actor: ActorFacts) -> Bool {
    actor.stance.role == .migration && !actor.lives && actor.began > .start
  }

  // MARK: - Records and agents

  private mutating func see(_ change: SessionChange, _ account: borrowing Account) {
    guard let after = change.after else { return }
    let before = change.before
    let writer = account.facts(of: change.writer)?.stance.role
    if before?.life != after.life {
      switch (before?.life, after.life) {
      case (_, .doubtful): note(.doubtArose)
      case (.doubtful, .running): note(.doubtCleared)
      case (_, .ended(.inferred)): note(.deathInferred)
      case (_, .ended(.failed)): note(.launchFailed)
      default: break
      }
      if case .starting? = before?.life, case .running = after.life {
        let launchers = account.actors.filter {
          $0.stance.role == .launcher && $0.stance.run == after.run
        }
        if !launchers.isEmpty, launchers.allSatisfy({ !$0.lives }) {
          note(.acknowledgedForTheDead)
        }
      }
    }
    if change.revives { note(.sessionRestored) }
    if after.isWorkKept, before?.isWorkKept != true { note(.workKept) }
    if before?.hasIntent == true, !after.hasIntent, writer == .supervisor || writer == .recoverer {
      note(.intentOfAnother)
    }
  }

  private mutating func seeAgents(_ account: borrowing Account) {
    for place in account.endedAgents {
      let ender = account.facts(of: account.agents[place].endedBy)
      if ender.map({ $0.stance.role == .agent }) ?? true { note(.agentEndedItself) }
    }
    for place in account.begunAgents {
      let agent = account.agents[place]
      let isSecond = account.agents[..<place].contains {
        !$0.lives && $0.program == agent.program && $0.worktree == agent.worktree
      }
      if isSecond, !account.desks.isEmpty { note(.workerReplaced) }
    }
  }

  /// What several do at the same time.
  private mutating func seeCrowds(_ account: borrowing Account) {
    var supervisors = 0
    var keepers = 0
    for actor in account.actors where actor.lives {
      switch actor.stance.role {
      case .supervisor: supervisors += 1
      case .retention: keepers += 1
      case .launcher, .restorer:
        guard actor.stance.answer == nil else { continue }
        for other in account.actors where other.lives && other.actor != actor.actor {
          let isSame =
            !actor.stance.run.isEmpty && actor.stance.run == other.stance.run
            || !actor.stance.session.isEmpty && actor.stance.session == other.stance.session
          guard isSame, other.stance.answer == nil else { continue }
          if other.stance.role == actor.stance.role { note(.callsAtOnce) }
          if actor.stance.role == .restorer, other.stance.role == .killer {
            note(.restoredWhileKilled)
          }
        }
      default: break
      }
    }
    if supervisors > 1 { noteOnce(.twoSupervisors) }
    if keepers > 1 { noteOnce(.closedBesideOther) }
    for actor in account.actors {
      switch actor.stance.answer {
      case .existing: noteOnce(.keyTaken)
      case .unconfirmed: noteOnce(.unconfirmed)
      default: break
      }
      if actor.stance.wasRefused { noteOnce(.rootRefused) }
    }
  }

  /// Who holds which root, and what became of those who did.
  private mutating func seeHolders(_ account: borrowing Account) {
    for actor in account.actors
    where actor.stance.role == .desk || actor.stance.role == .contender {
      let place = holders.firstIndex { $0.actor == actor.actor }
      if actor.lives, actor.stance.holdsRoot, place == nil {
        let root = actor.trueRoot
        if holders.contains(where: { $0.isDead && $0.root == root }) { note(.lockAfterDeath) }
        holders.removeAll { $0.isDead && $0.root == root }
        holders.append(Holder(actor: actor.actor, root: root))
      } else if let place, !actor.lives {
        holders[place].isDead = true
      } else if let place, !actor.stance.holdsRoot {
        holders.remove(at: place)
      }
    }
  }

  // MARK: - What follows

  private mutating func seeReactions(_ account: borrowing Account) {
    for dispatch in account.dispatches {
      if dispatch.overtaken != nil { note(.reactionOvertaken) }
      if dispatch.number != 0, dispatch.attempt > 1 { note(.reactionRepeated) }
    }
  }

  private mutating func seeRetention(_ account: borrowing Account) {
    for _ in account.closes { note(.closed) }
    for judgement in account.judgements where judgement.isHidden { note(.judgedBlind) }
  }

  private mutating func seeDesks(_ account: borrowing Account) {
    for desk in account.desks {
      if desk.blocked?.time == account.now, desk.died != nil { noteOnce(.deskDeathSeen) }
      if desk.loss == .killed || desk.loss == .clientsLeft { noteOnce(.deskSessionLost) }
      if desk.collisionCount > 0 { noteOnce(.deskNameTaken) }
    }
  }
}
