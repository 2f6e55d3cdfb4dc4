import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Testing

/// What comes of a cleanup by the beginning of a name.
@Suite("A naive cleanup")
struct NaiveCleanupTests {
  @Test("destroys uncommitted work, a stranger's process, and all of the task that begins alike")
  func destroys() {
    expectKnown("naive-cleanup", runs: 5)
  }
}
