import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// R13 and R14 on the whole desk: names, clients, roots, successors.
@Suite("Desks beside one another")
struct DeskSharingTests {
  @Test("keeps its session when its clients leave, also where settings end such sessions")
  func clientsLeave() {
    for seed: UInt64 in 1...20 {
      for isBackground in [true, false] {
        let stage = DeskStage(seed: seed, isBackground: isBackground)
        stage.addRunner("desk")
        stage.run(to: 3)
        stage.universe.strike(
          .world(.tmux(.destroyUnattached(socket: stage.socket, isOn: true))))
        // In the background the session's own option holds against everybody's.
        stage.universe.add(
          actor: stage.text("person"), program: Text("person"), argument: stage.text("desk-blog"),
          at: stage.universe.now)
        stage.run(to: 200)
        if isBackground {
          #expect(stage.runner("desk").ending == .complete, "seed \(seed)")
        } else {
          #expect(stage.runner("desk").ending?.exitStatus == 1, "seed \(seed)")
        }
      }
    }
  }

  @Test("finds a name beside others that want the same, and records the real one")
  func names() {
    for seed: UInt64 in 1...40 {
      let count = [2, 4, 8][Int(seed % 3)]
      let stage = DeskStage(seed: seed, worker: [.stalls])
      for number in 0..<count {
        stage.universe.world.strike(.file(.directoryAppears(stage.text("/srv/root-\(number)"))))
        stage.addRunner("desk-\(number)", root: "/srv/root-\(number)")
      }
      stage.run(to: 20)
      var names: [String] = []
      for number in 0..<count {
        let runner = stage.runner("desk-\(number)")
        #expect(runner.ending == nil, "seed \(seed), desk \(number)")
        let name = stage.universe.world.moment.texts.string(runner.sessionName)
        #expect(!names.contains(name), "seed \(seed): \(name) twice")
        names.append(name)
        let rows = stage.panes().filter {
          $0.reference.session == runner.panes?.leader.session
        }
        #expect(rows.count == 3)
        #expect(rows.allSatisfy { $0.sessionName == runner.sessionName })
        let config = stage.file("/srv/root-\(number)/.desk/blog/session-config.json")
        #expect(config?.contains("\"session_name\":\"\(name)\"") == true)
      }
      #expect(names.contains("desk-blog"))
      #expect(stage.universe.world.files.lockCount == count)
    }
  }

  @Test("leaves a taken name to a person when one watches")
  func taken() {
    let stage = DeskStage(isBackground: false)
    stage.universe.strike(
      .world(
        .tmux(
          .nameTaken(
            session: stage.text("desk-blog"), socket: stage.socket, program: Text("sh")))))
    stage.addRunner("desk")
    #expect(stage.run(to: 60) == .atRest)
    #expect(stage.runner("desk").ending == .unable(.session))
    #expect(stage.panes().count == 1)
  }

  @Test("chooses a name that tmux leaves as it is")
  func dots() {
    let stage = DeskStage(slug: "blog.v3:flywheel")
    stage.addRunner("desk")
    stage.run(to: 200)
    let runner = stage.runner("desk")
    #expect(runner.ending == .complete)
    #expect(
      stage.universe.world.moment.texts.string(runner.sessionName) == "desk-blog_v3_flywheel")
  }

  @Test("lets one in, by whatever spelling of the root, and refuses the others at once")
  func duplicates() {
    for seed: UInt64 in 1...60 {
      let stage = DeskStage(seed: seed, worker: [.stalls])
      stage.universe.world.strike(
        .file(.alias(stage.text("/srv/link"), of: stage.text("/srv/blog"))))
      let spellings = ["/srv/blog", "/srv/blog/", "/srv/link", "/srv/link/../blog"]
      for (number, spelling) in spellings.enumerated() {
        stage.addRunner("desk-\(number)", root: spelling, at: Int64(seed % 2) * Int64(number))
      }
      stage.run(to: 20)
      var inside = 0
      for number in spellings.indices {
        let runner = stage.runner("desk-\(number)")
        if runner.holdsRoot {
          inside += 1
        } else if case .refused(.held) = runner.ending {
          #expect(stage.isGone("desk-\(number)"))
        } else {
          Issue.record("seed \(seed), desk \(number): \(runner.phase)")
        }
      }
      #expect(inside == 1, "seed \(seed)")
      #expect(stage.panes().count == 3)
    }
  }

  @Test("takes over from a runner that was killed, and first removes what that one left running")
  func successor() {
    for seed: UInt64 in 1...60 {
      let stage = DeskStage(seed: seed, worker: [.stalls], workerHabits: .ignoresHangUp)
      stage.addRunner("first")
      _ = stage.universe.run(
        RunLimits(until: .start + .milliseconds(Int64(90 + seed * 7))))
      stage.universe.strike(.crash(stage.text("first")))
      stage.addRunner("second", at: 2)
      // A successor that dies while it clears leaves the same number behind.
      if seed % 2 == 0 {
        _ = stage.universe.run(
          RunLimits(until: .start + .milliseconds(Int64(2_090 + seed * 9))))
        stage.universe.strike(.crash(stage.text("second")))
      }
      stage.addRunner("third", at: 5)
      stage.run(to: 30)
      let last = stage.runner(seed % 2 == 0 ? "third" : "second")
      #expect(last.holdsRoot, "seed \(seed): \(last.phase)")
      #expect(stage.panes().count == 3, "seed \(seed)")
      #expect(stage.count(of: "worker") == 1, "seed \(seed)")
      #expect(stage.count(of: "verifier") == 1, "seed \(seed)")
      #expect(stage.panes().allSatisfy { $0.sessionName == last.sessionName })
    }
  }

  @Test("touches nothing that bears its ids on another server")
  func strangers() {
    let stage = DeskStage(worker: [.stalls])
    stage.addRunner("desk")
    stage.run(to: 10)
    stage.universe.strike(
      .world(.tmux(.serverRestarted(socket: stage.socket, program: Text("sh")))))
    let before = stage.panes()
    #expect(before.count == 1)
    stage.run(to: 60)
    #expect(stage.isGone("desk"))
    #expect(stage.panes() == before)
  }
}
