import Historical
import Operations

/// Claims a root as the script of rlp-desk 0.11.1 does, holds it for a while, gives it back as it
/// does, and ends.
public struct RlpDeskContender: Machine {
  private var lock = RlpDeskLock(base: 0x1000)
  private let time: Interval
  private let slug: Text
  private var start: Start?
  private var roundsLeft: Int
  /// What came of its claim.
  public private(set) var result: RlpDeskLock.Result?
  /// Whether it believes that the root is its own.
  public private(set) var holds = false

  /// Makes one that works on a mission.
  public init(slug: Text, holdingFor time: Interval, rounds: Int = 1) {
    roundsLeft = rounds - 1
    self.slug = slug
    self.time = time
  }

  /// Takes one input; the argument of its start is the root.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch input {
    case .started(let start):
      self.start = start
      claim(start, &emit)
    case .outcome(Tag(rawValue: 1), .fired):
      // From here on it does nothing more that would want the root.
      holds = false
      lock.release(&emit)
    case .outcome(let tag, let outcome):
      guard let result = lock.handle(tag, outcome, &emit) else { return }
      take(result, &emit)
    case .message, .signal:
      // Nobody talks to it, and the script's trap is that of its runner.
      break
    }
  }

  private mutating func take(_ result: RlpDeskLock.Result, _ emit: inout Emitter) {
    switch result {
    case .acquired:
      self.result = result
      holds = true
      emit.perform(.timer(time), Tag(rawValue: 1))
    case .released:
      end(status: 0, &emit)
    case .duplicate, .racedAhead, .shellError:
      self.result = result
      end(status: 1, &emit)
    }
  }

  private mutating func claim(_ start: Start, _ emit: inout Emitter) {
    lock.begin(root: start.argument, slug: slug, pid: start.identity.pid, &emit)
  }

  private mutating func end(status: UInt8, _ emit: inout Emitter) {
    guard roundsLeft > 0, let start else {
      emit.perform(.process(.exit(status: status)), Tag(rawValue: 2))
      return
    }
    roundsLeft -= 1
    lock = RlpDeskLock(base: 0x1000)
    claim(start, &emit)
  }

  /// Folds the lock and whether it holds.
  public func fold(into digest: inout Digest) {
    lock.fold(into: &digest)
    digest.fold(holds ? 1 : 0, UInt32(roundsLeft))
  }
}
