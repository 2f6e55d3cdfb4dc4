import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("Without the safeguard, of names and places,")
struct NameSafeguardTests {
  @Test("a stranger's session of the same name is taken over and killed")
  func nonceInNames() {
    let seen = both(without: .nonceInNames) { safeguards in
      var stage = SessionStage.guarded(by: safeguards) { $0.acknowledgeLooksMax = 5 }
      stage.addStranger("a")
      let result = stage.spawn(seconds: 60)
      return [result == .started, stage.tmuxSessions.contains(Text("a"))]
    }
    #expect(seen == ([true, true], [false, false]))
  }

  @Test("an id with a dot in it is not found again, while its agent lives")
  func spelledNames() {
    for id in ["v1.2", "a:b"] {
      let status = both(without: .spelledNames) { safeguards in
        var stage = SessionStage.guarded(by: safeguards, agent: .reporting)
        _ = stage.spawn(id, seconds: 200)
        let agents = stage.living("agent")
        #expect(agents == 1)
        return stage.document(id)?.status
      }
      #expect(status == (.working, .stuck), "\(id)")
    }
  }

  @Test("a kill of what is gone hits what is called alike")
  func exactTargets() {
    let left = both(without: .exactTargets) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, isSupervised: false)
      _ = stage.spawn()
      let name = stage.document("a")?.runtime.name ?? .empty
      let socket = SessionStage.socket
      stage.universe.strike(
        .world(
          .tmux(.prefixTwin(session: name, socket: socket, program: stage.universe.text("vim")))))
      stage.universe.strike(.world(.tmux(.sessionKilled(session: name, socket: socket))))
      let kill = stage.type(.kill, as: "kill")
      #expect(kill?.result == .ended(.removed))
      return stage.tmuxSessions.count
    }
    #expect(left == (1, 0))
  }

  @Test("a kill after a restart of the server hits a stranger's session")
  func idsAreChecked() {
    let isThere = both(without: .idsAreChecked) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, isSupervised: false)
      _ = stage.spawn()
      stage.universe.strike(.world(.tmux(.serverKilled(socket: SessionStage.socket))))
      stage.run(seconds: 5)
      stage.addStranger("other")
      _ = stage.type(.kill, as: "kill")
      return stage.tmuxSessions.contains(Text("other"))
    }
    #expect(isThere == (true, false))
  }

  @Test("a session without a place is looked for by its id, and a stranger found")
  func placesNamed() {
    let isThere = both(without: .placesNamed) { safeguards in
      var stage = SessionStage.guarded(by: safeguards, isSupervised: false)
      _ = stage.spawn()
      stage.addStranger("a")
      var document = stage.document("a")
      document?.runtime.name = .empty
      document?.runtime.nonce = 0
      var emit = Emitter()
      emit.texts = stage.universe.world.moment.texts
      let value = document?.encoded(&emit) ?? .empty
      stage.universe.world.moment.texts = emit.texts
      stage.universe.world.store.put(
        stage.universe.text("a"), value, stage.universe.world.moment.texts)
      _ = stage.type(.kill, as: "kill")
      return stage.tmuxSessions.contains(Text("a"))
    }
    #expect(isThere == (true, false))
  }
}
