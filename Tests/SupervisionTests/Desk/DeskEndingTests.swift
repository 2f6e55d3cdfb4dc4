import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("The end of a desk")
struct DeskEndingTests {
  @Test(
    "comes with each signal at any time: panes, then the root, then the process",
    arguments: [Signal.terminate, .interrupt, .hangUp])
  func signals(_ signal: Signal) {
    var ended = 0
    for seed: UInt64 in 1...120 {
      let stage = DeskStage(seed: seed)
      stage.addRunner("desk")
      // The beginning is full of steps; later ones are far apart.
      let time =
        seed <= 90
        ? Int64(85 + seed) * 1_000 : Int64(seed - 90) * 1_700_000
      _ = stage.universe.run(RunLimits(until: .start + .microseconds(time)))
      guard !stage.isGone("desk") else { continue }
      stage.universe.strike(.signal(stage.text("desk"), signal))
      let limit = stage.universe.now + .seconds(12)
      while !stage.isGone("desk"), stage.universe.now < limit, stage.universe.step() {
        // While anything of it runs, the root is its own.
        let runs = stage.count(of: "worker") + stage.count(of: "verifier") > 0
        if runs, !stage.isGone("desk") { #expect(stage.runner("desk").holdsRoot) }
      }
      #expect(stage.isGone("desk"), "seed \(seed): \(stage.runner("desk").phase)")
      #expect(stage.runner("desk").ending == .signalled(signal), "seed \(seed)")
      #expect(stage.panes().isEmpty, "seed \(seed)")
      #expect(stage.count(of: "worker") + stage.count(of: "verifier") == 0, "seed \(seed)")
      #expect(stage.universe.world.files.lockCount == 0)
      #expect(stage.file("/srv/blog/.desk/blog/blog-blocked.json") == nil)
      #expect(stage.run(to: 400) == .atRest)
      ended += 1
    }
    #expect(ended > 100, "\(ended)")
  }

  @Test("comes with TERM before each of its operations, and leaves nothing that is its own")
  func everyPhase() {
    // At each number of events once: so in each phase, and at each of its steps.
    var phases: [DeskPhase] = []
    for events: Int64 in 2...260 {
      let stage = DeskStage(
        seed: UInt64(events), worker: [.signals(.verify, after: .seconds(3))])
      // A dead one's record is there, with something of its that still runs.
      stage.addRunner("first")
      _ = stage.run(to: 10) { $0.runner("first").phase == .waiting }
      stage.universe.strike(.crash(stage.text("first")))
      stage.addRunner("desk", at: 20)
      stage.run(to: 20)
      _ = stage.universe.run(RunLimits(events: events))
      guard !stage.isGone("desk"), stage.runner("desk").phase != .idle else { continue }
      let phase = stage.runner("desk").phase
      if !phases.contains(phase) { phases.append(phase) }
      stage.universe.strike(.signal(stage.text("desk"), .terminate))
      stage.run(to: 400)
      #expect(stage.isGone("desk"), "\(events) events, \(phase)")
      #expect(stage.panes().isEmpty, "\(events) events, \(phase)")
      #expect(stage.count(of: "worker") == 0, "\(events) events, \(phase)")
      #expect(stage.universe.world.files.lockCount == 0, "\(events) events, \(phase)")
      #expect(stage.file("/srv/blog/.desk/runner.json") == nil, "\(events) events, \(phase)")
    }
    #expect(phases.count >= 20, "\(phases.count): \(phases)")
  }

  @Test("waits for an agent that does not hear the hang-up, and kills one that does not end")
  func deafAgents() {
    for habits: Habits in [.ignoresHangUp, [.ignoresHangUp, .catchesTerminate]] {
      let stage = DeskStage(worker: [.stalls], workerHabits: habits)
      stage.addRunner("desk")
      stage.run(to: 10)
      stage.universe.strike(.signal(stage.text("desk"), .terminate))
      while !stage.isGone("desk"), stage.universe.step() {
        if stage.count(of: "worker") > 0 { #expect(stage.runner("desk").holdsRoot) }
      }
      #expect(stage.count(of: "worker") == 0)
      #expect(stage.runner("desk").ending == .signalled(.terminate))
    }
  }

  @Test("is the same when a second signal comes while it clears up")
  func twice() {
    let stage = DeskStage(worker: [.stalls])
    stage.addRunner("desk")
    stage.run(to: 10)
    stage.universe.strike(.signal(stage.text("desk"), .terminate))
    _ = stage.run(to: 20) { $0.runner("desk").phase == .clearing }
    stage.universe.strike(.signal(stage.text("desk"), .interrupt))
    stage.run(to: 40)
    #expect(stage.runner("desk").ending == .signalled(.terminate))
    #expect(stage.panes().isEmpty)
  }

  @Test("keeps the first record of two, and says why it could not write one")
  func records() {
    let stage = DeskStage(worker: [.stalls])
    stage.addRunner("desk")
    stage.run(to: 10)
    let path = stage.text("/srv/blog/.desk/blog/blog-blocked.json")
    stage.universe.world.putFile(path, stage.text("first"))
    stage.universe.strike(.crash(stage.text("worker")))
    stage.run(to: 60)
    #expect(stage.file("/srv/blog/.desk/blog/blog-blocked.json") == "first")
    #expect(stage.file("/srv/blog/.desk/blog/blog-blocked.md") == nil)
    #expect(stage.isGone("desk"))

    let full = DeskStage(worker: [.stalls])
    full.addRunner("desk")
    full.run(to: 10)
    full.universe.strike(.world(.file(.diskFull(after: 0))))
    full.universe.strike(.crash(full.text("worker")))
    full.run(to: 60)
    #expect(full.isGone("desk"))
    let words = full.universe.notices.map {
      full.universe.world.moment.texts.string($0.message.body)
    }
    #expect(words == ["blocked", "a record could not be written"])
  }

  @Test("leaves the root in order after any crash of any step")
  func crashes() {
    var crashed = 0
    for seed: UInt64 in 1...400 {
      let stage = DeskStage(seed: seed, worker: [.signals(.verify, after: .seconds(3))])
      let kinds: [Interference] = [.crashBeforeEffect, .crashBeforeAnswer, .crashAfterAnswer]
      stage.universe.arm(
        Rule(actor: stage.text("first"), skip: Int32(seed % 45), kinds[Int(seed % 3)]))
      stage.addRunner("first")
      stage.addRunner("second", at: 100)
      stage.run(to: 400)
      #expect(stage.isGone("first") && stage.isGone("second"), "seed \(seed)")
      if stage.runner("first").ending?.exitStatus != 0 || !stage.runner("first").phase.isLast {
        crashed += 1
      }
      let ending = stage.runner("second").ending
      #expect(ending == .complete || ending == .alreadyComplete, "seed \(seed): \(ending as Any)")
      #expect(stage.panes().isEmpty, "seed \(seed)")
      #expect(stage.count(of: "worker") == 0, "seed \(seed)")
      #expect(stage.universe.world.files.lockCount == 0, "seed \(seed)")
    }
    #expect(crashed > 300, "\(crashed) of 400")
  }
}

extension DeskPhase {
  /// Whether nothing follows.
  fileprivate var isLast: Bool { self == .exiting }
}
