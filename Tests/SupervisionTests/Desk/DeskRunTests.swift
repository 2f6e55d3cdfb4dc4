import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("A desk that nothing happens to")
struct DeskRunTests {
  @Test("works, verifies, writes that it is complete, and leaves nothing behind")
  func complete() {
    let stage = DeskStage(
      worker: [.signals(.continue, after: .seconds(12)), .signals(.verify, after: .seconds(20))])
    stage.addRunner("desk")
    #expect(stage.run(to: 5) == .timeReached)
    #expect(stage.panes().count == 3)
    #expect(stage.file("/srv/blog/.desk/blog/session-config.json")?.contains("desk-blog") == true)
    #expect(stage.run(to: 300) == .atRest)
    #expect(stage.runner("desk").ending == .complete)
    #expect(stage.runner("desk").counts.iteration == 2)
    #expect(stage.isGone("desk"))
    #expect(stage.panes().isEmpty)
    #expect(stage.count(of: "worker") == 0)
    #expect(stage.universe.world.files.lockCount == 0)
    #expect(stage.file("/srv/blog/.desk/runner.json") == nil)
    #expect(
      stage.file("/srv/blog/.desk/blog/blog-complete.md")
        == "COMPLETE: ALL\nSummary: verified in iteration 2\n")
    let status = stage.file("/srv/blog/.desk/blog/status.json")
    #expect(status?.contains("\"phase\":\"complete\",\"last_result\":\"pass\"") == true)
    #expect(stage.file("/srv/blog/.desk/blog/blog-blocked.json") == nil)
  }

  @Test("does not take half a signal for one")
  func halves() {
    let stage = DeskStage(
      worker: [.signalsInHalves(.verify, after: .seconds(12), gap: .seconds(9))])
    stage.addRunner("desk")
    stage.run(to: 300)
    #expect(stage.runner("desk").ending == .complete)
    #expect(stage.runner("desk").counts.failures == 0)
  }

  @Test("ends after so many failures in a row, with what to do in the record")
  func failures() {
    let stage = DeskStage(
      worker: [.signals(.verify, after: .seconds(3))], verdicts: [.fail])
    stage.addRunner("desk")
    stage.run(to: 3_000)
    guard case .blocked(let reason) = stage.runner("desk").ending else {
      Issue.record("\(String(describing: stage.runner("desk").ending))")
      return
    }
    #expect(reason.category == .repeatAxis)
    #expect(stage.runner("desk").counts.iteration == 6)
    let record = stage.file("/srv/blog/.desk/blog/blog-blocked.json")
    #expect(
      record
        == """
        {"schema_version":"2.0","slug":"blog","us_id":"ALL","blocked_at_iter":6,\
        "blocked_at_utc":"2025-10-09T08:54:50Z","reason_category":"repeat_axis",\
        "reason_detail":"6 failures in a row","failure_category":null,"recoverable":false,\
        "suggested_action":"next_mission_chain","meta":{"blocked_hygiene_violated":false}}

        """)
  }

  @Test("gives a pass in between its due")
  func pass() {
    let stage = DeskStage(
      worker: [.signals(.verify, after: .seconds(3))],
      verdicts: [.fail, .fail, .fail, .fail, .fail, .pass, .fail, .requestInfo, .complete])
    stage.addRunner("desk")
    stage.run(to: 3_000)
    #expect(stage.runner("desk").ending == .complete)
    #expect(stage.runner("desk").counts.iteration == 9)
  }

  @Test("ends by time when its iterations are used up, and blocks nothing")
  func iterations() {
    var policy = DeskPolicy()
    policy.iterationsMax = 3
    let stage = DeskStage(worker: [.signals(.continue, after: .seconds(3))], policy: policy)
    stage.addRunner("desk")
    stage.run(to: 3_000)
    #expect(stage.runner("desk").ending == .timedOut(.iterations))
    let status = stage.file("/srv/blog/.desk/blog/status.json")
    #expect(status?.contains("\"phase\":\"timeout\",\"last_result\":\"max_iter\"") == true)
    #expect(stage.file("/srv/blog/.desk/blog/blog-blocked.json") == nil)
  }

  @Test("gives a worker that only lives so much time and no more")
  func stall() {
    let stage = DeskStage(worker: [.stalls])
    stage.addRunner("desk")
    #expect(stage.run(to: 1_700) == .timeReached)
    #expect(stage.runner("desk").ending == nil)
    stage.run(to: 2_400)
    #expect(stage.runner("desk").ending == .timedOut(.iterationTime))
    #expect(stage.runner("desk").counts.restarts == 0)
    #expect(stage.panes().isEmpty)
  }

  @Test("starts a worker again that hangs or left, three times, and then asks a person")
  func restarts() {
    for reply in [DeskReply.hangs(after: .seconds(5)), .leaves(after: .seconds(5))] {
      let stage = DeskStage(worker: [reply])
      stage.addRunner("desk")
      stage.run(to: 1_500)
      guard case .blocked(let reason) = stage.runner("desk").ending else {
        Issue.record("\(reply): \(String(describing: stage.runner("desk").ending))")
        continue
      }
      #expect(reason.category == .infrastructureFailure)
      #expect(stage.runner("desk").counts.restarts == 3)
      #expect(stage.runner("desk").counts.iteration == 1)
      #expect(
        stage.file("/srv/blog/.desk/blog/blog-blocked.json")?
          .contains("worker stuck after 3 restarts") == true)
    }
  }

  @Test("nudges a worker that waits for it")
  func nudge() {
    let stage = DeskStage(worker: [.signalsWhenNudged(.verify)])
    stage.addRunner("desk")
    stage.run(to: 300)
    #expect(stage.runner("desk").ending == .complete)
  }

  @Test("ends when the context stays as it is for three iterations")
  func context() {
    let stage = DeskStage(worker: [.signals(.continue, after: .seconds(3))], learns: false)
    stage.addRunner("desk")
    stage.run(to: 600)
    guard case .blocked(let reason) = stage.runner("desk").ending else {
      Issue.record("\(String(describing: stage.runner("desk").ending))")
      return
    }
    #expect(reason.category == .contextLimit)
    #expect(stage.runner("desk").counts.iteration == 3)
  }

  @Test("does nothing when a record says that there is nothing to do")
  func already() {
    for (name, ending) in [
      ("blog-complete.md", DeskEnding.alreadyComplete), ("blog-blocked.json", .alreadyBlocked),
    ] {
      let stage = DeskStage()
      stage.universe.world.putFile(stage.text("/srv/blog/.desk/blog/\(name)"), stage.text("x"))
      stage.addRunner("desk")
      #expect(stage.run(to: 60) == .atRest)
      #expect(stage.runner("desk").ending == ending)
      #expect(stage.panes().isEmpty)
      #expect(stage.universe.world.files.lockCount == 0)
    }
  }
}
