import Testing

@testable import LifecycleWire

@Suite("A sequence as a table")
struct ExplanationTests {
  static let line = #"""
    {"id":"lost","events":[{"at":0,"type":"spawn_initiated"},
    {"at":12500,"type":"spawn_completed"},
    {"at":13000,"type":"activity_signalled","confidence":"valid","activity":"active","source":"hook"},
    {"at":90000,"type":"scm_observed","fetched":true,"prState":"open","ci":"failing","ciFailureLogTail":"boom"},
    {"at":120000,"type":"runtime_observed","runtime":"dead","process":"failed"},
    {"at":150000,"type":"runtime_observed","runtime":"dead","process":"failed"},
    {"at":3780000,"type":"runtime_observed","runtime":"dead","process":"failed"}]}
    """#.replacing("\n", with: "")

  static let table = """
    lost
    time      event               session                      pr                runtime                   status     effects                       why
    0s        spawn_initiated     not_started/spawn_requested  none/not_created  unknown/spawn_incomplete  spawning   -                             spawn requested
    12.5s     spawn_completed     not_started/spawn_requested  none/not_created  alive/process_running     spawning   -                             runtime created: generation 1 begins
    13s       activity_signalled  working/task_in_progress     none/not_created  alive/process_running     working    -                             active, seen by hook: working (task_in_progress)
    1m30s     scm_observed        working/task_in_progress     open/ci_failing   alive/process_running     ci_failed  send ci-failed with log       pull request open (ci_failing)
    2m00s     runtime_observed    detecting/runtime_lost       open/ci_failing   exited/tmux_missing       detecting  -                             runtime dead, process failed, no recent activity: dead reading 1 of 3 (runtime_lost)
    2m30s     runtime_observed    detecting/runtime_lost       open/ci_failing   exited/tmux_missing       detecting  -                             runtime dead, process failed, no recent activity: dead reading 2 of 3 (runtime_lost)
    1h03m00s  runtime_observed    terminated/runtime_lost      open/ci_failing   exited/tmux_missing       killed     notify agent-exited (urgent)  runtime dead, process failed, no recent activity: dead reading 3 of 3 (runtime_lost)

    """

  @Test("One row an event, in aligned columns, the reason last")
  func table() {
    #expect(Reducing(Self.line.utf8, form: .explanation).output == Self.table + "\n")
  }

  static let durations: [(Int, String)] = [
    (0, "0s"), (1, "0.001s"), (500, "0.5s"), (12_500, "12.5s"), (59_999, "59.999s"),
    (60_000, "1m00s"), (300_000, "5m00s"), (301_250, "5m01.25s"), (3_600_000, "1h00m00s"),
    (90_061_001, "25h01m01.001s"), (-1500, "-1.5s"), (.min, "-2562047788015h12m55.808s"),
  ]

  @Test("Times are written for people", arguments: durations)
  func duration(ms: Int, text: String) {
    #expect(Explanation.duration(ms: ms) == text)
  }

  @Test("A line that cannot be read is said to be so, and the rest goes on")
  func refusal() {
    let output = Reducing("7\n{\"id\":\"x\",\"events\":[]}\n".utf8, form: .explanation).output
    #expect(output.hasPrefix("line 1: expected an object, found a number\nx\ntime  event"))
  }

  @Test("It begins with the record that the sequence begins with, and names an escalation")
  func initial() {
    let record =
      #"{"activity":{"source":"","state":""},"pr":{"number":0,"reason":"not_created","state":"none","url":""},"revision":1,"runtime":{"reason":"","state":"unknown"},"session":{"reason":"","state":"working"}}"#
    let events =
      #"{"at":0,"type":"scm_observed","fetched":true,"prState":"open","review":"changes_requested"},{"at":1800000,"type":"escalation_tick"},{"at":1800001,"type":"spawn_initiated"}"#
    let output = Reducing(
      #"{"id":"x","initial":\#(record),"events":[\#(events)]}"#.utf8, form: .explanation
    ).output
    let rows = output.split(separator: "\n").map(String.init)
    #expect(rows[2].contains("(initial)") && rows[2].contains("working"))
    #expect(rows[4].contains("notify escalated changes-requested (urgent)"))
    #expect(rows[5].contains("refused: the session exists and is working"))
  }
}
