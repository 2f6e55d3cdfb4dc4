import HistoricalSupport
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
  @Test("never ends the session of an agent that has exited in a pane that lives")
  func exitedAgent() {
    for isReference in [true, false] {
      var stage = KnownFlaw.board(isReference: isReference)
      stage.universe.strike(.crash(Text("agent")))
      stage.run(seconds: 3_600)
      let over = stage.documents().filter(\.isOver).count
      #expect(over == (isReference ? 0 : 1))
    }
  }

  @Test("ends whatever one look finds dead, although the look was mistaken")
  func oneLook() {
    for isReference in [true, false] {
      var stage = KnownFlaw.board(isReference: isReference)
      KnownFlaw.mistake(&stage)
      let over = stage.documents().filter(\.isOver).count
      #expect(over == (isReference ? 3 : 0), "reference \(isReference)")
    }
  }
}
