import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("Without the safeguard, of what is proven,")
struct ProofSafeguardTests {
  /// A session whose agent lives while the looks at it go wrong.
  private func looking(_ wrong: Interference, _ safeguards: Safeguards) -> Bool {
    var stage = SessionStage.guarded(by: safeguards)
    _ = stage.spawn()
    stage.universe.arm(
      Rule(actor: Text("supervisor"), verb: .processIdentify, count: 6, wrong))
    stage.run(seconds: 100)
    let document = stage.document("a")
    let lives = stage.agentLives()
    #expect(lives)
    return document?.isOver ?? true
  }

  @Test("a slow process table ends sessions that live")
  func failedIsUnknown() {
    let isOver = both(without: .failedIsUnknown) { looking(.hang, $0) }
    #expect(isOver == (false, true))
  }

  @Test("an agent that may not be asked is taken for gone")
  func permissionIsLife() {
    let refused = Interference.fail(.process(.failed(.notPermitted)))
    let isOver = both(without: .permissionIsLife) { looking(refused, $0) }
    #expect(isOver == (false, true))
  }

  @Test("an agent that nobody reaps is taken for one at work")
  func zombiesAreDead() {
    let isOver = both(without: .zombiesAreDead) { safeguards in
      var behaviour = AgentBehaviour()
      behaviour.workTime = .seconds(20)
      behaviour.ending = .crashes
      var stage = SessionStage.guarded(by: safeguards, agent: behaviour)
      // Its parent never hears of its end.
      stage.universe.arm(Rule(actor: Text("runner"), verb: .processAwaitExit, .hang))
      _ = stage.spawn()
      stage.run(seconds: 200)
      return stage.document("a")?.isOver ?? true
    }
    #expect(isOver == (true, false))
  }

  @Test("whoever has the pid of a command that died keeps what that one had begun")
  func identityIsCompared() {
    let isOver = both(without: .identityIsCompared) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      stage.command(stage.spawnRequest("a"), as: "one")
      stage.universe.arm(Rule(actor: Text("one"), verb: .gitAddWorktree, .crashBeforeEffect))
      while stage.document("a")?.intent == nil, stage.universe.step(until: .start + .seconds(5)) {}
      let pid = stage.document("a")?.intent?.holder.pid ?? 0
      stage.universe.schedule(
        .foreignProcess(program: stage.universe.text("vim"), pid: pid, user: 1_000),
        at: .start + .seconds(3))
      stage.run(seconds: 200)
      return stage.document("a")?.isOver ?? false
    }
    #expect(isOver == (true, false))
  }

  @Test("a pane that lives on speaks for an agent that has crashed")
  func twoWitnesses() {
    let isOver = both(without: .twoWitnesses) { safeguards in
      var behaviour = AgentBehaviour()
      behaviour.workTime = .seconds(20)
      behaviour.ending = .crashes
      var stage = SessionStage.guarded(by: safeguards, agent: behaviour)
      _ = stage.spawn()
      stage.run(seconds: 300)
      let runners = stage.living("runner")
      #expect(runners == 1)
      return stage.document("a")?.isOver ?? true
    }
    #expect(isOver == (true, false))
  }

  @Test("and with the server's silence, a server that stands still ends a whole board that lives")
  func silentServer() {
    let over = both(without: .failedIsUnknown, .twoWitnesses) { safeguards in
      var stage = SessionStage.guarded(by: safeguards)
      for id in ["a", "b", "c", "d", "e"] { _ = stage.spawn(id, as: "spawn-\(id)", seconds: 5) }
      stage.universe.strike(.world(.tmux(.serverStopped(socket: SessionStage.socket))))
      stage.run(seconds: 90)
      stage.universe.strike(.world(.tmux(.serverContinued(socket: SessionStage.socket))))
      stage.run(seconds: 60)
      let agents = stage.living("agent")
      #expect(agents == 5)
      return stage.documents().filter(\.isOver).count
    }
    #expect(over == (0, 5))
  }
}
