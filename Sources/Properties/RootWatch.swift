import Operations
import Simulation

/// Remembers who has held which root and until when, and tells who takes or is refused one.
struct RootWatch: Sendable {
  /// Those who have come to hold a root since the last look.
  private(set) var taken: [ActorFacts] = []
  /// Those who have been refused one.
  private(set) var refused: [ActorFacts] = []
  private var seen: [Seen] = []
  private var holds: [Hold] = []
  /// When the lock of a root last kept others out for somebody who lived.
  private var locked: [(root: Text, holder: ActorID, until: Instant)] = []

  /// What was seen of an actor.
  private struct Seen {
    var began = Instant.start
    var holdsRoot = false
    var wasRefused = false
  }

  /// Somebody who holds or has held a root.
  private struct Hold {
    var root: Text
    var holder: ActorID
    /// When it was last seen to.
    var until: Instant
    var isOver: Bool
  }

  /// Looks at everybody after an event.
  mutating func look(at account: borrowing Account) {
    taken.removeAll(keepingCapacity: true)
    refused.removeAll(keepingCapacity: true)
    for place in account.actors.indices {
      if place == seen.count { seen.append(Seen()) }
      look(at: account.actors[place], place, account.now)
    }
    for lock in account.locks where lock.isHeld && lock.holderLives {
      let place = locked.firstIndex { $0.root == lock.root && $0.holder == lock.holder }
      if let place {
        locked[place].until = account.now
      } else {
        locked.append((lock.root, lock.holder, account.now))
      }
    }
  }

  /// Whether the lock of a root has kept others out since an instant, for somebody else who lived.
  func wasLocked(_ root: Text, byOtherThan actor: ActorID, since instant: Instant) -> Bool {
    locked.contains { $0.root == root && $0.holder != actor && $0.until >= instant }
  }

  private mutating func look(at actor: ActorFacts, _ place: Int, _ now: Instant) {
    if seen[place].began != actor.began { seen[place] = Seen(began: actor.began) }
    let holdsRoot = actor.lives && actor.stance.holdsRoot && !actor.trueRoot.isEmpty
    for hold in holds.indices where holds[hold].holder == actor.actor && !holds[hold].isOver {
      holds[hold].until = now
      holds[hold].isOver = !holdsRoot || holds[hold].root != actor.trueRoot
    }
    if holdsRoot, !seen[place].holdsRoot {
      taken.append(actor)
      holds.append(Hold(root: actor.trueRoot, holder: actor.actor, until: now, isOver: false))
    }
    if actor.stance.wasRefused, !seen[place].wasRefused, !actor.trueRoot.isEmpty {
      refused.append(actor)
    }
    seen[place].holdsRoot = holdsRoot
    seen[place].wasRefused = actor.stance.wasRefused
  }

  /// Whether somebody else has held a root at some time since an instant.
  func wasHeld(_ root: Text, byOtherThan actor: ActorID, since instant: Instant) -> Bool {
    holds.contains { $0.root == root && $0.holder != actor && (!$0.isOver || $0.until >= instant) }
  }

  /// Who held a root last, of those who do not any more.
  func lastHolder(of root: Text, otherThan actor: ActorID) -> ActorID? {
    holds.last { $0.root == root && $0.holder != actor && $0.isOver }?.holder
  }

  /// Folds all that questions can still depend on.
  ///
  /// That is who holds what, and for each actor whether its root was held or locked by another
  /// before, and since it began. Who that was, and how often, is asked for words alone.
  func fold(into digest: inout Digest, _ account: borrowing Account) {
    for place in seen.indices {
      digest.fold(seen[place].began == account.actors[place].began ? 1 : 0)
      digest.fold(seen[place].holdsRoot ? 1 : 0, seen[place].wasRefused ? 1 : 0)
    }
    for actor in account.actors {
      let root = actor.trueRoot
      let wasHeld = wasHeld(root, byOtherThan: actor.actor, since: actor.began)
      let wasLocked = wasLocked(root, byOtherThan: actor.actor, since: actor.began)
      let hasBeenHeld = lastHolder(of: root, otherThan: actor.actor) != nil
      digest.fold((wasHeld ? 1 : 0) | (wasLocked ? 2 : 0), hasBeenHeld ? 1 : 0)
    }
  }
}
