import Exploration
import Operations
import Properties
import Scenarios
import Supervision

/// One plain scenario for each kind of system: somebody does what the system is there for, and
/// nothing goes wrong.
package enum PlainScene: String, CaseIterable, Sendable {
  case sessions, launches, desk, locks, generations, forge, migration, retention

  /// The scenario.
  package var scenario: Scenario {
    var scenario: Scenario
    switch self {
    case .sessions: scenario = Self.lives
    case .launches: scenario = Self.starts
    case .desk: scenario = Self.mission
    case .locks: scenario = Self.locks(nil)
    case .generations: scenario = Self.locks(.generations)
    case .forge: scenario = Self.orders
    case .migration: scenario = Self.move
    case .retention: scenario = Self.sweeps
    }
    let kinds = SystemKind.all(in: scenario)
    scenario.expectations = PropertyName.allCases.compactMap { name in
      let fits = kinds.contains { !$0.properties.isDisjoint(with: name.systems) }
      let isOnlyFair = name == .deterministic || name == .creationWithin
      return fits && !isOnlyFair ? .property(name, PropertyLimits()) : nil
    }
    return scenario
  }

  private static func command(
    _ name: String, _ part: CommandPart, at seconds: Int64 = 0
  ) -> Player {
    Player(name: name, part: .command(part), start: .seconds(seconds) ... .seconds(seconds))
  }

  private static var lives: Scenario {
    var scenario = Scenario(title: "Sessions are started, told something, ended, brought back")
    scenario.length = .seconds(90)
    scenario.calm = .seconds(60)
    scenario.actors = [
      command("ada", CommandPart(.spawn, run: "fix-1")),
      command("ben", CommandPart(.spawn, run: "fix-1"), at: 1),
      command("eve", CommandPart(.spawn, run: "fix-10"), at: 5),
      Player(name: "watch", part: .supervisor),
      command("say", CommandPart(.send, run: "fix-1", prompt: "go on"), at: 20),
      command("end", CommandPart(.kill, run: "fix-10"), at: 40),
      command("back", CommandPart(.restore, run: "fix-10"), at: 60),
      command("look", CommandPart(.list), at: 75),
    ]
    return scenario
  }

  /// What the earlier systems can do as well.
  private static var starts: Scenario {
    var scenario = Scenario(title: "Sessions are started and ended")
    scenario.length = .seconds(80)
    scenario.calm = .seconds(60)
    scenario.actors = [
      command("ada", CommandPart(.spawn, run: "fix-1")),
      command("ben", CommandPart(.spawn, run: "fix-1"), at: 1),
      command("eve", CommandPart(.spawn, run: "fix-10"), at: 5),
      command("end", CommandPart(.kill, run: "fix-10"), at: 40),
      command("look", CommandPart(.list), at: 60),
    ]
    return scenario
  }

  private static var mission: Scenario {
    var scenario = Scenario(title: "A desk lets workers go over a mission")
    scenario.length = .seconds(120)
    scenario.calm = .seconds(60)
    scenario.stage.folders = ["/srv/blog"]
    scenario.actors = [Player(name: "desk", part: .desk(DeskPart(root: "/srv/blog")))]
    return scenario
  }

  private static func locks(_ system: System?) -> Scenario {
    var scenario = Scenario(title: "Several claim a root, one after the other")
    scenario.length = .seconds(20)
    scenario.calm = .seconds(20)
    scenario.stage.folders = ["/srv/blog/.claude/ralph-desk/logs"]
    scenario.actors = [
      Player(
        name: "crowd", part: .lock(LockPart(root: "/srv/blog")), count: 3,
        start: .zero ... .seconds(1), variant: Variant(system: system)),
      Player(
        name: "next", part: .lock(LockPart(root: "/srv/blog")),
        start: .seconds(8) ... .seconds(8), variant: Variant(system: system)),
    ]
    return scenario
  }

  private static var orders: Scenario {
    var scenario = Scenario(title: "A session is created in Forge, read, gone on with and stopped")
    scenario.length = .seconds(60)
    scenario.calm = .seconds(60)
    func order(_ name: String, _ verb: ForgePart.Verb, at seconds: Int64) -> Player {
      Player(
        name: name, part: .forge(ForgePart(verb, run: "fix-1")),
        start: .seconds(seconds) ... .seconds(seconds))
    }
    scenario.actors = [
      order("ada", .run, at: 0), order("ben", .run, at: 1), order("eye", .view, at: 4),
      order("more", .resume, at: 30), order("end", .stop, at: 45),
    ]
    return scenario
  }

  private static var move: Scenario {
    var scenario = Scenario(title: "Old sessions are moved to Forge")
    scenario.length = .seconds(60)
    scenario.calm = .seconds(60)
    scenario.stage.wallMs = 1_760_875_200_000
    scenario.stage.forge.linePause = .seconds(10)
    func entry(_ id: String, _ status: String, _ month: String) -> String {
      #""\#(id)":{"agent":"x","sessionId":"\#(id)","name":"\#(id)","status":"\#(status)","#
        + #""lastUsed":"2025-\#(month)-19T11:00:00.000Z"}"#
    }
    let entries = [
      entry("a", "completed", "10"), entry("b", "running", "10"), entry("c", "failed", "10"),
      entry("d", "completed", "01"),
    ]
    let content = #"{"version":2,"sessions":{\#(entries.joined(separator: ","))}}"#
    scenario.stage.files = [.init(path: "/state/sessions.json", content: content)]
    scenario.actors = [Player(name: "move", part: .migration(MigrationPart(.toForge)))]
    return scenario
  }

  private static var sweeps: Scenario {
    var scenario = Scenario(title: "A sweep closes what is finished")
    scenario.length = .seconds(90)
    scenario.calm = .seconds(60)
    scenario.stage.agent.works = .seconds(5)
    scenario.stage.agent.ending = .exits(0)
    scenario.stage.agent.children = 1
    scenario.actors = [
      command("ada", CommandPart(.spawn, run: "fix-1")),
      command("eve", CommandPart(.spawn, run: "fix-2"), at: 20),
      Player(name: "watch", part: .supervisor),
      Player(
        name: "sweep", part: .retention(RetentionPart("sweep", keeps: .seconds(20))), count: 4,
        start: .seconds(15) ... .seconds(80)),
      Player(
        name: "ask", part: .retention(RetentionPart("status", keeps: .seconds(20))),
        start: .seconds(30) ... .seconds(60)),
    ]
    return scenario
  }
}
