import Operations
import Search

/// The lock of three wrappers that Hypothesis is shown as a rule-based state machine, flawed.
///
/// `step` takes the lock if it is free, and else remembers its holder; the next step clears the
/// lock, whoever has it by then, if the holder that was remembered is dead, and begins again. A
/// wrapper can `crash` only while it holds the lock; it can be `revive`d.
package struct RuleLock: Model {
  /// What happens to a wrapper.
  package struct Step: Hashable, Sendable, CustomStringConvertible {
    package enum Rule: UInt8, Sendable {
      case step, crash, revive
    }

    package var rule: Rule
    package var wrapper: UInt8

    package var description: String { "\(rule)(\(wrapper))" }
  }

  private static let start: UInt8 = 0
  private static let holding: UInt8 = 1
  private static let dead: UInt8 = 2
  /// The first of those that remember a holder.
  private static let remembering: UInt8 = 3

  private let count: UInt8
  /// The holder, counted from 1; 0 when it is free.
  private var lock: UInt8 = 0
  private var wrappers = SIMD8<UInt8>()

  package init(wrapperCount: Int = 3) {
    precondition((1...8).contains(wrapperCount), "\(wrapperCount) wrappers")
    count = UInt8(wrapperCount)
  }

  package func enabled(into steps: inout [Step]) {
    for wrapper in 0..<count {
      switch wrappers[Int(wrapper)] {
      case Self.dead: steps.append(Step(rule: .revive, wrapper: wrapper))
      case Self.holding: steps.append(Step(rule: .crash, wrapper: wrapper))
      default: steps.append(Step(rule: .step, wrapper: wrapper))
      }
    }
  }

  package mutating func take(_ step: Step) {
    let own = Int(step.wrapper)
    switch step.rule {
    case .revive: wrappers[own] = Self.start
    case .crash: wrappers[own] = Self.dead
    case .step where wrappers[own] == Self.start:
      if lock == 0 {
        lock = step.wrapper + 1
        wrappers[own] = Self.holding
      } else {
        wrappers[own] = Self.remembering + lock - 1
      }
    case .step:
      if wrappers[Int(wrappers[own] - Self.remembering)] == Self.dead { lock = 0 }
      wrappers[own] = Self.start
    }
  }

  package var violation: String? {
    var holders = 0
    for wrapper in 0..<Int(count) where wrappers[wrapper] == Self.holding { holders += 1 }
    return holders > 1 ? "two hold the lock" : nil
  }

  package func fold(into digest: inout Digest) {
    digest.fold(UInt64(lock))
    digest.fold(unsafeBitCast(wrappers, to: UInt64.self))
  }

  package func actor(of step: Step) -> Int? { step.rule == .step ? Int(step.wrapper) : nil }
}
