import Operations
import Scenarios
import Simulation
import Testing

/// By what the next event of a run is chosen, from the scenario to the universe.
@Suite struct ScheduleTests {
  private static let reach = Interval.milliseconds(20)
  private static let schedules: [Schedule] = [
    .byTime, .random(within: reach),
    .priorities(Schedule.Priorities(changes: 2, steps: 30, within: reach)),
    .order([Schedule.Call("ben", .fileMakeDirectory), Schedule.Call("ada", .fileMakeDirectory)]),
  ]

  private func digest(
    _ schedule: Schedule, seed: UInt64, records: Bool = false
  ) throws -> Digest {
    var play = try Play(OrderTests.claims(schedule, by: .rlpDesk), seed: seed, records: records)
    play.run(stopsAtViolation: false)
    return play.universe.digest
  }

  @Test(arguments: schedules)
  func aSeedIsOneRunWhetherItIsRecordedOrNot(_ schedule: Schedule) throws {
    for seed: UInt64 in 1...20 {
      let first = try digest(schedule, seed: seed)
      #expect(try first == digest(schedule, seed: seed))
      #expect(try first == digest(schedule, seed: seed, records: true), "seed \(seed)")
    }
  }

  @Test func eachKindGoesItsOwnWay() throws {
    for first in Self.schedules.indices {
      for second in Self.schedules[..<first].indices {
        let isOther = try (UInt64(1)...20).contains { seed in
          try digest(Self.schedules[first], seed: seed)
            != digest(Self.schedules[second], seed: seed)
        }
        #expect(isOther, "\(Self.schedules[first]) and \(Self.schedules[second])")
      }
    }
  }

  @Test func drawsOfAScheduleLeaveThoseOfTheWorldAsTheyAre() throws {
    // The first event of all is the same whatever comes after: its time was drawn by the seed.
    var times: Set<Interval> = []
    for schedule in Self.schedules {
      var play = try Play(OrderTests.claims(schedule, by: .rlpDesk), seed: 5)
      _ = play.candidates()
      let first = play.candidates()[0].entry.time - .start
      times.insert(first)
    }
    #expect(times.count == 1)
  }

  // MARK: - Other chances from here

  private func diverted(
    after count: Int, seed: UInt64?, within reach: Interval = reach
  ) throws -> Digest {
    var play = try Play(OrderTests.claims(by: .rlpDesk), seed: 1)
    for _ in 0..<count { _ = play.step() }
    if let seed { play.divert(seed: seed, within: reach) }
    play.run(stopsAtViolation: false)
    return play.universe.digest
  }

  @Test func whatIsDivertedGoesOnByOtherChances() throws {
    let straight = try diverted(after: 6, seed: nil)
    var seen: Set<Digest> = []
    for seed: UInt64 in 1...20 {
      let other = try diverted(after: 6, seed: seed)
      #expect(try other == diverted(after: 6, seed: seed))
      seen.insert(other)
    }
    #expect(seen.count > 10 && !seen.contains(straight))
    // Draws alone, without another order, are other chances too.
    #expect(try diverted(after: 6, seed: 7, within: .zero) != straight)
  }

  @Test func divertingACopyLeavesTheOriginalAlone() throws {
    var play = try Play(OrderTests.claims(by: .rlpDesk), seed: 1)
    for _ in 0..<6 { _ = play.step() }
    var copy = play.copy()
    copy.divert(seed: 9, within: Self.reach)
    copy.run(stopsAtViolation: false)
    play.run(stopsAtViolation: false)
    let digest = play.universe.digest
    #expect(try digest == diverted(after: 6, seed: nil))
  }

  @Test func anOrderIsForgottenWhereChanceGoesOn() throws {
    let last = Schedule.Call("ada", .timer)
    let order = Schedule.order([last, Schedule.Call("ben", .fileReplace)])
    var play = try Play(OrderTests.claims(order), seed: 1)
    play.divert(seed: 3, within: .zero)
    play.run(stopsAtViolation: false)
    let missing = play.missingCalls
    #expect(missing == [])
    let isViolated = play.isViolated
    #expect(isViolated, "two come at once, and nobody waits for the other")
  }
}
