import Historical
import HistoricalSupport
import Operations
import SimulatedWorld
import Simulation
import Supervision
import Testing

/// Each flaw of the naive executor, seen to do its harm, and to do none without it.
@Suite("Genie's way with Forge")
struct NaiveForgeTests {
  @Test("makes a second task when an answer is lost and it retries")
  func retry() {
    expectKnown("forge-blind-retry", runs: 5)
  }

  @Test("launches a second agent on this machine when an answer is lost")
  func fallBack() {
    expectKnown("forge-fall-back", runs: 5)
  }

  @Test("makes a second task when it is ended after its request and run again")
  func crash() {
    expectKnown("forge-crash", runs: 5)
  }

  @Test("cannot stop a session whose task's id it kept, and says that it has stopped otherwise")
  func taskForAttempt() {
    var desk = NaiveDesk([.takesTaskForAttempt, .believesStops])
    _ = desk.result(desk.run("key-1"), within: .seconds(3))
    #expect(desk.result(.stop(key: desk.text("key-1")), within: .seconds(4)) == .failed)
    #expect(desk.liveExecutors == 1)
    var better = NaiveDesk(.believesStops)
    _ = better.result(better.run("key-1"), within: .seconds(3))
    #expect(better.result(.stop(key: better.text("key-1")), within: .seconds(8)) == .stopped)
    #expect(better.liveExecutors == 0)
  }

  @Test("believes a stop after a restart of the backend, while the agent lives")
  func believesStop() {
    expectKnown("forge-believed-stop", runs: 5)
  }

  @Test("finds no log under an attempt's id")
  func streamByAttempt() {
    var desk = NaiveDesk(.streamsByAttempt)
    _ = desk.result(desk.run("key-1"), within: .seconds(2))
    #expect(desk.result(.view(key: desk.text("key-1"))) == .failed)
    var better = NaiveDesk([])
    _ = better.result(better.run("key-1"), within: .seconds(2))
    #expect(better.result(.view(key: better.text("key-1"))) == .shown(100))
  }

  @Test("shows what it has shown again when a log is cut")
  func history() {
    var desk = NaiveDesk(.showsHistoryAgain)
    _ = desk.result(desk.run("key-1"), within: .seconds(2))
    desk.universe.schedule(
      .world(.forge(.streamsCut)), at: desk.universe.now + .seconds(3))
    guard case .shown(let count) = desk.result(.view(key: desk.text("key-1"))) else {
      Issue.record("nothing was shown")
      return
    }
    #expect(count > 100)
    // Without the flaw the rest is lost.
    var other = NaiveDesk([])
    _ = other.result(other.run("key-1"), within: .seconds(2))
    other.universe.schedule(
      .world(.forge(.streamsCut)), at: other.universe.now + .seconds(3))
    guard case .shown(let fewer) = other.result(.view(key: other.text("key-1"))) else {
      Issue.record("nothing was shown")
      return
    }
    #expect(fewer < 100)
  }

  @Test("starts a second agent beside one that runs")
  func resume() {
    var desk = NaiveDesk(.resumesWhileRunning)
    _ = desk.result(desk.run("key-1"), within: .seconds(2))
    let order = ForgeOrder.resume(
      key: desk.text("key-1"), prompt: desk.text("go on"), isForced: false)
    #expect(desk.result(order, within: .seconds(1)) == .resumed)
    #expect(desk.liveExecutors == 2)
    var better = NaiveDesk([])
    _ = better.result(better.run("key-1"), within: .seconds(2))
    #expect(better.result(order, within: .seconds(1)) == .failed)
    #expect(better.liveExecutors == 1)
  }

  // MARK: - Migration

  @Test("counts sessions as migrated that are nowhere, and empties their file")
  func placeholder() throws {
    var desk = KnownFlaw.migrationDesk(.placeholder)
    let actor = KnownFlaw.migrate(&desk)
    desk.wait(.seconds(10))
    let found = desk.universe.actor(named: actor)
    guard case .migration(let machine) = desk.universe.machine(of: try #require(found)) else {
      return
    }
    #expect(machine.report?.migratedCount == 2)
    #expect(machine.report?.archivedCount == 1 && machine.report?.skippedCount == 1)
    #expect(desk.universe.world.forge.taskCount == 0)
    let left = desk.content("sessions.json") ?? ""
    let archive = desk.content("sessions-archive.json") ?? ""
    #expect(!left.contains("two") && !archive.contains("two"), "migrated to nowhere")
    #expect(!left.contains("abandoned") && !archive.contains("abandoned"), "dropped")
    // A second run loses what the first one had archived.
    _ = KnownFlaw.migrate(&desk)
    desk.wait(.seconds(10))
    #expect(desk.content("sessions-archive.json") == "")
  }

  @Test("makes second tasks when it is ended half way and run again, and starts live ones anew")
  func creating() {
    expectKnown("migration-twice", runs: 5)
  }
}
