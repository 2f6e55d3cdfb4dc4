import Properties
import Scenarios
import Testing

@testable import LiveReplay

/// Verdicts by what a run has left, and the comparison with the simulated world.
@Suite("Verdicts on this machine")
struct LiveJudgeTests {
  private static let scenario = """
    actors: { ada: { spawn: fix-1 } }
    expect:
      - no-orphans
      - status-is-derived
      - count: { of: agents, which: fix-1, is: 1 }
      - answer: { to: ada, is: done }
      - session: { run: fix-1, is: running }
      - output: { of: ada, has: "Session ID: " }
    """

  /// What a run leaves in which all is as expected.
  private static var whole: Aftermath {
    var aftermath = Aftermath()
    aftermath.sessions = [.init(id: "fix-1", key: "fix-1", status: "working", isOver: false)]
    aftermath.agents = ["fix-1"]
    aftermath.orders = [.init(actor: "ada", answer: .done, lines: ["Session ID: fix-1"])]
    return aftermath
  }

  private static func verdicts(_ aftermath: Aftermath) throws -> [LiveVerdict] {
    LiveJudge.verdicts(of: try LiveCastTests.scenario(scenario), aftermath)
  }

  @Test("what is as expected holds, and what nobody can tell is not judged")
  func held() throws {
    let verdicts = try Self.verdicts(Self.whole)
    #expect(verdicts.map(\.word) == ["held", "not judged here", "held", "held", "held", "held"])
  }

  @Test("each thing that is not as expected is violated, with words, and nothing else is")
  func violated() throws {
    let breaks: [(place: Int, word: String, (inout Aftermath) -> Void)] = [
      (0, "stray", { $0.breaches = [.init("no-orphans", "a stray tmux session")] }),
      (2, "2 agents of fix-1", { $0.agents.append("fix-1") }),
      (3, "answered existing", { $0.orders[0].answer = .existing }),
      (
        4, "says terminated",
        { $0.sessions[0] = .init(id: "fix-1", key: "fix-1", status: "terminated", isOver: true) }
      ),
      (5, "no line", { $0.orders[0].lines = [] }),
    ]
    for (place, word, plant) in breaks {
      var aftermath = Self.whole
      plant(&aftermath)
      let verdicts = try Self.verdicts(aftermath)
      #expect(verdicts[place].words?.contains(word) == true, "\(verdicts)")
      #expect(verdicts.count { $0.word == "violated" } == 1, "\(verdicts)")
    }
  }

  @Test("worlds agree when all that was judged says the same, and something was judged")
  func comparison() throws {
    let scenario = try LiveCastTests.scenario(
      "actors: { ada: { spawn: a } }\nexpect: [no-orphans, converges]")
    func compare(_ simulated: [String?], _ live: [LiveVerdict]) -> LiveComparison {
      LiveComparison(scenario, simulated: simulated, live)
    }
    #expect(compare([nil, nil], [.held, .notJudged("")]).agrees)
    #expect(compare(["broken", nil], [.violated("broken here"), .held]).agrees)
    #expect(!compare([nil, nil], [.held, .violated("broken here")]).agrees)
    #expect(!compare([nil, "broken"], [.held, .held]).agrees)
    #expect(!compare([nil, nil], [.notJudged(""), .notJudged("")]).agrees)
  }

  @Test("answers are told by what commands print and how they end")
  func answers() {
    func answer(_ status: Int32, _ text: String) -> Answer? {
      LiveAnswer.answer(status: status, text: text, isDesk: false)
    }
    #expect(answer(0, #"{"command":"spawn","status":0,"result":"started"}"#) == .done)
    #expect(answer(0, #"{"result":"existing"}"#) == .existing)
    #expect(answer(1, #"{"result":"refused: noRecord"}"#) == .refused)
    #expect(answer(1, #"{"result":"failed: notAcknowledged"}"#) == .timedOut)
    #expect(answer(2, #"{"result":"unconfirmed: tmux"}"#) == .unconfirmed)
    #expect(answer(0, "Session ID: a\n") == .done)
    #expect(answer(0, "▸ This run has its session already: a (0.0s)\n") == .existing)
    #expect(answer(137, "") == nil)
    func desk(_ status: Int32, _ ended: String) -> Answer? {
      LiveAnswer.answer(status: status, text: "{\"ended\":\"\(ended)\"}", isDesk: true)
    }
    #expect(desk(0, "complete") == .done)
    #expect(desk(1, "blocked, infra_failure: pane") == .failed)
    #expect(desk(1, "refused: process 7 has this project") == .refused)
    #expect(desk(1, "not complete after all its iterations") == .timedOut)
  }
}
