import Historical
import Lifecycle
import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

/// What the reference's rules made of a board, beside what is made of it now.
@Suite("Supervision by the reference's rules")
struct ReferenceSupervisionTests {
  private func board(isReference: Bool) -> SessionStage {
    var behaviour = AgentBehaviour()
    behaviour.supervisor = Text("supervisor")
    behaviour.reportsMax = 1
    var stage = SessionStage(
      agent: behaviour, supervising: { isReference ? ReferenceSupervision.policy($0) : $0 })
    stage.supervise()
    for id in ["a", "b", "c"] { stage.command(stage.spawnRequest(id), as: "spawn-\(id)") }
    stage.run(seconds: 100)
    return stage
  }

  @Test("never ends the session of an agent that has exited in a pane that lives")
  func exitedAgent() {
    for isReference in [true, false] {
      var stage = board(isReference: isReference)
      stage.universe.strike(.crash(Text("agent")))
      stage.run(seconds: 3_600)
      let over = stage.documents().filter(\.isOver).count
      #expect(over == (isReference ? 0 : 1))
    }
  }

  @Test("ends whatever one look finds dead, although the look was mistaken")
  func oneLook() {
    for isReference in [true, false] {
      var stage = board(isReference: isReference)
      // One pass finds everything gone, the server's process and those of the agents.
      stage.universe.arm(
        Rule(
          actor: Text("supervisor"), verb: .processIdentify, count: 4,
          .fail(.process(.failed(.noSuchProcess)))))
      stage.universe.arm(
        Rule(
          actor: Text("supervisor"), verb: .tmuxListAllPanes,
          .fail(.tmux(.listing(Listing(slot: 0, count: 0))))))
      stage.run(seconds: 100)
      let over = stage.documents().filter(\.isOver).count
      #expect(over == (isReference ? 3 : 0), "reference \(isReference)")
    }
  }
}
