import Operations
import Search

/// The atomic lock race that Loom and Shuttle are shown: a lock word that a dead owner left behind.
///
/// Each actor has two tries. A try is an exchange of "free" for itself, which answers with the owner
/// if there is one. If the owner is the dead one, it is cleared: by a store in the flawed form, by
/// an exchange in the sound one. Whoever has the lock enters, leaves, and stores "free".
///
/// Every operation on shared memory is one step, and a step is named by its actor.
package struct AtomicLock: Model {
  /// Where an actor is; it counts up from here for each.
  enum Place {
    static let trying: UInt8 = 0
    static let clearing: UInt8 = 1
    static let entering: UInt8 = 2
    static let inside: UInt8 = 3
    static let freeing: UInt8 = 4
    static let done: UInt8 = 5
  }

  /// Nobody has it.
  private static let free: UInt8 = 0
  /// Somebody has it who is no more.
  private static let dead: UInt8 = 99

  private let isSound: Bool
  private let count: UInt8
  private var owner = AtomicLock.dead
  private var insideCount: UInt8 = 0
  /// By actor: its place, and in the upper half the tries that are left.
  private var actors = SIMD8<UInt8>()

  package init(actorCount: Int, isSound: Bool, tries: Int = 2) {
    precondition(
      (1...8).contains(actorCount) && (1...15).contains(tries), "\(actorCount), \(tries)")
    self.isSound = isSound
    count = UInt8(actorCount)
    for actor in 0..<actorCount { actors[actor] = UInt8(tries) << 4 | Place.trying }
  }

  package func enabled(into steps: inout [UInt8]) {
    for actor in 0..<count where actors[Int(actor)] & 15 != Place.done { steps.append(actor) }
  }

  package mutating func take(_ step: UInt8) {
    let place = actors[Int(step)] & 15
    let tries = actors[Int(step)] >> 4
    switch place {
    case Place.trying:
      if owner == Self.free {
        owner = step + 1
        set(step, Place.entering, tries)
      } else if owner == Self.dead {
        set(step, Place.clearing, tries)
      } else {
        tryAgain(step, tries)
      }
    case Place.clearing:
      if !isSound || owner == Self.dead { owner = Self.free }
      tryAgain(step, tries)
    case Place.entering:
      insideCount += 1
      set(step, Place.inside, tries)
    case Place.inside:
      insideCount -= 1
      set(step, Place.freeing, tries)
    case Place.freeing:
      owner = Self.free
      tryAgain(step, tries)
    default: preconditionFailure("actor \(step) is done and takes a step")
    }
  }

  private mutating func tryAgain(_ actor: UInt8, _ tries: UInt8) {
    set(actor, tries == 1 ? Place.done : Place.trying, tries - 1)
  }

  private mutating func set(_ actor: UInt8, _ place: UInt8, _ tries: UInt8) {
    actors[Int(actor)] = tries << 4 | place
  }

  package var violation: String? { insideCount > 1 ? "two are inside" : nil }

  package func fold(into digest: inout Digest) {
    digest.fold(UInt64(owner) << 8 | UInt64(insideCount))
    digest.fold(unsafeBitCast(actors, to: UInt64.self))
  }

  package static var isSymmetric: Bool { true }

  /// Who the owner is, nobody asks: only whether there is one, and whether it is the dead one.
  package func foldClass(into digest: inout Digest) {
    var sorted = actors
    for end in stride(from: Int(count) - 1, to: 0, by: -1) {
      for place in 0..<end where sorted[place] > sorted[place + 1] {
        (sorted[place], sorted[place + 1]) = (sorted[place + 1], sorted[place])
      }
    }
    let kind: UInt64 = owner == Self.free ? 0 : owner == Self.dead ? 2 : 1
    digest.fold(kind << 8 | UInt64(insideCount))
    digest.fold(unsafeBitCast(sorted, to: UInt64.self))
  }

  package func actor(of step: UInt8) -> Int? { Int(step) }
}
