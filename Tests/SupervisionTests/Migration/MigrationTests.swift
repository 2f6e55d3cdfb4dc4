import Operations
import SimulatedWorld
import Simulation
import Supervision
import SupervisionSupport
import Testing

@Suite("A migration of old sessions")
struct MigrationTests {
  private typealias Fate = MigrationEntry.Fate

  /// Old files and what is to become of each of their entries.
  static let table: [(name: String, file: String, fates: [MigrationEntry.Fate])] = {
    let recent = OldFiles.entry(id: "x", status: "completed")
    return [
      ("version 1", "{\"version\":1,\"agents\":{\"analyze\":\(recent)}}", [.toForge]),
      ("version 1, bare", "{\"analyze\":\(recent)}", [.toForge]),
      ("version 2", OldFiles.version2([("x", recent)]), [.toForge]),
      ("version 3", "{\"version\":3,\"sessions\":{\"my name\":\(recent)}}", [.toForge]),
      (
        "version 4",
        "{\"version\":4,\"sessions\":{\"q\":{\"agent\":\"a\",\"attemptId\":\"q\"}}}", [.inForge]
      ),
      ("no version", "{\"sessions\":{\"x\":\(recent)}}", [.toForge]),
      (
        "hybrid, nested",
        "{\"version\":2,\"agents\":{\"version\":2,\"executor\":\"codex\","
          + "\"sessions\":{\"x\":\(recent)},\"analyze\":\(OldFiles.entry(id: "y", status: "failed"))}}",
        [.toForge, .toForge]
      ),
      (
        "hybrid, both",
        "{\"version\":2,\"agents\":{\"analyze\":\(OldFiles.entry(id: "y", status: "failed"))},"
          + "\"sessions\":{\"x\":\(recent)}}", [.toForge, .toForge]
      ),
      ("no id", OldFiles.version2([("x", OldFiles.entry(id: nil, status: "failed"))]), [.toForge]),
      (
        "running, pid gone",
        OldFiles.version2([
          ("x", OldFiles.entry(id: "x", status: "running", more: "\"runnerPid\":99999"))
        ]), [.toForge]
      ),
      (
        "running, pid there",
        OldFiles.version2([
          (
            "x",
            OldFiles.entry(
              id: "x", status: "running", more: "\"runnerPid\":99999,\"executorPid\":1")
          )
        ]), [.live]
      ),
      (
        "starting without pids",
        OldFiles.version2([
          ("x", OldFiles.entry(id: "x", status: "starting", more: "\"runnerPid\":null"))
        ]), [.toForge]
      ),
      (
        "duplicate ids", OldFiles.version2([("x", recent), ("z", recent)]),
        [.toForge, .duplicateID]
      ),
      (
        "stopped, abandoned, orphaned, unknown",
        OldFiles.version2(
          ["stopped", "abandoned", "orphaned", "what"].map {
            ($0, OldFiles.entry(id: $0, status: $0))
          }), [.otherStatus, .otherStatus, .otherStatus, .otherStatus]
      ),
      (
        "no timestamps",
        OldFiles.version2([("x", OldFiles.entry(id: "x", status: "failed", lastUsed: nil))]),
        [.noTime]
      ),
      (
        "bad timestamps",
        OldFiles.version2([
          ("x", OldFiles.entry(id: "x", status: "failed", lastUsed: "yesterday")),
          ("y", OldFiles.entry(id: "y", status: "failed", lastUsed: "2025-13-01T00:00:00Z")),
        ]), [.noTime, .noTime]
      ),
      (
        "bad lastUsed, good created",
        OldFiles.version2([
          (
            "x",
            OldFiles.entry(
              id: "x", status: "failed", lastUsed: "yesterday",
              more: "\"created\":\"2025-10-18T00:00:00Z\"")
          )
        ]), [.toForge]
      ),
      (
        "milliseconds",
        OldFiles.version2([
          (
            "x",
            OldFiles.entry(
              id: "x", status: "failed", lastUsed: nil, more: "\"created\":1760875000000")
          )
        ]), [.toForge]
      ),
      (
        "seven days to the millisecond, and one more",
        OldFiles.version2([
          ("x", OldFiles.entry(id: "x", status: "failed", lastUsed: "2025-10-12T12:00:01.000Z")),
          ("y", OldFiles.entry(id: "y", status: "failed", lastUsed: "2025-10-12T11:59:59.999Z")),
        ]), [.toForge, .tooOld]
      ),
      (
        "older than 180 days",
        OldFiles.version2([
          ("x", OldFiles.entry(id: "x", status: "completed", lastUsed: "2025-03-01T00:00:00Z"))
        ]), [.tooOld]
      ),
      ("no object", OldFiles.version2([("x", "17"), ("y", "null")]), [.noSession, .noSession]),
      ("no agent, no id", OldFiles.version2([("x", "{}")]), [.otherStatus]),
    ]
  }()

  @Test("plans what becomes of each entry and writes nothing", arguments: table.map(\.name))
  func plan(_ name: String) {
    let row = Self.table.first { $0.name == name }
    var desk = MigrationDesk(sessions: row?.file)
    guard case .planned(let entries) = desk.run(.dryRun) else {
      Issue.record("not planned")
      return
    }
    #expect(entries.map(\.fate) == row?.fates)
    #expect(desk.content("sessions.json") == row?.file)
    #expect(desk.content("migration.journal") == nil && desk.content("migration.lock") == nil)
    #expect(desk.universe.world.forge.taskCount == 0)
    // No run key twice, whatever the ids.
    let keys = entries.filter { $0.fate == .toForge }.map(\.key.fingerprint).sorted()
    #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 != $1 })
  }

  @Test("gives each that goes on a name of its own")
  func names() {
    var desk = MigrationDesk(
      sessions: OldFiles.version2(
        ["x", "y", "z"].map { ($0, OldFiles.entry(id: $0, status: "failed", name: "fix")) }))
    guard case .planned(let entries) = desk.run(.dryRun) else {
      Issue.record("not planned")
      return
    }
    #expect(
      entries.map { desk.universe.world.moment.texts.string($0.name) } == ["fix", "fix-2", "fix-3"])
  }

  @Test(
    "has nothing to do without a file, or with an empty one",
    arguments: [nil, "", "{}", "{\"version\":2,\"sessions\":{}}"])
  func nothing(_ file: String?) {
    var desk = MigrationDesk(sessions: file)
    #expect(desk.run(.toForge) == .nothing)
    #expect(desk.content("sessions.json") == file)
  }

  @Test("refuses a file that it cannot read, and changes nothing")
  func unreadable() {
    var desk = MigrationDesk(sessions: "{\"sessions\":{\"a\":")
    guard case .refused(.notReadable) = desk.run(.toForge) else {
      Issue.record("not refused")
      return
    }
    var later = MigrationDesk(sessions: "{\"version\":5,\"sessions\":{\"a\":{}}}")
    #expect(later.run(.toForge) == .refused(.newerVersion))
    #expect(later.content("sessions.json") == "{\"version\":5,\"sessions\":{\"a\":{}}}")
  }

  @Test("changes nothing while Forge is down")
  func down() {
    var desk = MigrationDesk(sessions: OldFiles.mixed)
    desk.universe.strike(.world(.forge(.crash(killingExecutors: true))))
    #expect(desk.run(.toForge) == .refused(.forgeDown))
    #expect(desk.files(of: OldFiles.mixed) == [OldFiles.mixed, nil, nil, nil])
  }

  @Test("of a hundred makes thirty tasks, archives seventy, and takes less than two minutes")
  func hundred() {
    var desk = MigrationDesk(sessions: OldFiles.hundred)
    let start = desk.universe.now
    guard case .migrated(let entries) = desk.run(.toForge) else {
      Issue.record("not migrated")
      return
    }
    #expect(entries.filter { $0.fate == .toForge }.count == 30)
    #expect(entries.filter { $0.fate.isArchived }.count == 70)
    #expect(desk.universe.world.forge.taskCount == 30)
    #expect(desk.liveExecutors == 0, "none of them works again by itself")
    let elapsed = desk.universe.now - start
    #expect(elapsed < .seconds(120))
    print("migration of 100 sessions: \(elapsed.nanoseconds / 1_000_000) ms of virtual time")
  }

  @Test("run a second time changes nothing")
  func twice() {
    var desk = MigrationDesk(sessions: OldFiles.mixed)
    guard case .migrated = desk.run(.toForge) else {
      Issue.record("not migrated")
      return
    }
    let files = desk.files(of: OldFiles.mixed)
    let tasks = desk.universe.world.forge.taskCount
    #expect(desk.run(.toForge) == .alreadyMigrated)
    #expect(desk.files(of: OldFiles.mixed) == files)
    #expect(desk.universe.world.forge.taskCount == tasks)
  }

  @Test("is done by one at a time")
  func lock() {
    var desk = MigrationDesk(sessions: OldFiles.mixed)
    let first = desk.add(.toForge)
    let second = desk.add(.toForge)
    _ = desk.universe.run(RunLimits(until: .start + .seconds(300)))
    let results = [desk.result(of: first), desk.result(of: second)]
    #expect(results.contains(.refused(.anotherMigration)))
    #expect(desk.universe.world.forge.taskCount == 2)
  }

  @Test("ended after any operation and run again comes to the same files")
  func crashes() {
    var plain = MigrationDesk(sessions: OldFiles.mixed)
    guard case .migrated(let entries) = plain.run(.toForge) else {
      Issue.record("not migrated")
      return
    }
    let expected = plain.files(of: OldFiles.mixed)
    #expect(expected.allSatisfy { $0 != nil })
    #expect(plain.universe.world.forge.taskCount == 2)
    var complaints: [String] = []
    var crashCount = 0
    for crash: Interference in [.crashBeforeEffect, .crashBeforeAnswer, .crashAfterAnswer] {
      for skip: Int32 in 0..<80 {
        var desk = MigrationDesk(sessions: OldFiles.mixed)
        let caller = desk.add(.toForge, name: "caller")
        desk.universe.arm(Rule(actor: caller, skip: skip, crash))
        for restart: Int64 in [100, 300] {
          desk.universe.schedule(.restart(caller), at: .start + .seconds(restart))
        }
        _ = desk.universe.run(RunLimits(until: .start + .seconds(500)))
        if desk.universe.world.forge.taskCount != 2 || desk.universe.world.forge.processCount != 2 {
          complaints.append("\(crash) \(skip): \(desk.universe.world.forge.taskCount) tasks")
        }
        let files = desk.files(of: OldFiles.mixed)
        if FilesMeaning.of(files) != FilesMeaning.of(expected) {
          complaints.append(
            "\(crash) \(skip): \(files) \(String(describing: desk.result(of: caller)))")
        }
        if desk.liveExecutors > 0 { complaints.append("\(crash) \(skip): one still works") }
        crashCount += 1
      }
    }
    #expect(entries.count == 7)
    #expect(complaints.isEmpty, "\(complaints.count): \(complaints.prefix(2))")
    print("migration ended at \(crashCount) points")
  }

  @Test("gone on with after eight days reckons by the day on which it began")
  func later() {
    var plain = MigrationDesk(sessions: OldFiles.mixed)
    _ = plain.run(.toForge)
    let expected = FilesMeaning.of(plain.files(of: OldFiles.mixed))
    for skip: Int32 in [10, 20, 30] {
      var desk = MigrationDesk(sessions: OldFiles.mixed)
      let caller = desk.add(.toForge, name: "caller")
      desk.universe.arm(Rule(actor: caller, skip: skip, .crashBeforeAnswer))
      desk.wait(.seconds(60))
      desk.universe.strike(.stepWallClock(milliseconds: 8 * 86_400_000))
      desk.universe.schedule(.restart(caller), at: desk.universe.now + .seconds(1))
      desk.wait(.seconds(120))
      #expect(FilesMeaning.of(desk.files(of: OldFiles.mixed)) == expected, "ended after \(skip)")
    }
  }

  static let fileVerbs: [Verb] = [
    .fileLock, .fileRead, .fileReplace, .fileAppend, .fileSync, .storeGet, .storePut, .forgeHealth,
    .processInspect,
  ]

  @Test(
    "stops where an operation fails or is not answered, and is gone on with", arguments: fileVerbs)
  func failures(_ verb: Verb) {
    var plain = MigrationDesk(sessions: OldFiles.mixed)
    _ = plain.run(.toForge)
    let expected = FilesMeaning.of(plain.files(of: OldFiles.mixed))
    let failure: Outcome =
      switch verb {
      case .storeGet, .storePut: .store(.failed(.inputOutput))
      case .forgeHealth: .forge(.failed(.connectionReset))
      case .processInspect: .process(.failed(.permissionDenied))
      default: .file(.failed(.noSpace))
      }
    var struckCount = 0
    for interference in [Interference.fail(failure), .loseAnswer, .hang] {
      for skip: Int32 in 0..<9 {
        var desk = MigrationDesk(sessions: OldFiles.mixed)
        let caller = desk.add(.toForge, name: "caller")
        desk.universe.arm(Rule(actor: caller, verb: verb, skip: skip, interference))
        desk.wait(.seconds(300))
        switch desk.result(of: caller) {
        case .migrated: continue
        case .interrupted, .refused: struckCount += 1
        case let other: Issue.record("\(interference) \(skip): \(String(describing: other))")
        }
        if case .refused = desk.result(of: caller) {
          #expect(desk.content("sessions.json") == OldFiles.mixed)
          #expect(desk.universe.world.forge.taskCount == 0)
        }
        _ = desk.run(.toForge)
        let files = FilesMeaning.of(desk.files(of: OldFiles.mixed))
        #expect(files == expected, "\(interference) \(skip)")
        #expect(desk.universe.world.forge.taskCount == 2)
      }
    }
    // An executor lives with what it can look up, and who cannot be asked may live.
    #expect(struckCount > 0 || verb == .storeGet || verb == .processInspect)
  }

  @Test("survives a power failure at any time", arguments: (0..<60).map { 1 + $0 * 149 })
  func power(_ milliseconds: Int) {
    var desk = MigrationDesk(sessions: OldFiles.mixed)
    desk.universe.schedule(.powerFailure, at: .start + .milliseconds(Int64(milliseconds)))
    desk.universe.schedule(
      .world(.forge(.start)), at: .start + .milliseconds(Int64(milliseconds) + 1_000))
    let caller = desk.add(.toForge, name: "caller")
    for restart: Int64 in [60, 200] {
      desk.universe.schedule(.restart(caller), at: .start + .seconds(restart))
    }
    _ = desk.universe.run(RunLimits(until: .start + .seconds(400)))
    // A process of the time before has another boot; its pid is nobody's, or another's now.
    #expect(desk.universe.world.forge.taskCount == 2)
    #expect(desk.files(of: OldFiles.mixed).allSatisfy { $0 != nil })
    #expect(desk.result(of: caller) == .alreadyMigrated)
  }

  @Test("is rolled back to the byte, ended after any operation")
  func rollBack() {
    var complaints: [String] = []
    for crash in [nil, Interference.crashBeforeEffect, .crashBeforeAnswer, .crashAfterAnswer] {
      for skip: Int32 in 0..<(crash == nil ? 1 : 45) {
        var desk = MigrationDesk(sessions: OldFiles.mixed)
        _ = desk.run(.toForge)
        let caller = desk.add(.rollBack, name: "caller")
        if let crash {
          desk.universe.arm(Rule(actor: caller, skip: skip, crash))
          for restart: Int64 in [100, 300] {
            desk.universe.schedule(
              .restart(caller), at: desk.universe.now + .seconds(restart))
          }
        }
        _ = desk.universe.run(RunLimits(until: desk.universe.now + .seconds(500)))
        if desk.universe.world.forge.taskCount != 0 || desk.universe.world.store.count != 0 {
          complaints.append("\(String(describing: crash)) \(skip): something is left")
        }
        let files = desk.files(of: OldFiles.mixed)
        if files != [OldFiles.mixed, nil, nil, OldFiles.mixed] {
          complaints.append("\(String(describing: crash)) \(skip): \(files)")
        }
      }
    }
    #expect(complaints.isEmpty, "\(complaints.count): \(complaints.prefix(2))")
  }

  @Test("that was interrupted is rolled back as well")
  func rollBackHalf() {
    for skip: Int32 in 8..<50 {
      var desk = MigrationDesk(sessions: OldFiles.mixed)
      let caller = desk.add(.toForge)
      desk.universe.arm(Rule(actor: caller, skip: skip, .crashBeforeAnswer))
      _ = desk.universe.run(RunLimits(until: .start + .seconds(60)))
      let result = desk.run(.rollBack)
      switch result {
      case .rolledBack:
        #expect(desk.content("sessions.json") == OldFiles.mixed)
        #expect(desk.universe.world.forge.taskCount == 0, "ended after \(skip)")
      case .interrupted(.forge(.notCreated)), .refused(.nothingToRollBack):
        break
      default: Issue.record("ended after \(skip): \(String(describing: result))")
      }
    }
  }

  @Test("is not rolled back over what was written after it")
  func rollBackLate() {
    var desk = MigrationDesk(sessions: OldFiles.mixed)
    _ = desk.run(.toForge)
    let path = desk.text("/state/sessions.json")
    let content = desk.text("{\"version\":4,\"sessions\":{}}")
    desk.universe.world.putFile(path, content)
    #expect(desk.run(.rollBack) == .refused(.storeChanged))
    #expect(desk.universe.world.forge.taskCount == 2)
  }

  @Test("is brought back into the file, ended after any operation")
  func back() {
    var complaints: [String] = []
    for crash in [nil, Interference.crashBeforeEffect, .crashBeforeAnswer, .crashAfterAnswer] {
      for skip: Int32 in 0..<(crash == nil ? 1 : 22) {
        var desk = MigrationDesk(sessions: OldFiles.mixed)
        _ = desk.run(.toForge)
        let caller = desk.add(.toLocal, name: "caller")
        if let crash {
          desk.universe.arm(Rule(actor: caller, skip: skip, crash))
          for restart: Int64 in [10, 30] {
            desk.universe.schedule(
              .restart(caller), at: desk.universe.now + .seconds(restart))
          }
        }
        _ = desk.universe.run(RunLimits(until: desk.universe.now + .seconds(60)))
        if desk.content("migration.journal") != nil {
          complaints.append("\(String(describing: crash)) \(skip): the journal is left")
        }
        let file = desk.content("sessions.json") ?? ""
        for part in ["\"a\":{", "\"b\":{", "\"f\":{", "\"status\":\"stopped\""]
        where !file.contains(part) {
          complaints.append("\(String(describing: crash)) \(skip): no \(part) in \(file)")
        }
        if file.contains("attemptId") || desk.universe.world.forge.taskCount != 2 {
          complaints.append("\(String(describing: crash)) \(skip): \(file)")
        }
      }
    }
    #expect(complaints.isEmpty, "\(complaints.count): \(complaints.prefix(2))")
  }

  @Test("leaves in Forge what runs there")
  func backRunning() {
    var policy = MigrationPolicy()
    policy.stopsWhatItStarts = false
    var desk = MigrationDesk(sessions: OldFiles.mixed, policy: policy)
    _ = desk.run(.toForge)
    let before = desk.content("sessions.json")
    #expect(desk.run(.toLocal) == .broughtBack(count: 0, kept: 2))
    #expect(desk.content("sessions.json") == before)
    #expect(desk.liveExecutors == 2)
  }

  @Test("leaves a map that understands both kinds of ids")
  func map() throws {
    var desk = MigrationDesk(sessions: OldFiles.mixed)
    _ = desk.run(.toForge)
    let read = desk.content("migration-map.json")
    let content = try #require(read)
    var emit = Emitter()
    let map = try #require(SessionIDMap(emit.texts.text(content), &emit))
    #expect(map.meaning(of: Text("a")) == .session(Text("migrated-a")))
    #expect(map.meaning(of: Text("migrated-a")) == .session(Text("migrated-a")))
    #expect(map.meaning(of: Text("f")) == .session(Text("f")))
    #expect(map.meaning(of: Text("c")) == .archived)
    #expect(map.meaning(of: Text("nobody")) == nil)
  }
}
