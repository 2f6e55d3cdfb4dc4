import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("Without the safeguard, of endings,")
struct EndSafeguardTests {
  /// An agent that leaves a child which does not hear of the terminal's end.
  private static var parent: AgentBehaviour {
    var behaviour = AgentBehaviour()
    behaviour.children = 1
    behaviour.childProgram = Text("child")
    return behaviour
  }

  @Test("what nobody has saved goes with the worktree")
  func dirtyWorkKept() {
    let isThere = both(without: .dirtyWorkKept) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      _ = stage.spawn()
      let path = stage.putUnsaved()
      _ = stage.type(.kill, as: "kill")
      return stage.universe.world.content(of: path) != nil
    }
    #expect(isThere == (true, false))
  }

  @Test("what has left the terminal goes on without a session")
  func descendantsEnded() {
    let children = both(without: .descendantsEnded) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, agent: Self.parent)
      _ = stage.spawn()
      let kill = stage.type(.kill, as: "kill")
      #expect(kill?.result == .ended(.removed))
      return stage.living("child")
    }
    #expect(children == (0, 1))
  }

  @Test("whoever has the pid of an agent that is gone is killed for it")
  func identityBeforeSignal() {
    let editors = both(without: .identityBeforeSignal) { safeguards in
      var behaviour = AgentBehaviour()
      behaviour.workTime = .seconds(5)
      behaviour.ending = .exits(0)
      var stage = SessionStage.guarded(by: safeguards, agent: behaviour, isSupervised: false)
      _ = stage.spawn(seconds: 20)
      let pid = stage.document("a")?.runtime.agent?.pid ?? 0
      stage.universe.strike(
        .foreignProcess(program: stage.universe.text("vim"), pid: pid, user: 1_000))
      _ = stage.type(.kill, as: "kill")
      return stage.living("vim")
    }
    #expect(editors == (1, 0))
  }

  @Test("what is gone already is never confirmed to be ended")
  func absentIsEnded() {
    let result = both(without: .absentIsEnded) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, isSupervised: false)
      _ = stage.spawn()
      stage.universe.strike(.world(.tmux(.serverKilled(socket: SessionStage.socket))))
      return stage.type(.kill, as: "kill")?.result
    }
    #expect(result == (.ended(.removed), .unconfirmed(.tmux)))
  }

  @Test("a session is said to be ended while something of it lives")
  func endConfirmed() {
    let result = both(without: .endConfirmed) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, agent: Self.parent, isSupervised: false)
      _ = stage.spawn()
      // It is somebody else's by now, as after a change of its user.
      stage.universe.arm(
        Rule(
          actor: Text("kill"), verb: .processSignalIdentity, count: 100,
          .fail(.process(.failed(.notPermitted)))))
      let result = stage.type(.kill, as: "kill", seconds: 60)?.result
      let children = stage.living("child")
      #expect(children == 1)
      return result
    }
    #expect(result == (.unconfirmed(.survivors), .ended(.removed)))
  }

  @Test("a message brings back what was killed")
  func killedStaysKilled() {
    let isOver = both(without: .killedStaysKilled) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      _ = stage.spawn()
      _ = stage.type(.kill, as: "kill")
      _ = stage.type(.send, as: "send")
      return stage.document("a")?.isOver ?? false
    }
    #expect(isOver == (true, false))
  }

  @Test("a session is closed under the eyes of somebody who has just come to read it")
  func guardedKill() {
    let isThere = both(without: .guardedKill) { safeguards in
      var stage = SessionStage.merged(
        deeds: [.init(after: .zero, .tmux(.attach(.session(0))))], safeguards: safeguards)
      // Its owner comes while the closing command is about to kill it.
      stage.universe.arm(
        Rule(actor: Text("close"), verb: .tmuxKillSessionIf, .delay(.seconds(3))))
      stage.universe.arm(
        Rule(actor: Text("close"), verb: .tmuxKillSession, .delay(.seconds(3))))
      stage.retention("close a", as: "close", at: stage.end(after: 0))
      let end = stage.end(after: 60)
      var isComing = false
      while stage.universe.step(until: end) {
        if !isComing, stage.document("a")?.retention?.closing != nil {
          isComing = true
          stage.addPerson(at: stage.universe.now + .seconds(1))
        }
      }
      #expect(isComing)
      return stage.tmuxSessions.count
    }
    #expect(isThere == (1, 0))
  }
}
