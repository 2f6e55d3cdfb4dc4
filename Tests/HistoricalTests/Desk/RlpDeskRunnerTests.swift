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
    let stage = RlpDeskStage()
    stage.addRunner("desk")
    stage.run(to: 3)
    stage.universe.strike(
      .world(
        .tmux(.sessionKilled(session: stage.text("rlp-desk-blog"), socket: stage.socket))))
    // It looks again only when an iteration begins; nobody is left who could begin one.
    stage.run(to: 590)
    #expect(stage.file(Self.blocked) == nil)
    #expect(!stage.isGone("desk"))
  }

  @Test("does not see that an agent is gone while its shell lives")
  func agent() {
    let stage = RlpDeskStage()
    stage.addRunner("desk")
    stage.run(to: 3)
    #expect(stage.count(of: "worker") == 1)
    stage.universe.strike(.crash(stage.text("worker")))
    stage.run(to: 590)
    #expect(stage.file(Self.blocked) == nil)
    #expect(stage.runner("desk").ending == nil)
  }

  @Test("takes half a signal for an unknown one, and begins the next iteration")
  func halves() {
    let stage = RlpDeskStage(
      worker: [.signalsInHalves(.verify, after: .seconds(8), gap: .seconds(9))])
    stage.addRunner("desk")
    stage.run(to: 13)
    #expect(stage.runner("desk").iteration == 2)
  }

  @Test("cleans up on TERM and does not exit: it goes on without lock and panes, then blames tmux")
  func trap() {
    let stage = RlpDeskStage(worker: [.signals(.continue, after: .seconds(8))])
    stage.addRunner("desk")
    stage.run(to: 4)
    stage.universe.strike(.signal(stage.text("desk"), .terminate))
    stage.run(to: 12)
    #expect(!stage.runner("desk").believesToHold)
    #expect(stage.runner("desk").cleanups == 1)
    #expect(!stage.isGone("desk"))
    // Meanwhile the root is another's.
    stage.addRunner("second", at: stage.universe.now)
    stage.run(to: 20)
    #expect(stage.runner("second").believesToHold)
    #expect(stage.runner("desk").works && !stage.isGone("desk"))
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
    let stage = RlpDeskStage()
    stage.addRunner("desk")
    stage.run(to: 4)
    stage.universe.strike(.signal(stage.text("desk"), .hangUp))
    var overlap = 0
    while !stage.isGone("desk"), stage.universe.step() {
      if !stage.runner("desk").believesToHold, stage.count(of: "worker") > 0 { overlap += 1 }
    }
    #expect(overlap > 0)
    #expect(stage.runner("desk").ending == .hungUp)
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
    let stage = RlpDeskStage(slug: "blog.v3")
    stage.addRunner("desk")
    stage.run(to: 20)
    #expect(stage.runner("desk").ending == .blocked)
    #expect(stage.file(Self.blocked)?.contains("dead during create") == true)
    #expect(stage.count(of: "zsh") == 1)
  }
}
