import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// What comes of a poll that takes every failure for a death.
@Suite("A naive reaper")
struct NaiveReaperTests {
  @Test("leaves those alone that answer, and buries one that has gone")
  func ordinary() {
    var universe = ReaperScene.scene()
    universe.schedule(
      .world(.tmux(.sessionKilled(session: universe.text("two"), socket: Text("sock")))),
      at: Instant.start + .milliseconds(20_000))
    universe.run(toMs: 19_000)
    #expect(ReaperScene.records(&universe, "live") == 5)
    universe.run(toMs: 30_000)
    #expect(ReaperScene.records(&universe, "live") == 4 && universe.stored("two") == "terminated")
    #expect(ReaperScene.liveCount(&universe) == 4)
  }

  @Test("ends a live session because one call of a client failed once")
  func oneHiccup() {
    expectKnown("naive-reaper-hiccup", runs: 5)
  }

  @Test("archives the whole board in one tick when the server does not answer for a while")
  func wholeBoard() {
    expectKnown("naive-reaper-board", runs: 5)
  }

  @Test("never takes a death back")
  func latched() {
    expectKnown("naive-reaper-latch", runs: 5)
  }
}
