import Operations
import SimulatedWorld
import Simulation

/// The lock of an owner who is dead is to be had, and that of a living one is neither taken nor
/// freed by another.
///
/// It is violated at the event at which somebody is refused a root that nobody else who lived has
/// held or locked since it began and whose lock, if there is one, names nobody who lives; at which a
/// lock is taken from a holder who lives; and at which another frees it.
///
/// Systems: desk.
public struct LockIsRecovered: Property {
  /// What must hold.
  public static let sentence =
    "The lock of an owner who is dead is to be had, and that of a living one is neither taken nor "
    + "freed by another."
  /// What it is called in files and reports.
  public let name = PropertyName.lockIsRecovered
  /// What it has found so far.
  public var finding = Finding()

  private var roots = RootWatch()

  /// Watches nothing yet.
  public init() {}

  /// Folds who holds and who held which root.
  public func foldMemory(into digest: inout Digest, _ account: borrowing Account) -> Bool {
    roots.fold(into: &digest, account)
    return true
  }

  /// Looks at the run after an event.
  public mutating func watch(_ account: borrowing Account, _ world: borrowing World) {
    roots.look(at: account)
    for actor in roots.taken
    where roots.lastHolder(of: actor.trueRoot, otherThan: actor.actor) != nil
      || account.locks.contains(where: { $0.root == actor.trueRoot })
    {
      exercise()
    }
    for lock in account.locks { judge(lock, account, world) }
    for actor in roots.refused { judge(actor, account, world) }
  }

  private mutating func judge(
    _ lock: LockFacts, _ account: borrowing Account, _ world: borrowing World
  ) {
    let (culprit, deed) =
      lock.robber != .none ? (lock.robber, "taken") : (lock.liberator, "freed")
    guard culprit != .none else { return }
    violate(
      account,
      Violation(
        "the lock of \(world.say(lock.root)) was \(deed) by \(account.say(culprit, world)) while "
          + "its holder, pid \(lock.holderPid), lives",
        actors: [culprit, lock.holder].filter { $0 != .none }, subjects: [lock.root],
        pids: [lock.holderPid], state: [lock.line(account, world)]))
  }

  private mutating func judge(
    _ actor: ActorFacts, _ account: borrowing Account, _ world: borrowing World
  ) {
    exercise()
    let root = actor.trueRoot
    let lock = account.locks.first { $0.root == root }
    // Whoever asked while the holder lived may hear of it when that one is dead.
    guard !roots.wasHeld(root, byOtherThan: actor.actor, since: actor.began),
      !roots.wasLocked(root, byOtherThan: actor.actor, since: actor.began),
      lock?.holderLives != true
    else { return }
    // Where nobody ever held it and nothing of a lock is there, another root is in the way.
    let last = roots.lastHolder(of: root, otherThan: actor.actor)
    guard lock != nil || last != nil else { return }
    violate(
      account,
      Violation(
        "\(world.say(actor.name)) was refused \(world.say(root)), and whoever its lock is of does "
          + "not live",
        actors: [actor.actor] + (last.map { [$0] } ?? []), subjects: [root, actor.stance.root],
        pids: lock.map { $0.holderPid == 0 ? [] : [$0.holderPid] } ?? [],
        state: lock.map { [$0.line(account, world)] }
          ?? [.init("last holder", last.map { account.say($0, world) } ?? "nobody")]))
  }
}

extension LockFacts {
  /// A line about the lock for people to read.
  func line(_ account: borrowing Account, _ world: borrowing World) -> Violation.StateLine {
    let state = holderLives ? "lives" : "does not live"
    return .init(
      "lock of \(world.say(root))",
      "of \(account.say(holder, world)), pid \(holderPid), which \(state)")
  }
}
