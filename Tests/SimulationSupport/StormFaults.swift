import Operations
import SimulatedWorld
import Simulation

/// Draws faults: every kind of them, at any time of the first ten seconds.
enum StormFaults {
  static func addOne(to universe: inout Universe<Storm>, actors: Int, _ dice: inout Dice) {
    let instant = Instant.start + .milliseconds(Int64(dice.below(10_000)))
    let name = universe.text("a\(dice.below(max(1, actors)))")
    let fault: Fault
    switch dice.below(25) {
    case 0, 1: fault = .crash(name)
    case 2, 3, 4: fault = .restart(name)
    case 5:
      universe.schedule(.stop(name), at: instant)
      universe.schedule(.resume(name), at: instant + .milliseconds(Int64(dice.below(3_000))))
      return
    case 6: fault = .signal(name, dice.pick([.hangUp, .interrupt, .terminate, .continue]))
    case 7: fault = .signal(dice.text(StormTexts.programs), dice.pick([.stop, .kill, .continue]))
    case 8: fault = .duplicate(name, count: Int32(1 + dice.below(2)))
    case 9, 10: fault = .forcePid(Int32(301 + dice.below(9)))
    case 11:
      fault = .foreignProcess(
        program: Text("sleep"), pid: Int32(301 + dice.below(20)), user: UInt32(dice.below(2)))
    case 12: fault = .stepWallClock(milliseconds: Int64(dice.below(200_000)) - 100_000)
    case 13: fault = .sleep(.seconds(Int64(dice.below(4_000))))
    case 14 where dice.once(in: 3): fault = .powerFailure
    case 15: fault = .restart(dice.text(StormTexts.programs))
    case 16, 17, 18: fault = .interfere(rule(name, &dice))
    default:
      universe.arm(rule(name, &dice))
      return
    }
    universe.schedule(fault, at: instant)
  }

  private static func rule(_ name: Text, _ dice: inout Dice) -> Rule {
    let isRandom = dice.once(in: 2)
    return Rule(
      actor: dice.once(in: 2) ? name : .empty,
      verb: dice.once(in: 2) ? dice.pick(Verb.allCases) : nil, skip: Int32(dice.below(30)),
      count: Int32(1 + dice.below(4)), perMillion: isRandom ? 60_000 : 1_000_000,
      interference(&dice))
  }

  private static func interference(_ dice: inout Dice) -> Interference {
    let interval = Interval.milliseconds(Int64(dice.below(2_000)))
    return switch dice.below(10) {
    case 0: .crashBeforeEffect
    case 1: .crashBeforeAnswer
    case 2: .crashAfterAnswer
    case 3:
      .fail(
        dice.pick([
          .process(.failed(.wouldBlock)), .send(.full), .forge(.failed(.connectionReset)),
          .process(.listing(Listing(slot: 0, count: 0))),
        ]))
    case 4: .delay(interval)
    case 5: .delayAnswer(interval)
    case 6: .hang
    case 7: .loseAnswer
    case 8: .duplicate
    default: .pause(interval)
    }
  }
}
