import Operations
import Search

/// The lock that is a folder with a pid file, in Swift what `Benchmarks/Peers/folder-lock.pml` is
/// in Promela: the same variables, and one step here for each statement there.
///
/// Each wrapper goes through so many rounds: make the folder, write the pid, enter, leave. If the
/// folder is there, read the pid, ask whether it is dead, and remove the folder if so. Between the
/// question and the removal others go on. The flawed form removes whatever folder is there by then;
/// the sound one counts how often a dead one's folder was removed, and removes only what it has
/// looked at. At most one wrapper crashes, while it has the folder. A crash of one who has nothing
/// is the same as never being chosen again.
///
/// Both sides keep a state for every statement, so that without reductions the numbers of states
/// agree to the digit. Spin's own default reduction keeps the states before local steps, and this
/// search does not.
package struct FolderLock: Model {
  /// Where a wrapper is.
  private enum Place {
    static let making: UInt16 = 0
    static let looking: UInt16 = 1
    static let judging: UInt16 = 2
    static let probing: UInt16 = 3
    static let removing: UInt16 = 4
    static let made: UInt16 = 5
    static let written: UInt16 = 6
    static let inside: UInt16 = 7
    static let counting: UInt16 = 8
    static let over: UInt16 = 9
  }

  /// What a lane of `wrappers` is made of, from the lowest bit: place, round, pid that was read, age
  /// that was read.
  private enum Lane {
    static let roundShift: UInt16 = 4
    static let seenShift: UInt16 = 8
    static let ageShift: UInt16 = 12
    static let placeMask: UInt16 = 15
    static let roundMask: UInt16 = 15 << 4
    static let seenMask: UInt16 = 15 << 8
    static let ageMask: UInt16 = 1 << 12
    static let deadMask: UInt16 = 1 << 13
    static let ownerMask: UInt16 = 1 << 14
  }

  /// The bit of a step that is a crash.
  private static let crash: UInt8 = 0x80

  private let isSound: Bool
  private let count: UInt8
  private let rounds: UInt16
  private var isThere = false
  private var hasCrashed = false
  /// The pid in the file, from 1; 0 for none.
  private var owner: UInt8 = 0
  /// How often a dead one's folder was removed: at most once, as one crashes.
  private var age: UInt8 = 0
  private var insideCount: UInt8 = 0
  private var wrappers = SIMD8<UInt16>()

  package init(wrapperCount: Int, rounds: Int, isSound: Bool) {
    precondition(
      (1...8).contains(wrapperCount) && (1...8).contains(rounds),
      "\(wrapperCount) wrappers, \(rounds) rounds")
    self.isSound = isSound
    count = UInt8(wrapperCount)
    self.rounds = UInt16(rounds)
  }

  package func enabled(into steps: inout [UInt8]) {
    for wrapper in 0..<count {
      let place = wrappers[Int(wrapper)] & Lane.placeMask
      if place == Place.over { continue }
      steps.append(wrapper)
      if !hasCrashed && place >= Place.made && place <= Place.inside {
        steps.append(wrapper | Self.crash)
      }
    }
  }

  package mutating func take(_ step: UInt8) {
    let own = Int(step & ~Self.crash)
    var lane = wrappers[own]
    defer { wrappers[own] = lane }
    let place = lane & Lane.placeMask
    func go(_ place: UInt16) { lane = lane & ~Lane.placeMask | place }
    if step & Self.crash != 0 {
      hasCrashed = true
      if place == Place.inside { insideCount -= 1 }
      go(Place.over)
      lane |= Lane.deadMask
      return
    }
    switch place {
    case Place.making:
      go(isThere ? Place.looking : Place.made)
      isThere = true
    case Place.looking:
      lane |= UInt16(owner) << Lane.seenShift
      if owner != 0 { lane |= UInt16(age) << Lane.ageShift }
      go(Place.judging)
    case Place.judging:
      go(lane & Lane.seenMask == 0 ? Place.making : Place.probing)
    case Place.probing:
      let seen = Int((lane & Lane.seenMask) >> Lane.seenShift) - 1
      lane &= ~Lane.seenMask
      if wrappers[seen] & Lane.deadMask != 0 {
        go(Place.removing)
      } else {
        lane &= ~Lane.ageMask
        go(Place.making)
      }
    case Place.removing:
      if !isSound {
        isThere = false
        owner = 0
      } else if UInt16(age) == (lane & Lane.ageMask) >> Lane.ageShift {
        isThere = false
        owner = 0
        age += 1
      }
      lane &= ~Lane.ageMask
      go(Place.making)
    case Place.made:
      owner = UInt8(own) + 1
      go(Place.written)
    case Place.written:
      insideCount += 1
      go(Place.inside)
    case Place.inside:
      insideCount -= 1
      owner = 0
      isThere = false
      go(Place.counting)
    case Place.counting:
      lane += 1 << Lane.roundShift
      go((lane & Lane.roundMask) >> Lane.roundShift == rounds ? Place.over : Place.making)
    default: preconditionFailure("wrapper \(own) is over and takes a step")
    }
  }

  package var violation: String? { insideCount > 1 ? "two are inside" : nil }

  private var shared: UInt64 {
    UInt64(isThere ? 1 : 0) | (hasCrashed ? 2 : 0) | UInt64(insideCount) << 8 | UInt64(age) << 16
  }

  package func fold(into digest: inout Digest) {
    let halves = unsafeBitCast(wrappers, to: SIMD2<UInt64>.self)
    digest.fold(shared | UInt64(owner) << 24)
    digest.fold(halves[0])
    if count > 4 { digest.fold(halves[1]) }
  }

  package static var isSymmetric: Bool { true }

  /// The wrappers are sorted by what can be said of them without naming anybody, and renamed.
  ///
  /// Where two cannot be told apart in that way, some states more are kept than there are classes,
  /// and never one less.
  package func foldClass(into digest: inout Digest) {
    var keys = SIMD8<UInt32>()
    for wrapper in 0..<Int(count) {
      let seen = Int((wrappers[wrapper] & Lane.seenMask) >> Lane.seenShift)
      let other: UInt16 = seen == 0 ? 0 : described(seen - 1)
      // The lowest bits are free for the one it is.
      keys[wrapper] = UInt32(described(wrapper)) << 16 | UInt32(other & ~15) | UInt32(wrapper)
      if seen != 0 { keys[wrapper] |= 1 << 15 }
    }
    for end in stride(from: Int(count) - 1, to: 0, by: -1) {
      for place in 0..<end where keys[place] > keys[place + 1] {
        (keys[place], keys[place + 1]) = (keys[place + 1], keys[place])
      }
    }
    var ranks = SIMD8<UInt8>()
    for place in 0..<Int(count) { ranks[Int(keys[place] & 15)] = UInt8(place) + 1 }
    var sorted = SIMD8<UInt16>()
    for place in 0..<Int(count) {
      let wrapper = Int(keys[place] & 15)
      let seen = Int((wrappers[wrapper] & Lane.seenMask) >> Lane.seenShift)
      let renamed = seen == 0 ? 0 : UInt16(ranks[seen - 1])
      sorted[place] = described(wrapper) & ~Lane.seenMask | renamed << Lane.seenShift
    }
    digest.fold(shared)
    let halves = unsafeBitCast(sorted, to: SIMD2<UInt64>.self)
    digest.fold(halves[0])
    if count > 4 { digest.fold(halves[1]) }
  }

  /// A wrapper with whether it stands in the pid file, and without the pid that it read.
  private func described(_ wrapper: Int) -> UInt16 {
    let lane = wrappers[wrapper] & ~Lane.seenMask
    return Int(owner) == wrapper + 1 ? lane | Lane.ownerMask : lane
  }

  package func actor(of step: UInt8) -> Int? { step & Self.crash == 0 ? Int(step) : nil }

  /// Looking at what one has read, and counting one's rounds: nobody crashes at these places.
  package func isLocal(_ step: UInt8) -> Bool {
    guard step & Self.crash == 0 else { return false }
    let place = wrappers[Int(step)] & Lane.placeMask
    return place == Place.judging || place == Place.counting
  }
}
