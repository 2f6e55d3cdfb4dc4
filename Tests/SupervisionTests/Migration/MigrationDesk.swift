import Operations
import SimulatedWorld
import Simulation
import Supervision

/// What runs in the universes of these tests: migrations, and the agents that Forge starts.
enum MigrationCast: Machine {
  case migration(Migration)
  case executor(PrintingExecutor)

  mutating func handle(_ input: Input, _ emit: inout Emitter) {
    switch self {
    case .migration(var machine):
      machine.handle(input, &emit)
      self = .migration(machine)
    case .executor(var machine):
      machine.handle(input, &emit)
      self = .executor(machine)
    }
  }

  func fold(into digest: inout Digest) {
    switch self {
    case .migration(let machine): machine.fold(into: &digest)
    case .executor(let machine): machine.fold(into: &digest)
    }
  }
}

/// A universe with an old session file, a Forge, and migrations.
struct MigrationDesk: ~Copyable {
  var universe: Universe<MigrationCast>
  private var count = 0

  /// 2025-10-19T12:00:00Z.
  static let now = WallTime(milliseconds: 1_760_875_200_000)

  init(seed: UInt64 = 1, sessions: String?, policy: MigrationPolicy = MigrationPolicy()) {
    let habits: Habits = [.catchesInterrupt, .catchesTerminate]
    let agent = PrintingExecutor(lineCount: 10_000)
    universe = Universe(
      seed: seed,
      programs: Programs([
        .init(Text("migration"), .migration(Migration(policy))),
        .init(Text("claude"), .executor(agent), habits: habits),
      ]), setting: WorldSetting(canLosePower: true, projects: [7]), wall: Self.now)
    for text in ["migration", "claude", "main", "/state"] { _ = universe.text(text) }
    universe.world.strike(.file(.directoryAppears(Text("/state"))))
    if let sessions {
      let path = universe.text("/state/sessions.json")
      let content = universe.text(sessions)
      universe.world.putFile(path, content)
    }
  }

  mutating func text(_ string: String) -> Text { universe.text(string) }

  @discardableResult
  mutating func add(_ what: MigrationOrder.What, name: String? = nil) -> Text {
    count += 1
    let actor = text(name ?? "migration-\(count)")
    let order = MigrationOrder(what, directory: text("/state"), project: 7, base: text("main"))
    var emit = Emitter()
    swap(&emit.texts, &universe.world.moment.texts)
    let argument = order.encoded(&emit)
    swap(&emit.texts, &universe.world.moment.texts)
    universe.add(
      actor: actor, program: Text("migration"), argument: argument, at: universe.now)
    return actor
  }

  func result(of actor: Text) -> MigrationResult? {
    guard let id = universe.actor(named: actor),
      case .migration(let migration) = universe.machine(of: id)
    else { return nil }
    return migration.result
  }

  mutating func run(_ what: MigrationOrder.What) -> MigrationResult? {
    let actor = add(what)
    let end = universe.now + .seconds(3_600)
    while result(of: actor) == nil, let next = universe.nextInstant(), next <= end {
      universe.step()
    }
    // It says goodbye after its result.
    _ = universe.run(RunLimits(until: universe.now + .seconds(1)))
    return result(of: actor)
  }

  mutating func wait(_ interval: Interval) {
    _ = universe.run(RunLimits(until: universe.now + interval))
  }

  mutating func content(_ name: String) -> String? {
    let path = text("/state/\(name)")
    return universe.world.content(of: path).map { universe.world.moment.texts.string($0) }
  }

  /// The files that count afterwards.
  mutating func files(of sessions: String) -> [String?] {
    let stamp = String(text(sessions).fingerprint, radix: 16)
    return [
      content("sessions.json"), content("migration-map.json"),
      content("sessions-archive-\(stamp).json"), content("sessions-backup-\(stamp).json"),
    ]
  }

  var liveExecutors: Int {
    var count = 0
    universe.world.processes.forEach { process in
      if process.program == Text("claude"), universe.world.processes.lives(process.index) {
        count += 1
      }
    }
    return count
  }
}

/// Old session files, put together.
enum OldFiles {
  static func entry(
    id: String?, status: String, lastUsed: String? = "2025-10-19T11:00:00.000Z",
    name: String = "", more: String = ""
  ) -> String {
    var fields = ["\"agent\":\"analyze\"", "\"status\":\"\(status)\""]
    if let id { fields.append("\"sessionId\":\"\(id)\"") }
    if let lastUsed { fields.append("\"lastUsed\":\"\(lastUsed)\"") }
    if !name.isEmpty { fields.append("\"name\":\"\(name)\"") }
    if !more.isEmpty { fields.append(more) }
    return "{\(fields.joined(separator: ","))}"
  }

  static func version2(_ entries: [(String, String)]) -> String {
    let body = entries.map { "\"\($0)\":\($1)" }.joined(separator: ",\n")
    return "{\"version\":2,\"sessions\":{\(body)}}"
  }

  /// A hundred: ten active ones whose runners are gone, twenty recent and seventy old ones.
  static let hundred: String = {
    var entries: [(String, String)] = []
    for number in 0..<100 {
      let id = "old-\(number)"
      switch number % 10 {
      case 0:
        entries.append((id, entry(id: id, status: "running", more: "\"runnerPid\":99999")))
      case 1, 2:
        entries.append((id, entry(id: id, status: number % 4 < 2 ? "completed" : "failed")))
      default:
        entries.append(
          (id, entry(id: id, status: "completed", lastUsed: "2025-09-01T00:00:00.000Z")))
      }
    }
    return version2(entries)
  }()

  /// One of each kind, for the runs that are ended after every operation.
  static let mixed = version2([
    ("a", entry(id: "a", status: "running", more: "\"runnerPid\":99999")),
    ("b", entry(id: "b", status: "completed")),
    ("c", entry(id: "c", status: "abandoned")),
    ("d", entry(id: "d", status: "completed", lastUsed: "2025-01-01T00:00:00.000Z")),
    ("e", entry(id: "b", status: "completed")),
    ("f", entry(id: "f", status: "running", more: "\"runnerPid\":1")),
    ("g", "2"),
  ])
}
