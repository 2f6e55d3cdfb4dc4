import Operations
import Properties
import SimulatedWorld
import Simulation
import Testing

@Suite struct TerminalStaysTerminalTests {
  @Test func sessionThatComesBackIsSeenWhenItIsWritten() {
    let said = watch(
      TerminalStaysTerminal(), { $0.write("fix", .running) }, { $0.write("fix", .ended(.killed)) },
      { $0.write("fix", .running, by: "supervisor") })
    #expect(said == .violated(at: 3))
  }

  @Test func sessionThatVanishesAndComesBackIsSeen() {
    let said = watch(
      TerminalStaysTerminal(), { $0.write("fix", .ended(.killed)) }, { $0.remove("fix") },
      { scene in scene.write("other", .running) { $0.id = $1.text("fix") } })
    #expect(said == .violated(at: 3))
  }

  @Test func restoreBringsItBack() {
    let said = watch(
      TerminalStaysTerminal(), { $0.write("fix", .ended(.killed)) },
      { $0.begin("back", .restorer, run: "fix") }, { $0.write("fix", .starting, by: "back") })
    #expect(said == .held)
    let before = watch(
      TerminalStaysTerminal(), { $0.begin("back", .restorer, run: "fix") },
      { scene in
        scene.answer("back", .refused)
        scene.actor("back") { $0.lives = false }
      }, { $0.write("fix", .ended(.killed)) }, { $0.write("fix", .running) })
    #expect(before == .violated(at: 4))
  }

  @Test func startOfSomebodyAfterTheEndPutsItToTheTest() {
    let said = watch(
      TerminalStaysTerminal(), { $0.write("fix", .ended(.killed)) },
      { $0.begin("supervisor", .supervisor) })
    #expect(said == .held)
    #expect(watch(TerminalStaysTerminal(), { $0.write("fix", .running) }) == .notExercised)
  }
}
