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
  private let lost = ForgeFault.failure(.connectionReset, takesEffect: true)

  @Test("makes a second task when an answer is lost and it retries")
  func retry() {
    var desk = NaiveDesk(.retriesBlindly)
    desk.strike(.forgeCreateAndStart, lost)
    _ = desk.result(desk.run("key-1"), within: .seconds(5))
    #expect(desk.universe.world.forge.taskCount == 2)
    #expect(desk.liveExecutors == 2)
  }

  @Test("launches a second agent on this machine when an answer is lost")
  func fallBack() {
    var desk = NaiveDesk(.fallsBackAfterAnyError)
    desk.strike(.forgeCreateAndStart, lost)
    #expect(desk.result(desk.run("key-1"), within: .seconds(5)) == .launchedLocally)
    #expect(desk.universe.world.forge.taskCount == 1)
    #expect(desk.liveExecutors == 2)
  }

  @Test("makes a second task when it is ended after its request and run again")
  func crash() {
    var desk = NaiveDesk([])
    let order = desk.run("key-1")
    let caller = desk.add("naive", name: "caller") { order.encoded(&$0) }
    desk.universe.arm(
      Rule(actor: caller, verb: .forgeCreateAndStart, .crashBeforeAnswer))
    desk.universe.schedule(.restart(caller), at: .start + .seconds(5))
    desk.wait(.seconds(8))
    #expect(desk.universe.world.forge.taskCount == 2)
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
    var desk = NaiveDesk(.believesStops, lineCount: 10_000)
    _ = desk.result(desk.run("key-1"), within: .seconds(2))
    desk.universe.strike(.world(.forge(.crash(killingExecutors: false))))
    desk.universe.strike(.world(.forge(.start)))
    desk.wait(.seconds(30))
    #expect(desk.result(.stop(key: desk.text("key-1")), within: .seconds(10)) == .stopped)
    #expect(desk.liveExecutors == 1)
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

  private static let sessions =
    "{\"version\":2,\"sessions\":{"
    + "\"a\":{\"agent\":\"x\",\"name\":\"one\",\"status\":\"running\",\"runnerPid\":1,"
    + "\"lastUsed\":\"2025-10-19T11:00:00.000Z\"},"
    + "\"b\":{\"agent\":\"x\",\"name\":\"two\",\"status\":\"completed\","
    + "\"lastUsed\":\"2025-10-19T11:00:00.000Z\"},"
    + "\"c\":{\"agent\":\"x\",\"status\":\"abandoned\"},"
    + "\"d\":{\"agent\":\"x\",\"status\":\"failed\",\"lastUsed\":\"2025-01-01T00:00:00.000Z\"}}}"

  private func desk(_ variant: ShippedMigration.Variant) -> NaiveDesk {
    var desk = NaiveDesk(migration: variant)
    let path = desk.text("/state/sessions.json")
    let content = desk.text(Self.sessions)
    desk.universe.world.putFile(path, content)
    return desk
  }

  private func migrate(_ desk: inout NaiveDesk, name: String? = nil) -> Text {
    let order = MigrationOrder(
      .toForge, directory: desk.text("/state"), project: 7, base: desk.text("main"))
    return desk.add("migration", name: name) { order.encoded(&$0) }
  }

  @Test("counts sessions as migrated that are nowhere, and empties their file")
  func placeholder() throws {
    var desk = desk(.placeholder)
    let actor = migrate(&desk)
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
    _ = migrate(&desk)
    desk.wait(.seconds(10))
    #expect(desk.content("sessions-archive.json") == "")
  }

  @Test("makes second tasks when it is ended half way and run again, and starts live ones anew")
  func creating() {
    var desk = desk(.creating)
    let caller = migrate(&desk, name: "caller")
    desk.universe.arm(
      Rule(actor: caller, verb: .forgeCreateAndStart, skip: 1, .crashBeforeAnswer))
    desk.universe.schedule(.restart(caller), at: .start + .seconds(5))
    desk.wait(.seconds(20))
    // Two sessions, one of which still lives on this machine.
    #expect(desk.universe.world.forge.taskCount == 4)
  }
}
