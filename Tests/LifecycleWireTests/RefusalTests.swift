import TestSupport
import Testing

@Suite("What is refused, and in which words")
struct RefusalTests {
  private static func events(_ events: String) -> String { #"{"id":"s","events":[\#(events)]}"# }
  private static let tick = #"{"at":0,"type":"escalation_tick"}"#

  /// A line, and what is said of it.
  static let lines: [(String, String)] = [
    // The line.
    ("{}", "line 1: missing 'events', 'id'"),
    (#"{"id":"s"}"#, "line 1: missing 'events'"),
    (#"{"id":7,"events":[]}"#, "line 1: id: expected a string, found a number"),
    (#"{"id":"s","id":"s","events":[]}"#, "line 1: duplicate key 'id'"),
    (#"{"id":"s","event":[]}"#, "line 1: unknown key 'event' (did you mean 'events'?)"),
    (#"{"id":"s","events":{}}"#, "line 1: events: expected an array, found an object"),
    ("[]", "line 1: expected an object, found an array"),
    (
      #"{"id":"s","events":[]}]"#,
      "line 1, column 23: unexpected ']' after the end of the value"
    ),
    (
      #"{"id":"s","events":[]"#,
      "line 1, column 22: expected ',' or '}', found the end of the text"
    ),
    (
      #"{"id":"s","events":[],"steps":[1,}"#,
      "line 1, column 34: steps[1]: expected a value, found '}'"
    ),
    // The events.
    (events("7"), "line 1: events[0]: expected an object, found a number"),
    (events("{}"), "line 1: events[0]: missing 'at', 'type'"),
    (events(tick + ",{\"type\":\"escalation_tick\"}"), "line 1: events[1]: missing 'at'"),
    (events(#"{"at":0,"type":"foo"}"#), "line 1: events[0].type: unknown event 'foo'"),
    (
      events(#"{"at":0,"type":"spawn_initated"}"#),
      "line 1: events[0].type: unknown event 'spawn_initated' (did you mean 'spawn_initiated'?)"
    ),
    (
      events(#"{"at":0,"at":1,"type":"escalation_tick"}"#),
      "line 1: events[0]: duplicate key 'at'"
    ),
    (
      events(#"{"at":0,"typ":"escalation_tick"}"#),
      "line 1: events[0]: unknown key 'typ' (did you mean 'type'?)"
    ),
    (
      events(#"{"at":1.0,"type":"escalation_tick"}"#),
      "line 1: events[0].at: expected an integer, without a fraction or an exponent"
    ),
    (
      events(#"{"at":1e3,"type":"escalation_tick"}"#),
      "line 1: events[0].at: expected an integer, without a fraction or an exponent"
    ),
    (
      events(#"{"at":-1,"type":"escalation_tick"}"#),
      "line 1: events[0].at: expected an integer from 0 to 9007199254740991"
    ),
    (
      events(#"{"at":9007199254740992,"type":"escalation_tick"}"#),
      "line 1: events[0].at: expected an integer from 0 to 9007199254740991"
    ),
    (
      events(#"{"at":"0","type":"escalation_tick"}"#),
      "line 1: events[0].at: expected a number, found a string"
    ),
    (
      events(#"{"at":0,"type":"escalation_tick","reason":"manual"}"#),
      "line 1: events[0]: 'escalation_tick' does not take 'reason'"
    ),
    (
      events(#"{"at":0,"type":"runtime_observed","runtime":"alive"}"#),
      "line 1: events[0]: missing 'process'"
    ),
    (
      events(#"{"at":0,"type":"runtime_observed","runtime":"live","process":"dead"}"#),
      "line 1: events[0].runtime: unknown reading 'live' (did you mean 'alive'?)"
    ),
    (
      events(#"{"at":0,"type":"activity_signalled","confidence":"valid","source":"hook"}"#),
      "line 1: events[0]: missing 'activity'"
    ),
    (
      events(
        #"{"at":0,"type":"activity_signalled","confidence":"valid","source":"","activity":"idle"}"#),
      "line 1: events[0].source: unknown source ''"
    ),
    (
      events(#"{"at":0,"type":"activity_signalled","source":"hook"}"#),
      "line 1: events[0]: missing 'confidence'"
    ),
    (
      events(#"{"at":0,"type":"scm_observed","fetched":true}"#),
      "line 1: events[0]: missing 'prState'"
    ),
    (
      events(#"{"at":0,"type":"scm_observed","prState":"open"}"#),
      "line 1: events[0]: missing 'fetched'"
    ),
    (
      events(#"{"at":0,"type":"scm_observed","fetched":1}"#),
      "line 1: events[0].fetched: expected a boolean, found a number"
    ),
    (
      events(#"{"at":0,"type":"scm_observed","fetched":false,"comments":["me"]}"#),
      "line 1: events[0].comments[0]: unknown author 'me'"
    ),
    (
      events(#"{"at":0,"type":"scm_observed","fetched":false,"mergeability":{"mergable":true}}"#),
      "line 1: events[0].mergeability: unknown key 'mergable' (did you mean 'mergeable'?)"
    ),
    (events(#"{"at":0,"type":"kill_requested"}"#), "line 1: events[0]: missing 'reason'"),
    (
      events(#"{"at":0,"type":nul}"#), "line 1, column 36: events[0].type: expected null, found 'n'"
    ),
    ("nonsense", "line 1, column 1: expected null, found 'n'"),
    (events(#"{"at":0,"type":null}"#), "line 1: events[0].type: expected a string, found null"),
    // The rules.
    (#"{"id":"s","events":[],"rules":{"attempts":3}}"#, "line 1: rules: unknown key 'attempts'"),
    (
      #"{"id":"s","events":[],"rules":{"corrections":["c3"]}}"#,
      "line 1: rules.corrections[0]: unknown correction 'c3'"
    ),
    // Longer than a message should quote.
    (
      events(#"{"at":0,"type":"\#(String(repeating: "x", count: 50))"}"#),
      "line 1: events[0].type: unknown event '\(String(repeating: "x", count: 40))…'"
    ),
  ]

  @Test("The fault is named with its place", arguments: lines)
  func refused(line: String, message: String) {
    let tree = Tree(answer(line).utf8)
    #expect(tree?["error"]?.text == message)
    #expect(tree?["steps"] == nil)
  }

  static let ids: [(String, Tree)] = [
    (#"{"id":"s","events":7}"#, .string("s")),
    (#"{"events":7,"id":"s"}"#, .string("s")),
    (#"{"what":[{"id":"no"}],"id":"s\n","events":[]}"#, .string("s\n")),
    (#"{"events":7}"#, .null),
    (#"{"id":7,"events":[]}"#, .null),
    (#"{"events":],"id":"s"}"#, .null),
    (#"{"id":"s","events":[}"#, .string("s")),
    ("?", .null),
  ]

  @Test("A refusal names the line it refuses, if that can be had", arguments: ids)
  func idOfRefusal(line: String, id: Tree) {
    #expect(Tree(answer(line).utf8)?["id"] == id)
  }

  private static let axes = #"""
    "activity":{"source":"","state":""},"pr":{"number":0,"reason":"not_created","state":"none","url":""},"revision":3,"runtime":{"reason":"process_running","state":"alive"}
    """#

  static let initial: [(String, String)] = [
    ("7", "initial: expected an object, found a number"),
    ("{}", "initial: missing 'activity', 'pr', 'revision', 'runtime', 'session'"),
    (
      #"{\#(axes),"session":{"reason":"runtime_lost","state":"detecting"}}"#,
      "initial: the session is in doubt (detecting) but has no quarantine"
    ),
    (
      #"{\#(axes),"session":{"reason":"","state":"idle"},"quarantine":{"attempts":1,"deadReadings":0,"startedAt":5}}"#,
      "initial: the session is not in doubt (idle) but has a quarantine"
    ),
    (
      #"{\#(axes),"session":{"reason":"","state":"idle"},"quarantine":{"attempts":1}}"#,
      "initial.quarantine: missing 'deadReadings', 'startedAt'"
    ),
    (#"{\#(axes),"session":{"state":"idle"}}"#, "initial.session: missing 'reason'"),
    (
      #"{\#(axes),"session":{"reason":"","state":"asleep"}}"#,
      "initial.session.state: unknown state 'asleep'"
    ),
    (
      #"{"activity":{"source":"hook","state":"idle"},"pr":{},"runtime":{},"session":{}}"#,
      "initial.pr: missing 'number', 'reason', 'state', 'url'"
    ),
    (#"{"activity":{"state":"idle"}}"#, "initial.activity: missing 'source'"),
  ]

  @Test("A record that no session can have is refused", arguments: initial)
  func badRecord(record: String, message: String) {
    let tree = Tree(answer(#"{"id":"s","initial":\#(record),"events":[]}"#).utf8)
    #expect(tree?["error"]?.text == "line 1: \(message)")
  }
}
