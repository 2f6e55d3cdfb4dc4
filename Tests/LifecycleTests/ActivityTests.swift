import Lifecycle
import TestSupport
import Testing

@Suite("What a sighting of the agent's activity does to a session")
struct ActivityTests {
  static let table = Table(
    """
    session                          active    ready     idle      waiting_input  blocked   exited
    ----------------------------------------------------------------------------------------------
    not_started/spawn_requested      working   idle/rc   idle      needs_input    stuck     as it was
    working/task_in_progress         working   idle/rc   idle      needs_input    stuck     as it was
    idle/awaiting_user_input         working   idle/rc   idle      needs_input    stuck     as it was
    needs_input/awaiting_user_input  working   idle/rc   idle      needs_input    stuck     as it was
    stuck/awaiting_user_input        working   idle/rc   idle      needs_input    stuck     as it was
    detecting/runtime_lost           working   idle/rc   idle      needs_input    stuck     as it was
    stuck/runtime_lost               as it was  as it was  as it was  as it was   as it was  as it was
    stuck/agent_process_exited       as it was  as it was  as it was  as it was   as it was  as it was
    stuck/probe_failure              as it was  as it was  as it was  as it was   as it was  as it was
    working/probe_failure            as it was  as it was  as it was  as it was   as it was  as it was
    done                             as it was  as it was  as it was  as it was   as it was  as it was
    terminated/manually_killed       as it was  as it was  as it was  as it was   as it was  as it was
    terminated/runtime_lost          as it was  as it was  as it was  as it was   as it was  as it was
    """)

  static let targets = [
    "working": "working/task_in_progress", "idle/rc": "idle/research_complete", "idle": "idle",
    "needs_input": "needs_input/awaiting_user_input", "stuck": "stuck/awaiting_user_input",
  ]

  @Test(
    "The session goes where the activity says, unless stronger facts hold it", arguments: table.rows
  )
  func everyRow(row: [String]) {
    for (activity, expected) in zip(ActivityState.allCases.dropFirst(), row[1...]) {
      let before = LifecycleRecord.with(SessionAxis(short: row[0]))
      var session = Rehearsed(before)
      session.see(7, activity)
      let isMoved = expected != "as it was"
      #expect(
        session.session == (isMoved ? Self.targets[expected] : row[0]), "\(row[0]), \(activity)")
      #expect(session.state.record?.activity == ActivityAxis(activity, by: .native, at: 7))
      #expect(session.quarantine == (isMoved ? nil : before.quarantine))
    }
  }

  @Test("Only a valid sighting counts", arguments: Confidence.allCases)
  func confidence(_ confidence: Confidence) {
    var session = Rehearsed.working()
    let before = session.state
    let signal = ActivitySignal(confidence: confidence, activity: .idle, source: .hook)
    let step = session.take(5, .activitySignalled(signal))
    #expect(step.changed == (confidence == .valid))
    #expect((session.state == before) == (confidence != .valid))
  }

  @Test("The same sighting once more changes nothing; a later one is a later sign of life")
  func repeated() {
    var session = Rehearsed.working()
    #expect(session.see(5, .active).changed)
    #expect(!session.see(5, .active).changed)
    #expect(session.see(6, .active).changed)
  }
}
