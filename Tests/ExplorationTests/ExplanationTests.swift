import Operations
import Properties
import Scenarios
import Simulation
import Testing

@testable import Exploration

/// When it was too late, and where a run that holds goes another way.
@Suite struct ExplanationTests {
  /// Two wrappers, of which the second looks before the first has written its number.
  private static var wrappers: Scenario {
    var scenario = Locks.claims(by: .rlpDesk)
    scenario.length = .seconds(1)
    scenario.schedule = .order([
      .init("ben", .fileMakeDirectory), .init("ada", .fileMakeDirectory),
    ])
    return scenario
  }

  @Test func itIsTooLateWhenTheEmptyRecordIsRead() throws {
    for (first, second) in [("ben", "ada"), ("ada", "ben")] {
      var scenario = Self.wrappers
      scenario.schedule = .order([
        .init(first, .fileMakeDirectory), .init(second, .fileMakeDirectory),
        .init(second, .fileRead, nth: 2), .init(first, .fileWrite),
      ])
      let found = try #require(try Explanation(of: scenario, seed: 1))
      let inevitable = try #require(found.inevitable)
      #expect(inevitable.moment.actor == second)
      #expect(inevitable.moment.words.hasPrefix("read "), "\(inevitable.moment.words)")
      #expect(inevitable.moment.words.hasSuffix("No such file or directory"))
      #expect(inevitable.failing == inevitable.of && inevitable.of == 100)
    }
  }

  @Test func sharesGrowAndAreWholeFromThereOn() throws {
    let found = try #require(try Explanation(of: Self.wrappers, seed: 1))
    let inevitable = try #require(found.inevitable)
    let odds = found.odds
    #expect(odds.count >= 8)
    #expect(odds.map(\.moment.number) == odds.map(\.moment.number).sorted())
    #expect(odds.allSatisfy { $0.of == 100 && (0...100).contains($0.failing) })
    #expect(odds[0].failing < 50)
    for one in odds {
      let isAfter = one.moment.number >= inevitable.moment.number
      #expect((one.failing == 100) == isAfter, "event \(one.moment.number): \(one.failing)")
    }
    // What is drawn anew each time makes them go up and down a little.
    for (before, after) in zip(odds, odds.dropFirst()) {
      #expect(after.failing >= before.failing - 20)
    }
  }

  @Test func aNeighbourThatHoldsIsFoundAndDoesHold() throws {
    let found = try #require(try Explanation(of: Self.wrappers, seed: 1))
    let neighbour = try #require(found.neighbour)
    #expect(neighbour.common > 2)
    #expect(neighbour.failing != nil && neighbour.passing != nil)
    #expect(neighbour.failing != neighbour.passing)
    let word = try #require(neighbour.difference.split(separator: " ").last.map(String.init))
    switch neighbour.difference {
    case "with seed \(word)":
      let seed = try #require(UInt64(word))
      var play = try Play(Self.wrappers, seed: seed)
      play.run()
      let isViolated = play.isViolated
      #expect(!isViolated)
    case "without call \(word) of the order", "without call 1 of the order",
      "without call 2 of the order":
      break
    default:
      Issue.record("\(neighbour.difference)")
    }
    // Who stands alone on a stage has nobody to differ from.
    var alone = Self.wrappers
    alone.schedule = .byTime
    alone.actors = [alone.actors[0]]
    alone.expectations = [.answer(actor: "ada", is: .refused)]
    let lonely = try #require(try Explanation(of: alone, seed: 1, continuations: 3))
    #expect(lonely.neighbour == nil)
  }

  @Test func whatHoldsIsNotExplained() throws {
    #expect(try Explanation(of: Locks.claims(by: .rehearsal), seed: 1) == nil)
    #expect(try Explanation(of: Self.wrappers, seed: 1, expectation: 0) != nil)
    #expect(
      try Explanation(of: Sample.missedProbe, changes: [], seed: 1, continuations: 1) == nil)
  }

  @Test func theSameIsSaidTwice() throws {
    let (first, second) = (
      try Explanation(of: Self.wrappers, seed: 1, continuations: 20),
      try Explanation(of: Self.wrappers, seed: 1, continuations: 20)
    )
    #expect(first?.odds == second?.odds)
    #expect(first?.inevitable == second?.inevitable)
    #expect(first?.neighbour == second?.neighbour)
    #expect(first?.runCount == second?.runCount)
  }

  /// The second agent starts or does not: that is drawn at the very event at which it is seen.
  @Test func whatIsDecidedInTheLastMomentWasNeverInevitable() throws {
    var scenario = Sample.twoRequests
    var interfering = Action.Interfering()
    interfering.actor = "runner"
    interfering.calls = .verb(.processSpawn)
    interfering.percent = 50
    interfering.how = .crashBeforeEffect
    scenario.timeline = [Happening(.at(.zero ... .zero), .interfere(interfering))]
    let changes = [
      Red.Change(actor: Red.everybody, variant: Variant(without: ["run-key-checked"]))
    ]
    for seed: UInt64 in 1...20 {
      guard
        let found = try Explanation(
          of: scenario, changes: changes, seed: seed, continuations: 40)
      else { continue }
      #expect(found.inevitable == nil, "\(String(describing: found.inevitable))")
      let last = try #require(found.odds.last)
      #expect((5...35).contains(last.failing), "\(last.failing) of 40")
      let page = ExplanationPage(found, file: "f.yaml").lines
      #expect(page.contains { $0.hasPrefix("inevitable  never before it was seen") })
      return
    }
    Issue.record("it never fails")
  }

  // MARK: - The page

  @Test(arguments: [60, 80, 120]) func thePageFitsAndSaysAllOfIt(width: Int) throws {
    let found = try #require(try Explanation(of: Self.wrappers, seed: 1))
    let lines = ExplanationPage(found, file: "f.yaml", red: 2, width: width).lines
    for line in lines { #expect(line.count <= width, "\(line)") }
    #expect(lines.count <= 50)
    #expect(
      lines.contains {
        $0.hasPrefix("inevitable  from event \(found.inevitable?.moment.number ?? 0), at ")
      })
    #expect(lines.contains { $0.hasPrefix("nearest     ") })
    #expect(lines.contains { $0.hasPrefix("odds        ") })
    #expect(lines.contains("replay    rehearse replay f.yaml --seed 1 --red 2"))
    #expect(lines.count { $0.contains(" %  ") } <= 12)
    #expect(lines.contains { $0.hasPrefix("  100 %  ##########") })
  }
}
