import Forms
import Lifecycle
import Operations
import Scenarios
import Supervision

extension Form<Stage> {
  /// What is there before anybody begins.
  static var stage: Form {
    .record(
      "stage", help: "What is there before anybody begins",
      .defaulted(
        "wall-clock-ms", .integer(in: 0...4_000_000_000_000),
        { @Sendable stage in Int(stage.wallMs) },
        1_760_000_000_000, help: "The wall clock at the start, in milliseconds since 1970"),
      .defaulted(
        "branch", .nonEmptyText, \.branch, "main", help: "The branch that the repository is on"),
      .defaulted(
        "files", .list(of: .file), \.files, [], help: "Files that are there, with their content"),
      .defaulted(
        "folders", .list(of: .path), \.folders, [], help: "Folders that are there"),
      .defaulted(
        "aliases", .list(of: .alias), \.aliases, [], help: "Other names for paths"),
      .defaulted(
        "keepsakes", .list(of: .file), \.keepsakes, [],
        help: "Files of strangers, which must stay as they are"),
      .defaulted(
        "agents", .agents, \.agent, AgentPlan(), help: "How the agents of sessions behave"),
      .defaulted("forge", .forgePlan, \.forge, ForgePlan(), help: "What Forge there is"),
      .defaulted(
        "entry-point", .nonEmptyText, \.entryPoint, "rehearse session",
        help: "What a person types to reach the programs, as their hints have it"),
      .optional(
        "latency", .interval, \.latency,
        help: "How long every operation takes, instead of what was measured")
    ) { wall, branch, files, folders, aliases, keepsakes, agents, forge, entryPoint, latency in
      var stage = Stage()
      stage.wallMs = Int64(wall)
      stage.branch = branch
      stage.files = files
      stage.folders = folders
      stage.aliases = aliases
      stage.keepsakes = keepsakes
      stage.agent = agents
      stage.forge = forge
      stage.entryPoint = entryPoint
      stage.latency = latency
      return stage
    }
  }
}

extension Form<Stage.Entry> {
  /// A file and its content.
  static var file: Form {
    .record(
      "file", help: "A file and its content",
      .required("path", .path, \.path, help: "Where it is"),
      .defaulted("content", .text, \.content, "", help: "What is in it")
    ) { Stage.Entry(path: $0, content: $1) }
  }
}

extension Form<Stage.Alias> {
  /// Another name for a path.
  static var alias: Form {
    .record(
      "alias", help: "Another name for a path",
      .required("path", .path, \.path, help: "The other name"),
      .required("of", .path, \.target, help: "What it leads to")
    ) { Stage.Alias(path: $0, target: $1) }
  }
}

extension Form<String> {
  /// An absolute path.
  static var path: Form {
    .scalar(
      "an absolute path", pattern: "^/[^\\n]*$",
      read: { $0.utf8.first == UInt8(ascii: "/") && !$0.contains("\n") ? $0 : nil }, write: { $0 })
  }
}

extension Form<AgentPlan> {
  /// How agents behave.
  static var agents: Form {
    .record(
      "agents", help: "How the agents of sessions behave",
      .defaulted("work", .interval, \.works, Interval.seconds(3_600), help: "How long one works"),
      .defaulted("then", .agentEnd, \.ending, .stays, help: "What it does when it has worked"),
      .defaulted(
        "afterwards", .word("an activity"),
        { @Sendable plan in AgentActivityWord(plan.afterwards) }, .ready,
        help: "What it says of itself from then on"),
      .defaulted(
        "reports", .integer(in: 0...1_000), \.reports, 0,
        help: "How often it tells the supervisor what it does"),
      .defaulted(
        "report-pause", .interval, \.reportPause, Interval.seconds(20),
        help: "How long it waits between two reports"),
      .defaulted(
        "children", .integer(in: 0...100), \.children, 0,
        help: "How many children it starts that do not end with it"),
      .defaulted(
        "launches", .text, \.launches, "",
        help: "A run that it launches by itself a second after it has begun"),
      .defaulted(
        "ignores-hang-up", .boolean, \.ignoresHangUp, false,
        help: "Whether it lives on when its terminal goes away"),
      .defaulted(
        "catches-signals", .boolean, \.catchesSignals, false,
        help: "Whether it is told to end, rather than ended by the signal")
    ) { works, ending, afterwards, reports, pause, children, launches, ignoresHangUp, catches in
      var plan = AgentPlan()
      plan.works = works
      plan.ending = ending
      plan.afterwards = afterwards.activity
      plan.reports = reports
      plan.reportPause = pause
      plan.children = children
      plan.launches = launches
      plan.ignoresHangUp = ignoresHangUp
      plan.catchesSignals = catches
      return plan
    }
  }
}

extension Form<AgentBehaviour.Ending> {
  /// What an agent does when it has worked.
  static var agentEnd: Form {
    .choice(
      "end of an agent", help: "What an agent does when it has worked",
      [
        .bare("stays", .stays, help: "It stays in its pane"),
        .bare("crashes", .crashes, help: "It ends without a word"),
        .with(
          "exits", .integer(in: 0...255), bare: 0, make: { .exits(UInt8($0)) },
          part: { if case .exits(let status) = $0 { Int(status) } else { nil } },
          help: "It ends with a status"),
      ])
  }
}

/// What an agent says that it is doing, as it is written.
enum AgentActivityWord: UInt8, Word {
  case active, ready, idle, waitingInput, blocked, exited

  init(_ activity: AgentActivity) {
    self = Self(rawValue: activity.rawValue) ?? .active
  }

  var activity: AgentActivity { AgentActivity(rawValue: rawValue) ?? .active }

  var word: StaticString {
    switch self {
    case .active: "active"
    case .ready: "ready"
    case .idle: "idle"
    case .waitingInput: "waiting-input"
    case .blocked: "blocked"
    case .exited: "exited"
    }
  }
}

extension Form<ForgePlan> {
  /// What Forge there is.
  static var forgePlan: Form {
    .record(
      "forge", help: "What Forge there is",
      .defaulted(
        "projects", .list(of: .integer(in: 1...1_000_000)),
        { @Sendable (plan: ForgePlan) -> [Int] in plan.projects.map { Int($0) } }, [Int](),
        help: "Its projects; 7 when none is named"),
      .defaulted(
        "documented", .boolean, \.isDocumented, false,
        help: "Whether it answers as its documents say, rather than as it does"),
      .defaulted(
        "lines", .integer(in: 0...1_000_000), { @Sendable (plan: ForgePlan) -> Int in Int(plan.lineCount) }, 100,
        help: "How many lines an executor prints"),
      .defaulted(
        "line-pause", .interval, \.linePause, Interval.milliseconds(400),
        help: "How long it waits before each, and before it ends"),
      .defaulted(
        "exits", .integer(in: 0...255), { @Sendable (plan: ForgePlan) -> Int in Int(plan.status) }, 0,
        help: "The status that it ends with"),
      .defaulted(
        "ignores-signals", .boolean, \.ignoresSignals, false,
        help: "Whether it goes on when it is asked to end")
    ) {
      (
        projects: [Int], documented: Bool, lines: Int, pause: Interval, status: Int, ignores: Bool
      ) -> ForgePlan in
      var plan = ForgePlan()
      plan.projects = projects.map { UInt64($0) }
      plan.isDocumented = documented
      plan.lineCount = Int32(lines)
      plan.linePause = pause
      plan.status = UInt8(status)
      plan.ignoresSignals = ignores
      return plan
    }
  }
}
