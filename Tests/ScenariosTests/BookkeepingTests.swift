import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// What the account of a run says of what was handed over, shown, told and closed.
@Suite("The account of a run")
struct BookkeepingTests {
  @Test("has each attempt to tell an agent that its checks fail, and the notice after the last")
  func dispatches() throws {
    var scenario = Self.watched()
    scenario.length = .seconds(100)
    scenario.timeline = [
      Happening(
        .at(.seconds(8) ... .seconds(8)),
        .pullRequest(run: "fix-1", PullRequestFacts(state: .open, checks: .failing))),
      Happening(.at(.seconds(8) ... .seconds(8)), .flapping(run: "fix-1", every: .seconds(10))),
    ]
    let seen = try Self.seen(scenario)
    #expect(
      seen.dispatches == [
        "ci-failed 1/1", "ci-failed 1/2", "reaction.escalated (ci-failed) 1/1",
      ])
  }

  @Test("has a nudge as overtaken that comes when its record does not call for it any more")
  func overtaken() throws {
    var scenario = Self.watched(without: ["effects-revalidated"])
    scenario.length = .seconds(60)
    scenario.stage.agent.works = .seconds(15)
    scenario.stage.agent.afterwards = .waitingInput
    scenario.actors.append(
      Player(
        name: "ben", part: .command(CommandPart(.send, run: "fix-1")),
        start: .seconds(30) ... .seconds(30)))
    var hangs = Action.Interfering()
    hangs.actor = "watch"
    hangs.calls = .verb(.send)
    hangs.count = 5
    hangs.how = .hang
    scenario.timeline = [Happening(.at(.seconds(12) ... .seconds(12)), .interfere(hangs))]
    let seen = try Self.seen(scenario)
    #expect(seen.dispatches == ["reaction.agent-needs-input 1/1 overtaken"])
  }

  @Test("has what a reader was shown beside what follows from the record")
  func shown() throws {
    var scenario = Self.watched()
    scenario.length = .seconds(20)
    scenario.actors.append(
      Player(
        name: "eye", part: .command(CommandPart(.list)), start: .seconds(12) ... .seconds(12)))
    let seen = try Self.seen(scenario)
    #expect(seen.shown == ["fix-1 working working"])
  }

  @Test("has what is told of a finished session, its close, and the report of it")
  func retention() throws {
    var scenario = Scenario(title: "A finished session is closed")
    scenario.length = .seconds(40)
    scenario.stage.agent.works = .seconds(5)
    scenario.stage.agent.ending = .exits(0)
    scenario.actors = [
      Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1"))),
      Player(
        name: "mark", part: .retention(RetentionPart("sweep")),
        start: .seconds(12) ... .seconds(12)),
      Player(
        name: "end", part: .retention(RetentionPart("close fix-1")),
        start: .seconds(25) ... .seconds(25)),
    ]
    let seen = try Self.seen(scenario)
    #expect(seen.judgements == ["completed-retained", "completed-retained"])
    #expect(seen.closes.count == 1)
    #expect(seen.closes.allSatisfy { !$0.isWorked && !$0.isForeign && !$0.hasChanged })
    #expect(seen.reports.count == 1)
    #expect(seen.reports.allSatisfy { !$0.isThere && $0.survivors.isEmpty })
  }

  // MARK: - Runs

  /// One session and a supervisor that looks at pull requests in each pass.
  private static func watched(without: [String] = []) -> Scenario {
    var scenario = Scenario(title: "A session is watched")
    var variant = Variant()
    variant.policy = [.init("passes-per-pull-request", .count(1))]
    variant.without = without
    scenario.actors = [
      Player(name: "ada", part: .command(CommandPart(.spawn, run: "fix-1"))),
      Player(name: "watch", part: .supervisor, variant: variant),
    ]
    return scenario
  }

  /// What the books had, event by event.
  private struct Seen {
    var dispatches: [String] = []
    var shown: [String] = []
    var judgements: [String] = []
    var closes: [CloseFacts] = []
    var reports: [CloseReportFacts] = []
  }

  private static func seen(_ scenario: Scenario) throws -> Seen {
    var play = try Play(scenario, seed: 1)
    var seen = Seen()
    while play.step() {
      let account = play.account
      for dispatch in account.dispatches {
        let name = play.universe.world.moment.texts.string(dispatch.reaction)
        let late = dispatch.overtaken == nil ? "" : " overtaken"
        seen.dispatches.append("\(name) \(dispatch.incident)/\(dispatch.attempt)\(late)")
      }
      for shown in account.shown {
        let texts = play.universe.world.moment.texts
        seen.shown.append(
          [shown.session, shown.shown, shown.derived].map { texts.string($0) }
            .joined(separator: " "))
      }
      seen.judgements += account.judgements.map { "\($0.told.map { "\($0.word)" } ?? "nothing")" }
      seen.closes += account.closes
      seen.reports += account.closeReports
    }
    return seen
  }
}
