import Operations
import Search

/// A few actors with a small random program each, over a few shared bits.
///
/// What it declares is so by construction: independent are the acts of two actors of which neither
/// writes what the other reads or writes; local are those that touch their actor's own bit only and
/// are its only choice. What is judged reads shared bits alone.
struct RandomSystem: Model {
  /// What an actor can do at one place of its program.
  struct Act: Sendable {
    /// Which shared bit has to have which value.
    var isFreeIf: (bit: Int, value: UInt8)?
    /// Which shared bit is set to the actor's own.
    var writes: Int?
    /// Which shared bit the actor's own is set to.
    var reads: Int?
    /// Where it goes on, by the actor's own bit.
    var next: (UInt8, UInt8)
    /// Whether the actor's own bit is turned over.
    var turns: Bool
  }

  /// What does not change.
  final class Program: Sendable {
    let acts: [[[Act]]]
    let bad: [UInt8]
    let promised: (bit: Int, value: UInt8)
    let isSymmetric: Bool

    init(acts: [[[Act]]], bad: [UInt8], promised: (bit: Int, value: UInt8), isSymmetric: Bool) {
      self.acts = acts
      self.bad = bad
      self.promised = promised
      self.isSymmetric = isSymmetric
    }
  }

  /// The bit of a step that is a crash.
  private static let crash: UInt8 = 0x80

  let program: Program
  private var places: [UInt8]
  private var own: [UInt8]
  private var shared: [UInt8]
  private var crashes: UInt8
  /// Declares all steps of different actors to be independent, which they are not.
  var liesAboutOrder = false
  /// Declares all steps to be local, which they are not.
  var liesAboutSight = false

  init(seed: UInt64, isSymmetric: Bool = false) {
    var draws = Draws(seed: seed)
    func chance(_ percent: Int) -> Bool { draws.next(below: 100) < percent }
    let actorCount = 2 + (chance(50) ? 1 : 0)
    let length = 3 + draws.next(below: 2)
    let bits = 4
    func act(isOnlyChoice: Bool) -> Act {
      func next() -> UInt8 { UInt8(draws.next(below: length + 1)) }
      var act = Act(next: (next(), next()), turns: chance(40))
      if isOnlyChoice && chance(40) { return act }
      if chance(30) { act.isFreeIf = (draws.next(below: bits), UInt8(draws.next(below: 2))) }
      if chance(60) { act.writes = draws.next(below: bits) }
      if chance(40) { act.reads = draws.next(below: bits) }
      return act
    }
    func programOfOne() -> [[Act]] {
      (0..<length).map { _ in
        chance(75)
          ? [act(isOnlyChoice: true)] : [act(isOnlyChoice: false), act(isOnlyChoice: false)]
      }
    }
    let first = programOfOne()
    let acts = (0..<actorCount).map { actor in
      isSymmetric || actor == 0 ? first : programOfOne()
    }
    let bad = (0..<bits).map { _ in UInt8(draws.next(below: 2)) }
    program = Program(
      acts: acts, bad: bad,
      promised: (draws.next(below: bits), UInt8(draws.next(below: 2))), isSymmetric: isSymmetric)
    places = Array(repeating: 0, count: actorCount)
    own = Array(repeating: 0, count: actorCount)
    shared = bad.map { _ in UInt8(draws.next(below: 2)) }
    crashes = chance(40) ? 1 : 0
  }

  func enabled(into steps: inout [UInt8]) {
    for actor in places.indices where Int(places[actor]) < program.acts[actor].count {
      for (choice, act) in program.acts[actor][Int(places[actor])].enumerated() {
        if let condition = act.isFreeIf, shared[condition.bit] != condition.value { continue }
        steps.append(UInt8(actor * 2 + choice))
      }
      if crashes > 0 { steps.append(Self.crash | UInt8(actor * 2)) }
    }
  }

  private func act(of step: UInt8) -> Act {
    let actor = Int(step / 2)
    return program.acts[actor][Int(places[actor])][Int(step % 2)]
  }

  mutating func take(_ step: UInt8) {
    let actor = Int((step & ~Self.crash) / 2)
    if step & Self.crash != 0 {
      crashes -= 1
      places[actor] = UInt8(program.acts[actor].count)
      own[actor] = 0
      return
    }
    let act = act(of: step)
    if let bit = act.writes { shared[bit] = own[actor] }
    if let bit = act.reads { own[actor] = shared[bit] }
    if act.turns { own[actor] ^= 1 }
    places[actor] = own[actor] == 0 ? act.next.0 : act.next.1
    // What one has at the end, nobody asks, and a crash leaves nothing.
    if Int(places[actor]) == program.acts[actor].count { own[actor] = 0 }
  }

  var violation: String? { shared == program.bad ? "bad" : nil }

  func fold(into digest: inout Digest) {
    for actor in places.indices { digest.fold(UInt32(places[actor]), UInt32(own[actor])) }
    for bit in shared { digest.fold(UInt64(bit)) }
    digest.fold(UInt64(crashes))
  }

  static var isSymmetric: Bool { true }

  func foldClass(into digest: inout Digest) {
    guard program.isSymmetric else { return fold(into: &digest) }
    let sorted = places.indices.map { UInt64(places[$0]) << 8 | UInt64(own[$0]) }.sorted()
    for actor in sorted { digest.fold(actor) }
    for bit in shared { digest.fold(UInt64(bit)) }
    digest.fold(UInt64(crashes))
  }

  func actor(of step: UInt8) -> Int? { step & Self.crash == 0 ? Int(step / 2) : nil }

  func isLocal(_ step: UInt8) -> Bool {
    guard step & Self.crash == 0 else { return false }
    let actor = Int(step / 2)
    let act = act(of: step)
    return liesAboutSight
      || act.isFreeIf == nil && act.writes == nil && act.reads == nil
        && program.acts[actor][Int(places[actor])].count == 1
  }

  func areIndependent(_ first: UInt8, _ second: UInt8) -> Bool {
    let (one, other) = (first & ~Self.crash, second & ~Self.crash)
    if one / 2 == other / 2 { return false }
    if liesAboutOrder { return true }
    // Two crashes want the same one.
    if first & second & Self.crash != 0 { return false }
    if (first | second) & Self.crash != 0 { return true }
    let (a, b) = (act(of: first), act(of: second))
    func touches(_ act: Act, _ bit: Int?) -> Bool {
      guard let bit else { return false }
      return act.writes == bit || act.reads == bit || act.isFreeIf?.bit == bit
    }
    return !touches(b, a.writes) && !touches(a, b.writes)
  }

  var isPromiseKept: Bool { shared[program.promised.bit] == program.promised.value }
}
