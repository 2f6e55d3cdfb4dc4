import Glibc
import Live
import Operations
import Simulation

/// Takes the simulated processes and those of this machine through scripts, side by side.
///
/// After each move the replies must be the same, and what is said of every process that the script has
/// known. On this machine it takes a moment until a signal has done its work: what only looks is asked
/// again until it agrees, for a while. Pids are other ones in each world; who has whose is compared.
/// Not compared, and left to the tests of each world: threads, other users' processes, a full process
/// table, and the end of the caller itself.
public struct ProcessComparison: SideBySide, Sendable {
  /// The texts of the scripts.
  public let table: TextTable
  /// Who follows.
  public let follower: Follower
  /// The nonces of the programs, from this one on: nobody else has them.
  private let nonces: UInt64
  /// How long the two are given to agree, in nanoseconds.
  private let patience: Int64
  /// How many processes of this machine got the pid of another of their script.
  private let takenAgain: Count

  /// Compares with the texts of the scripts; whoever brings up orphans may take longer to reap them
  /// where the caller has no pid namespace of its own.
  public init(texts: TextTable, follower: Follower, isAlone: Bool, takenAgain: Count) {
    table = texts
    self.follower = follower
    self.takenAgain = takenAgain
    nonces = UInt64.random(in: 1 << 32 ... .max / 2)
    patience = isAlone ? 2_000_000_000 : 10_000_000_000
  }

  /// Goes through a script with nothing started at first; nil when the two agree to its end.
  public func firstDifference(_ moves: [ProcessMove]) -> Difference<ProcessMove>? {
    let live: LiveProcessSide
    do throws(Errno) {
      live = try LiveProcessSide(texts: table)
    } catch {
      return Difference(moves: [], simulated: "ready", live: "\(error.message)")
    }
    defer {
      takenAgain.add(live.book.takenAgain)
      live.end(nonces: moves.compactMap(\.started).map { nonces &+ UInt64($0) })
    }
    var simulated = SimulatedProcessSide()
    for (place, move) in moves.enumerated() where !follower.hasEnough() {
      guard let (left, right) = compare(move, &simulated, live) else { continue }
      return Difference(moves: Array(moves[...place]), simulated: left, live: right)
    }
    return nil
  }

  private func compare(
    _ move: ProcessMove, _ simulated: inout SimulatedProcessSide, _ live: LiveProcessSide
  ) -> (String, String)? {
    var live = live
    guard isComparable(move, &simulated) else { return nil }
    let (left, right) = (
      simulated.reply(to: move, nonces: nonces), live.reply(to: move, nonces: nonces)
    )
    guard left == right else { return (left, right) }
    let expected = simulated.state()
    var found = live.state()
    let deadline = Deadline(after: patience)
    while found != expected, !deadline.hasPassed, !follower.hasEnough() {
      usleep(500)
      found = live.state()
    }
    guard let place = zip(expected, found).enumerated().first(where: { $0.1.0 != $0.1.1 })?.offset
    else { return nil }
    return ("then " + expected[place], "then " + found[place])
  }

  /// Whether both worlds can know enough: a nonce cannot be compared that can be read no more.
  private func isComparable(_ move: ProcessMove, _ simulated: inout SimulatedProcessSide) -> Bool {
    guard case .ask(let question, of: .child(of: let number)) = move,
      let identity = simulated.book.identity(of: .child(of: number))
    else { return true }
    switch question {
    case .identify(.anotherNonce), .signalIdentity(.anotherNonce, _):
      guard
        case .process(.facts(let facts)) = simulated.perform(.inspect(pid: identity.pid)).outcome
      else { return true }
      return !simulated.book.isUnreadable(facts)
    default: return true
    }
  }

  /// A move, for people to read.
  public func words(_ move: ProcessMove, _ wording: Wording) -> String { move.words }
}
