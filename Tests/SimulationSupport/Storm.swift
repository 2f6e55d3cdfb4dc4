import Operations

/// A machine that does anything at all: seeded, over every verb of every part of the world.
///
/// What it hears stirs what it does next, so that two runs that differ once go on to differ.
public struct Storm: Machine {
  /// Where its choices come from.
  var dice = Dice(seed: 0)
  /// Whether it lets the order of a set decide, as no machine may: for a check of the check.
  private let isPlanted: Bool
  /// How deep below the scene it was started; deep ones start no machines.
  var depth = 0
  /// How many turns it has left in which it asks for more.
  private var turnsLeft = 240
  private var nextTag: UInt32 = 0
  /// What it has heard of: numbers to ask about.
  var pids: [Int32] = [1]
  var identities: [ProcessIdentity] = []
  var ids: [UInt64] = [1]
  var revisions: [Int64] = [0, 0, 0, 0]
  /// The last run of Forge that it has heard of, and the tag of the last stream that it asked for.
  var run: UInt64 = 1
  var streamTag = Tag(rawValue: 0)

  /// Makes the machine as it begins.
  public init(isPlanted: Bool = false) { self.isPlanted = isPlanted }

  /// Takes an input, learns from it and asks for more.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      dice = Dice(seed: start.identity.nonce ^ start.argument.fingerprint)
      dice.stir(UInt64(UInt32(bitPattern: start.identity.pid)))
      dice.stir(UInt64(bitPattern: start.identity.startTick) << 32)
      depth = StormTexts.depths.firstIndex { Text($0) == start.argument } ?? 1
      learn(start.identity)
      ask(3, &emit)
    case .outcome(_, .forge(.entry(let index, let text))):
      dice.stir(UInt64(UInt32(bitPattern: index)) ^ text.fingerprint)
    case .outcome(_, let outcome):
      hear(outcome, emit.rows)
      ask(dice.once(in: 12) ? 2 : 1, &emit)
    case .message(let message, let sender):
      dice.stir(message.body.fingerprint ^ message.number ^ sender.fingerprint)
      if dice.once(in: 3) { ask(1, &emit) }
    case .signal(let signal):
      dice.stir(UInt64(signal.rawValue))
      if signal == .terminate, dice.once(in: 2) {
        emit.perform(.process(.exit(status: 143)), tag())
      } else {
        ask(1, &emit)
      }
    }
  }

  private mutating func ask(_ count: Int, _ emit: inout Emitter) {
    guard turnsLeft > 0 else { return }
    turnsLeft -= 1
    let operations = (0..<count).map { _ in operation() }
    // The planted fault: a set's order is another one in every process.
    let order = isPlanted ? Array(Set(operations.indices)) : Array(operations.indices)
    for place in order {
      let limit: Interval =
        dice.once(in: 3)
        ? .milliseconds(dice.pick([0, 1, 20, 500, 5_000])) : .unlimited
      let tag = tag()
      if case .forge(.streamLog) = operations[place] { streamTag = tag }
      emit.perform(operations[place], tag, limit: limit)
    }
  }

  /// Tags come again, so that what closes or calls off by tag finds something.
  private mutating func tag() -> Tag {
    nextTag = (nextTag + 1) % 48
    return Tag(rawValue: nextTag)
  }

  private mutating func hear(_ outcome: Outcome, _ rows: [Row]) {
    precondition(
      rows.count == Int(outcome.listing?.count ?? 0), "\(rows.count) rows with \(outcome)")
    var heard = Digest()
    outcome.fold(into: &heard)
    for row in rows { row.fold(into: &heard) }
    dice.stir(heard.low)
    learn(outcome)
    for row in rows.suffix(6) { learn(row) }
  }

  /// Folds what decides about the rest of its life.
  public func fold(into digest: inout Digest) {
    dice.fold(into: &digest)
    digest.fold(UInt32(depth), nextTag)
    digest.fold(turnsLeft)
    digest.fold(run)
    digest.fold(0, streamTag.rawValue)
    for pid in pids { digest.fold(Int64(pid)) }
    for identity in identities { identity.fold(into: &digest) }
    for id in ids { digest.fold(id) }
    for revision in revisions { digest.fold(revision) }
  }
}
