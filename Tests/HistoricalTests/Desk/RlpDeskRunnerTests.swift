import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Supervision
import Testing

@Suite("The runner of rlp-desk 0.11.1")
struct RlpDeskRunnerTests {
  private static let blocked = "/srv/blog/.claude/ralph-desk/memos/blocked.json"

  @Test("completes when nothing happens, and leaves its session behind")
  func complete() {
    let stage = RlpDeskStage(
      worker: [.signals(.continue, after: .seconds(8)), .signals(.verify, after: .seconds(8))])
    stage.addRunner("desk")
    stage.run(to: 200)
    #expect(stage.runner("desk").ending == .complete)
    #expect(stage.runner("desk").iteration == 2)
    #expect(stage.isGone("desk"))
    // The leader's pane stays, and with it the session.
    #expect(stage.count(of: "zsh") == 1)
  }

  @Test("does not look while it waits: a session killed then is missed for the whole iteration")
  func missed() {
    expectKnown("desk-missed-death", runs: 5)
  }

  @Test("does not see that an agent is gone while its shell lives")
  func agent() {
    expectKnown("desk-agent-gone", runs: 5)
  }

  @Test("takes half a signal for an unknown one, and begins the next iteration")
  func halves() {
    expectKnown("desk-half-signal", runs: 5)
  }

  @Test("cleans up on TERM and does not exit: it goes on without lock and panes, then blames tmux")
  func trap() {
    expectKnown("desk-term-goes-on", runs: 5)
  }

  @Test("reports a death after TERM that it has caused itself")
  func selfInflicted() {
    let stage = RlpDeskStage(worker: [.signals(.continue, after: .seconds(3))])
    stage.addRunner("desk")
    stage.run(to: 4)
    stage.universe.strike(.signal(stage.text("desk"), .terminate))
    stage.run(to: 60)
    #expect(stage.runner("desk").ending == .blocked)
    #expect(stage.runner("desk").cleanups == 2)
    #expect(stage.file(Self.blocked)?.contains("infra_failure") == true)
    #expect(stage.isGone("desk"))
  }

  @Test("gives the root back two seconds before its panes are gone")
  func order() {
    expectKnown("desk-root-before-panes", runs: 5)
  }

  @Test("loses a race for a name that it has just seen free")
  func names() {
    var failed = 0
    for seed: UInt64 in 1...20 {
      let roots = (0..<10).map { "/srv/root-\($0)" }
      let stage = RlpDeskStage(
        seed: seed, worker: [.stalls], hasPidInSuffix: false, roots: roots)
      for (number, root) in roots.enumerated() { stage.addRunner("desk-\(number)", root: root) }
      stage.run(to: 10)
      for number in roots.indices where stage.runner("desk-\(number)").ending == .noSession {
        failed += 1
      }
    }
    // Ten of the real ones with one suffix: four got a session, six exited.
    #expect((80...140).contains(failed), "\(failed) of 200")
  }

  @Test("never finds a session whose name has a dot in it")
  func dots() {
    expectKnown("desk-dots", runs: 5)
  }
}
