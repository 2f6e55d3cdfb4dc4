import Historical
import Operations
import SimulatedWorld
import Simulation
import Supervision

extension KnownFlaw {
  private static let executor = "genie's Forge"
  private static let shipped = "genie's migration"

  private static var lostAnswer: ForgeFault {
    .failure(.connectionReset, takesEffect: true)
  }

  /// An old session file: one that runs, one that is done, one abandoned, one too old.
  package static let oldSessions =
    "{\"version\":2,\"sessions\":{"
    + "\"a\":{\"agent\":\"x\",\"name\":\"one\",\"status\":\"running\",\"runnerPid\":1,"
    + "\"lastUsed\":\"2025-10-19T11:00:00.000Z\"},"
    + "\"b\":{\"agent\":\"x\",\"name\":\"two\",\"status\":\"completed\","
    + "\"lastUsed\":\"2025-10-19T11:00:00.000Z\"},"
    + "\"c\":{\"agent\":\"x\",\"status\":\"abandoned\"},"
    + "\"d\":{\"agent\":\"x\",\"status\":\"failed\",\"lastUsed\":\"2025-01-01T00:00:00.000Z\"}}}"

  /// A desk with an old session file.
  package static func migrationDesk(
    _ variant: ShippedMigration.Variant, _ probe: Probe = Probe(seed: 1)
  ) -> NaiveDesk {
    var desk = NaiveDesk(probe, .shipped, migration: variant)
    let path = desk.text("/state/sessions.json")
    let content = desk.text(oldSessions)
    desk.universe.world.putFile(path, content)
    return desk
  }

  /// Adds a migration to a desk.
  package static func migrate(_ desk: inout NaiveDesk, name: String? = nil) -> Text {
    let order = MigrationOrder(
      .toForge, directory: desk.text("/state"), project: 7, base: desk.text("main"))
    return desk.add("migration", name: name) { order.encoded(&$0) }
  }

  static let forge = forgeExecutor + forgeMigration

  private static let forgeExecutor = [
    KnownFlaw("forge-blind-retry", executor, "a lost answer makes a second task") { probe in
      var desk = NaiveDesk(probe, .retriesBlindly)
      desk.strike(.forgeCreateAndStart, lostAnswer)
      _ = desk.result(desk.run("key-1"), within: .seconds(5))
      let isShown = desk.universe.world.forge.taskCount == 2 && desk.liveExecutors == 2
      return Showing(isShown, desk.universe)
    },
    KnownFlaw(
      "forge-fall-back", executor, "a lost answer launches a second agent on this machine"
    ) { probe in
      var desk = NaiveDesk(probe, .fallsBackAfterAnyError)
      desk.strike(.forgeCreateAndStart, lostAnswer)
      let result = desk.result(desk.run("key-1"), within: .seconds(5))
      let isShown =
        result == .launchedLocally && desk.universe.world.forge.taskCount == 1
        && desk.liveExecutors == 2
      return Showing(isShown, desk.universe)
    },
    KnownFlaw(
      "forge-crash", executor, "ended after its request and run again, it makes a second task"
    ) { probe in
      var desk = NaiveDesk(probe, [])
      let order = desk.run("key-1")
      let caller = desk.add("naive", name: "caller") { order.encoded(&$0) }
      desk.universe.arm(Rule(actor: caller, verb: .forgeCreateAndStart, .crashBeforeAnswer))
      desk.universe.schedule(.restart(caller), at: .start + .seconds(5))
      desk.wait(.seconds(8))
      return Showing(desk.universe.world.forge.taskCount == 2, desk.universe)
    },
    KnownFlaw(
      "forge-task-id", executor, "it keeps a task's id for an attempt's and cannot stop it"
    ) { probe in
      var desk = NaiveDesk(probe, [.takesTaskForAttempt, .believesStops])
      desk.launch("key-1")
      let result = desk.result(.stop(key: desk.text("key-1")), within: .seconds(4))
      return Showing(result == .failed && desk.liveExecutors == 1, desk.universe)
    },
    KnownFlaw(
      "forge-believed-stop", executor,
      "a stop after a restart of the backend is believed while the agent lives"
    ) { probe in
      var desk = NaiveDesk(probe, .believesStops, lineCount: 10_000)
      desk.launch("key-1")
      desk.universe.strike(.world(.forge(.crash(killingExecutors: false))))
      desk.universe.strike(.world(.forge(.start)))
      desk.wait(.seconds(30))
      let result = desk.result(.stop(key: desk.text("key-1")), within: .seconds(10))
      return Showing(result == .stopped && desk.liveExecutors == 1, desk.universe)
    },
    KnownFlaw(
      "forge-stream-id", executor, "it looks for a log under an attempt's id and finds none"
    ) { probe in
      var desk = NaiveDesk(probe, .streamsByAttempt)
      desk.launch("key-1")
      let result = desk.result(.view(key: desk.text("key-1")))
      return Showing(result == .failed, desk.universe)
    },
    KnownFlaw(
      "forge-history", executor, "a log that was cut is shown again from the start"
    ) { probe in
      var desk = NaiveDesk(probe, .showsHistoryAgain)
      desk.launch("key-1")
      desk.universe.schedule(
        .world(.forge(.streamsCut)), at: desk.universe.now + .seconds(3))
      guard case .shown(let count)? = desk.result(.view(key: desk.text("key-1"))) else {
        return Showing(false, desk.universe)
      }
      return Showing(count > 100, desk.universe)
    },
    KnownFlaw(
      "forge-second-agent", executor, "a follow-up starts a second agent beside one that runs"
    ) { probe in
      var desk = NaiveDesk(probe, .resumesWhileRunning)
      desk.launch("key-1")
      let order = ForgeOrder.resume(
        key: desk.text("key-1"), prompt: desk.text("go on"), isForced: false)
      let result = desk.result(order, within: .seconds(1))
      return Showing(result == .resumed && desk.liveExecutors == 2, desk.universe)
    },
  ]

  private static let forgeMigration = [
    KnownFlaw(
      "migration-nowhere", shipped,
      "it counts sessions as migrated that are nowhere, and empties their file"
    ) { probe in
      var desk = migrationDesk(.placeholder, probe)
      let actor = migrate(&desk)
      desk.wait(.seconds(10))
      guard let found = desk.universe.actor(named: actor),
        case .migration(let machine) = desk.universe.machine(of: found)
      else { return Showing(false, desk.universe) }
      let left = desk.content("sessions.json") ?? ""
      let archive = desk.content("sessions-archive.json") ?? ""
      let isShown =
        machine.report?.migratedCount == 2 && desk.universe.world.forge.taskCount == 0
        && !left.contains("two") && !archive.contains("two") && !left.contains("abandoned")
        && !archive.contains("abandoned")
      return Showing(isShown, desk.universe)
    },
    KnownFlaw(
      "migration-twice", shipped,
      "ended half way and run again, it makes second tasks, also for one that lives"
    ) { probe in
      var desk = migrationDesk(.creating, probe)
      let caller = migrate(&desk, name: "caller")
      desk.universe.arm(
        Rule(actor: caller, verb: .forgeCreateAndStart, skip: 1, .crashBeforeAnswer))
      desk.universe.schedule(.restart(caller), at: .start + .seconds(5))
      desk.wait(.seconds(20))
      return Showing(desk.universe.world.forge.taskCount == 4, desk.universe)
    },
  ]
}
