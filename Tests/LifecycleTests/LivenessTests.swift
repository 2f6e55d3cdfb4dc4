import TestSupport
import Testing

@testable import Lifecycle

@Suite("What a look at the runtime does to a session")
struct LivenessTests {
  static let axis = Table(
    """
    runtime        runtime axis
    ----------------------------------
    alive          alive/process_running
    dead           exited/tmux_missing
    failed         probe_failed/probe_error
    indeterminate  unknown
    """)

  @Test("The runtime axis follows the reading, in every state", arguments: axis.rows)
  func runtimeAxis(row: [String]) {
    for state in SessionState.allCases {
      var session = Rehearsed(.with(SessionAxis(state, .runtimeLost)))
      session.read(1, .named(row[0]), .indeterminate)
      let runtime = session.state.record?.runtime
      let short = [runtime?.state.text, runtime?.reason.text].compactMap { $0 }
      #expect(short.filter { !$0.isEmpty }.joined(separator: "/") == row[1])
    }
  }

  /// One look at a session whose quarantine, if it has one, began at 0 with one attempt.
  static let states = Table(
    """
    session                       alive and well               doubtful                   dead
    ------------------------------------------------------------------------------------------------------
    not_started/spawn_requested   not_started/spawn_requested  detecting/runtime_lost     detecting/runtime_lost
    working/task_in_progress      working/task_in_progress     detecting/runtime_lost     detecting/runtime_lost
    working/runtime_lost          working/task_in_progress     detecting/runtime_lost     detecting/runtime_lost
    idle/research_complete        idle/research_complete       detecting/runtime_lost     detecting/runtime_lost
    needs_input/awaiting_user_input  needs_input/awaiting_user_input  detecting/runtime_lost  detecting/runtime_lost
    stuck/awaiting_user_input     stuck/awaiting_user_input    detecting/runtime_lost     detecting/runtime_lost
    stuck/runtime_lost            working/task_in_progress     stuck/runtime_lost         stuck/runtime_lost
    stuck/agent_process_exited    working/task_in_progress     stuck/agent_process_exited  stuck/agent_process_exited
    stuck/probe_failure           working/task_in_progress     stuck/probe_failure        stuck/probe_failure
    detecting/agent_process_exited  working/task_in_progress   detecting/runtime_lost     detecting/runtime_lost
    done                          done                         done                       done
    terminated/manually_killed    terminated/manually_killed   terminated/manually_killed  terminated/manually_killed
    terminated/runtime_lost       terminated/runtime_lost      terminated/runtime_lost    terminated/runtime_lost
    """)

  @Test("The session goes where the verdict says", arguments: states.rows)
  func sessionAxis(row: [String]) {
    let readings: [(Reading, Reading)] = [
      (.alive, .alive), (.indeterminate, .alive), (.dead, .dead),
    ]
    for ((runtime, process), expected) in zip(readings, row[1...]) {
      var session = Rehearsed(.with(SessionAxis(short: row[0])))
      session.read(1, runtime, process)
      #expect(session.session == expected, "\(row[0]), runtime \(runtime), process \(process)")
      #expect(session.state.record?.contradiction == nil)
    }
  }

  @Test("The same evidence three times makes a session stuck, and it keeps its quarantine")
  func attempts() {
    var session = Rehearsed.working()
    for (at, status) in [(100_000, "detecting"), (100_001, "detecting"), (100_002, "stuck")] {
      session.read(at, .indeterminate, .alive)
      #expect(session.status == status)
    }
    #expect(session.quarantine?.attempts == 3)
    #expect(session.quarantine?.startedAt == 100_000)
  }

  @Test("Other evidence begins to count anew, while the time goes on")
  func otherEvidence() {
    var session = Rehearsed.working()
    session.read(100_000, .indeterminate, .alive)
    session.read(100_001, .indeterminate, .alive)
    session.read(100_002, .indeterminate, .dead)
    #expect(session.quarantine?.attempts == 1)
    session.read(399_999, .indeterminate, .alive)
    #expect(session.status == "detecting")
    session.read(400_000, .failed, .alive)
    #expect(session.status == "stuck", "five minutes, inclusive")
    #expect(session.quarantine?.attempts == 1)
  }

  @Test("A sign of life changes the evidence, unless a probe failed")
  func activityInEvidence() {
    func attempts(_ runtime: Reading) -> Int? {
      var session = Rehearsed.working()
      session.read(59_999, runtime, .alive)
      session.read(60_001, runtime, .alive)
      return session.quarantine?.attempts
    }
    #expect(attempts(.indeterminate) == 1)
    #expect(attempts(.failed) == 2)
  }

  @Test("Doubtful readings neither count as dead nor reset those that do")
  func deadReadings() {
    var session = Rehearsed.working()
    session.read(100_000, .dead, .dead)
    session.read(100_001, .indeterminate, .alive)
    #expect(session.quarantine?.deadReadings == 1)
    session.read(100_002, .dead, .failed)
    #expect(session.quarantine?.deadReadings == 2)
    session.read(100_003, .dead, .indeterminate)
    #expect(session.session == "terminated/runtime_lost")
    #expect(session.quarantine == nil)
  }

  @Test("Health clears the quarantine, and with it the dead readings")
  func health() {
    var session = Rehearsed.working()
    session.read(100_000, .dead, .dead)
    session.read(100_001, .dead, .dead)
    session.read(100_002, .alive, .alive)
    #expect(session.session == "working/task_in_progress")
    #expect(session.quarantine == nil)
    session.read(100_003, .dead, .dead)
    #expect(session.quarantine?.deadReadings == 1)
  }

  @Test("A stuck session can still be found dead")
  func stuckThenDead() {
    var session = Rehearsed.working()
    for at in 100_000..<100_003 { session.read(at, .failed, .alive) }
    session.read(100_003, .dead, .dead)
    session.read(100_004, .dead, .dead)
    #expect(session.session == "stuck/probe_failure")
    #expect(session.quarantine?.deadReadings == 2)
    session.read(100_005, .dead, .dead)
    #expect(session.session == "terminated/runtime_lost")
  }

  @Test("Rules of one attempt, or no time, make the first doubt a stuck session")
  func strictRules() {
    for rules in [Rules(attemptsMax: 1), Rules(doubtMsMax: 0)] {
      var session = Rehearsed.working(rules: rules)
      session.read(100_000, .indeterminate, .alive)
      #expect(session.status == "stuck")
    }
  }
}
