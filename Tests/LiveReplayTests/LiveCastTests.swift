import Forms
import ScenarioFiles
import Scenarios
import Testing

@testable import LiveReplay

/// Which scenarios can be run on this machine.
@Suite("What can be run on this machine")
struct LiveCastTests {
  static func scenario(_ lines: String) throws -> Scenario {
    try ScenarioFile.load(Array(("scenario: s\n" + lines + "\n").utf8), file: "f")
  }

  private static func obstacle(_ lines: String) throws -> String? {
    LiveCast(try scenario(lines)).obstacle
  }

  @Test("sessions, supervisors, desks and what happens to their processes can be run")
  func possible() throws {
    let files = [
      """
      actors: { ada: { spawn: fix-1 }, ben: { kill: fix-1, at: 5s }, watch: { supervisor: } }
      timeline: [{ at: 2s, crash: watch }, { at: 3s, restart: watch }, { at: 4s, work: fix-1 }]
      expect: [work-is-kept]
      """,
      """
      stage: { folders: [/srv/blog] }
      actors: { desk: { desk-runner: { root: /srv/blog }, policy: { poll-interval: 2s } } }
      timeline: [{ at: 3s, kill-pane: desk.worker }]
      expect: [death-is-noticed]
      """,
      """
      actors: { team: { spawn: "job-#", count: 3 } }
      timeline: [{ when: { has-agent: job-1 }, kill-server: }]
      expect: [{ count: { of: records, is: 3 } }]
      """,
    ]
    for file in files { #expect(try Self.obstacle(file) == nil, "\(file)") }
  }

  @Test(
    "what cannot be had on demand is named, in one line",
    arguments: [
      ("actors: { ada: { spawn: a, by: genie-rc21 } }", "genie-rc21 is part of the cast"),
      ("actors: { ada: { spawn: a, without: [rollback] } }", "needs a safeguard taken away"),
      (
        "actors: { ada: { spawn: a, policy: { tmux-limit: 1s } } }",
        "needs its own tmux-limit, and no command takes it"
      ),
      ("actors: { ada: { forge: { do: run, run: a } } }", "needs Forge"),
      (
        "actors: { ada: { lock-holder: { root: /r } } }",
        "needs a holder of locks, and no command is one"
      ),
      (
        "actors: { ada: { spawn: a } }\nstage: { wall-clock-ms: 5 }",
        "needs a wall clock that is set"
      ),
      (
        "actors: { ada: { spawn: a } }\ntimeline: [{ at: 1s, tmux-calls-fail: 3 }]",
        "needs a call that fails on command"
      ),
      (
        "actors: { ada: { spawn: a } }\ntimeline: [{ at: 1s, power-failure: }]",
        "needs a power failure"
      ),
      (
        "actors: { ada: { spawn: a } }\ntimeline: [{ after: { call: put, of: ada }, kill-server: }]",
        "needs to strike between two calls"
      ),
      ("actors: { ada: { spawn: a } }\nlive: { never: it takes a day }", "it takes a day"),
    ])
  func impossible(_ lines: String, _ reason: String) throws {
    #expect(try Self.obstacle(lines + "\nexpect: [no-orphans]") == reason)
  }

  @Test("a file of which nothing can be judged is not run")
  func unjudged() throws {
    let file = "actors: { ada: { spawn: a } }\nexpect: [status-is-derived]"
    #expect(try Self.obstacle(file) == "expects nothing that can be judged here")
  }

  @Test("a command or the only runner that dies at a call of its own is told so before it begins")
  func deaths() throws {
    let cases: [(String, String?)] = [
      ("{ after: { call: put, of: ada }, crash: ada }", "REHEARSAL_DIES_AT=command:put:1+"),
      (
        "{ at: 0s, calls: { of: ada, call: any, skip: 2, how: crash-before } }",
        "REHEARSAL_DIES_AT=command:3"
      ),
      (
        "{ at: 0s, calls: { of: runner, call: get, how: crash-before } }",
        "REHEARSAL_DIES_AT=runner:get:1"
      ),
      ("{ at: 5s, calls: { of: ada, call: get, how: crash-before } }", nil),
      ("{ at: 0s, calls: { of: ada, call: get, how: hang } }", nil),
      ("{ after: { call: put, of: watch }, crash: watch }", nil),
    ]
    for (happening, variable) in cases {
      let scenario = try Self.scenario(
        "actors: { ada: { spawn: a }, watch: { supervisor: } }\ntimeline: [\(happening)]\n"
          + "expect: [no-orphans]")
      let death = LiveDeath(scenario.timeline[0], in: scenario)
      #expect(death?.variable == variable, "\(happening)")
      #expect((LiveCast(scenario).obstacle == nil) == (variable != nil), "\(happening)")
    }
  }
}
