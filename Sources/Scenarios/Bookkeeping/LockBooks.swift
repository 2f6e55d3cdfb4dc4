import Historical
import Operations
import Properties
import SimulatedWorld
import Simulation
import Supervision

/// Keeps the account of locks: who claims which root by its one name, and whose each root is by
/// what lies on the disk and in the kernel.
struct LockBooks {
  private let parts: [Part]
  private var claims: [Claim] = []
  private var latches: [Latch] = []
  private var hasBegun = false
  private var processChanges: UInt64 = .max
  private var wasBroken = false

  /// What an actor claims.
  private struct Claim {
    var actor: ActorID
    var spelt: Text
    var root: Text
  }

  /// Books for those of a scenario who claim a root.
  init(_ scenario: Scenario) {
    parts = scenario.actors.map(\.part).filter { $0.kind == .desk || $0.kind == .lock }
  }

  // MARK: - After each event

  /// Brings the locks up to the event that was just taken.
  mutating func note(_ account: inout Account, _ universe: inout Universe<Cast>) {
    guard !parts.isEmpty else { return }
    if !hasBegun { begin(&universe) }
    if wasBroken { forgetBreaches(&account) }
    for place in latches.indices { latches[place].beginEvent() }
    var mayHaveChanged = false
    for place in account.entries.indices {
      let entry = account.entries[place]
      if case .began(let start) = entry.kind { begin(entry.actor, start, account, &universe) }
      mark(entry.actor, &account)
      if entry.mayTouchLocks { mayHaveChanged = true }
      for latch in latches.indices { latches[latch].note(entry, &universe) }
    }
    if universe.world.processes.changeCount != processChanges {
      processChanges = universe.world.processes.changeCount
      mayHaveChanged = true
    }
    guard mayHaveChanged else { return }
    var holders: [ProcessIndex] = []
    for actor in account.actors where actor.lives && actor.stance.holdsRoot {
      holders.append(universe.process(of: actor.actor))
    }
    for place in latches.indices where latches[place].isClaimed {
      latches[place].look(&universe, holders)
    }
    settle(&account, universe)
  }

  /// Looks at what lies there before anybody comes: whom it names then, it means.
  private mutating func begin(_ universe: inout Universe<Cast>) {
    hasBegun = true
    for part in parts {
      let spelt: Text
      switch part {
      case .desk(let part): spelt = universe.text(part.root)
      case .lock(let part): spelt = universe.text(part.root)
      default: continue
      }
      let root = universe.world.truePath(of: spelt) ?? spelt
      for form in Latch.Form.allCases {
        let latch = Latch(form, root: root, spelt: spelt, &universe)
        if !latches.contains(where: { $0.path == latch.path }) { latches.append(latch) }
      }
    }
    for place in latches.indices { latches[place].look(&universe, []) }
  }

  private mutating func begin(
    _ actor: ActorID, _ start: Start, _ account: Account, _ universe: inout Universe<Cast>
  ) {
    guard let role = account.facts(of: actor)?.stance.role, role == .desk || role == .contender
    else { return }
    let spelt = start.argument
    let root = universe.world.truePath(of: spelt) ?? spelt
    claims.removeAll { $0.actor == actor }
    claims.append(Claim(actor: actor, spelt: spelt, root: root))
    guard let form = Latch.Form(universe.machine(of: actor)) else { return }
    let latch = Latch(form, root: root, spelt: spelt, &universe)
    let place = latches.firstIndex { $0.path == latch.path } ?? latches.endIndex
    if place == latches.endIndex { latches.append(latch) }
    latches[place].isClaimed = true
  }

  /// Writes down which root an actor claims.
  private func mark(_ actor: ActorID, _ account: inout Account) {
    guard let claim = claims.first(where: { $0.actor == actor }) else { return }
    account.actors[Int(actor.rawValue)].canonicalRoot = claim.root
    account.actors[Int(actor.rawValue)].stance.root = claim.spelt
  }

  private mutating func forgetBreaches(_ account: inout Account) {
    wasBroken = false
    for place in account.locks.indices {
      account.locks[place].robber = .none
      account.locks[place].liberator = .none
    }
  }

  /// Puts what the latches of each root say into the account.
  private mutating func settle(_ account: inout Account, _ universe: borrowing Universe<Cast>) {
    for latch in latches where latch.isThere && latch.isClaimed {
      var facts = LockFacts(root: latch.root)
      facts.isHeld = latch.isHeld
      facts.holderPid = latch.pid
      facts.holderLives = universe.world.processes.lives(latch.holder)
      facts.holder = actor(in: latch.holder, account, universe)
      if let breach = latch.breach {
        wasBroken = true
        let culprit = actor(in: breach.by, account, universe)
        facts.robber = breach.isTheft ? culprit : .none
        facts.liberator = breach.isTheft ? .none : culprit
        facts.holder = actor(in: breach.of, account, universe)
        facts.holderPid = universe.world.processes[breach.of]?.identity.pid ?? 0
        facts.holderLives = true
      }
      guard let place = account.locks.firstIndex(where: { $0.root == latch.root }) else {
        account.locks.append(facts)
        continue
      }
      // Where several kinds of lock are on one root, one that is held says more.
      let isOther = latches.contains {
        $0.root == latch.root && $0.path != latch.path && $0.isHeld && $0.isClaimed
      }
      if facts.isHeld || latch.breach != nil || !isOther { account.locks[place] = facts }
    }
  }

  /// Folds what is known of locks and cannot be seen in the world.
  func fold(into digest: inout Digest) {
    for latch in latches { latch.fold(into: &digest) }
  }

  private func actor(
    in process: ProcessIndex, _ account: Account, _ universe: borrowing Universe<Cast>
  ) -> ActorID {
    account.actors.last { universe.process(of: $0.actor) == process }?.actor ?? .none
  }
}

extension TraceEntry {
  /// Whether a lock can be another's than before.
  fileprivate var mayTouchLocks: Bool {
    switch kind {
    case .performed(.file(let operation), _):
      switch operation {
      case .read, .list, .stat, .canonicalise, .sync: false
      default: true
      }
    case .world(.file), .fault, .began, .ended: true
    // Whoever has an answer may believe something else than before.
    case .answered(_, .file): true
    default: false
    }
  }
}
