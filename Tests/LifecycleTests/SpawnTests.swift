import Lifecycle
import TestSupport
import Testing

@Suite("Spawning, restoring and killing")
struct SpawnTests {
  static let table = Table(
    """
    session                   spawn requested
    -----------------------------------------
    done                      restored
    terminated/runtime_lost   restored
    not_started               refused
    working                   refused
    idle                      refused
    needs_input               refused
    stuck/runtime_lost        refused
    detecting/runtime_lost    refused
    """)

  @Test("A session is spawned when there is none, or when it is over", arguments: table.rows)
  func spawn(row: [String]) {
    let before = LifecycleRecord.with(
      SessionAxis(short: row[0]), PullRequestAxis(.open, .approved, number: 7, url: "u"))
    var session = Rehearsed(before)
    let step = session.take(5, .spawnInitiated)
    #expect(step.rejected == (row[1] == "refused"))
    #expect(step.changed == (row[1] == "restored"))
    #expect(session.state.record == (step.rejected ? before : .seeded(revision: 2)))
  }

  @Test("A first spawn begins with revision 1 and leaves the session axis to the agent")
  func first() {
    var session = Rehearsed()
    session.take(0, .spawnInitiated)
    #expect(session.state.record == .seeded(revision: 1))
    let handles = Handles(
      workspacePath: "/w", branch: "b", runtimeHandle: "%1", runtimeName: "tmux")
    session.take(1, .spawnCompleted(handles))
    #expect(session.session == "not_started/spawn_requested")
    #expect(session.state.record?.runtime == RuntimeAxis(.alive, .processRunning))
    #expect(session.state.handles == handles)
    #expect(session.state.generation == 1)
  }

  @Test("Only a spawn can make an unknown session known")
  func unknown() {
    var session = Rehearsed()
    let completed = session.take(0, .spawnCompleted(Handles()))
    #expect(completed.rejected)
    for step in [
      completed, session.read(1, .dead, .dead), session.see(2, .active),
      session.find(3, SCMObservation(state: .merged)), session.take(4, .killRequested(.manual)),
    ] {
      #expect(!step.changed)
      #expect(step.effects.isEmpty)
    }
    #expect(session.state == LifecycleState())
  }

  static let kills = Table(
    """
    reason   session                      runtime                       status
    ------------------------------------------------------------------------------
    manual   terminated/manually_killed   exited/manual_kill_requested  killed
    cleanup  terminated/auto_cleanup      exited/auto_cleanup           cleanup
    error    terminated/error_in_process  exited/probe_error            errored
    """)

  @Test("A kill ends a session whatever its state, and no reaction fires", arguments: kills.rows)
  func kill(row: [String]) {
    for state in SessionState.allCases {
      var session = Rehearsed(.with(SessionAxis(state, .runtimeLost)))
      let step = session.take(5, .killRequested(.named(row[0])))
      #expect(step.changed && step.effects.isEmpty)
      #expect(session.session == row[1])
      #expect(session.status == row[3])
      #expect(session.quarantine == nil)
      let runtime = session.state.record?.runtime
      #expect(runtime.map { "\($0.state.word)/\($0.reason.word)" } == row[2])
      #expect(!session.take(6, .killRequested(.named(row[0]))).changed)
    }
  }
}
