import Operations
import SimulatedWorld

extension Fault: Foldable {
  /// Folds the kind of fault and what it strikes.
  public func fold(into digest: inout Digest) {
    switch self {
    case .crash(let name): Self.fold(1, name, into: &digest)
    case .restart(let name): Self.fold(2, name, into: &digest)
    case .stop(let name): Self.fold(3, name, into: &digest)
    case .resume(let name): Self.fold(4, name, into: &digest)
    case .signal(let name, let signal):
      Self.fold(5, name, into: &digest)
      digest.fold(UInt64(signal.rawValue))
    case .exit(let name, let status):
      Self.fold(13, name, into: &digest)
      digest.fold(UInt64(status))
    case .slowStart(let name, let interval):
      Self.fold(14, name, into: &digest)
      digest.fold(interval.nanoseconds)
    case .changeUser(let name, let user):
      Self.fold(15, name, into: &digest)
      digest.fold(UInt64(user))
    case .thread(let name, let number):
      Self.fold(16, name, into: &digest)
      digest.fold(Int64(number))
    case .lagStreams(let name, let interval):
      Self.fold(17, name, into: &digest)
      digest.fold(interval.nanoseconds)
    case .fullProcessTable(let isFull): digest.fold(18, isFull ? 1 : 0)
    case .duplicate(let name, let count):
      Self.fold(6, name, into: &digest)
      digest.fold(Int64(count))
    case .interfere(let rule):
      digest.fold(7, 0)
      rule.fold(into: &digest)
    case .forcePid(let pid): digest.fold(8, UInt32(bitPattern: pid))
    case .foreignProcess(let program, let pid, let user):
      Self.fold(9, program, into: &digest)
      digest.fold(UInt32(bitPattern: pid), user)
    case .stepWallClock(let milliseconds):
      digest.fold(10, 0)
      digest.fold(milliseconds)
    case .sleep(let interval):
      digest.fold(11, 0)
      digest.fold(interval.nanoseconds)
    case .powerFailure: digest.fold(12, 0)
    case .cue(let number): digest.fold(19, UInt32(bitPattern: number))
    case .world(let fault): fault.fold(into: &digest)
    }
  }

  private static func fold(_ kind: UInt32, _ name: Text, into digest: inout Digest) {
    digest.fold(kind, 0)
    digest.fold(name)
  }
}

extension Rule: Foldable {
  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(actor)
    digest.fold(verb.map { UInt32($0.rawValue) + 1 } ?? 0, UInt32(bitPattern: skip))
    digest.fold(UInt32(bitPattern: count), perMillion)
    interference.fold(into: &digest)
  }
}

extension Interference: Foldable {
  /// Folds the kind of interference and its measure.
  public func fold(into digest: inout Digest) {
    switch self {
    case .crashBeforeEffect: digest.fold(1, 0)
    case .crashBeforeAnswer: digest.fold(2, 0)
    case .crashAfterAnswer: digest.fold(3, 0)
    case .fail(let outcome):
      digest.fold(4, 0)
      outcome.fold(into: &digest)
    case .delay(let interval):
      digest.fold(5, 0)
      digest.fold(interval.nanoseconds)
    case .delayAnswer(let interval):
      digest.fold(6, 0)
      digest.fold(interval.nanoseconds)
    case .hang: digest.fold(7, 0)
    case .loseAnswer: digest.fold(8, 0)
    case .duplicate: digest.fold(9, 0)
    case .pause(let interval):
      digest.fold(10, 0)
      digest.fold(interval.nanoseconds)
    }
  }
}
