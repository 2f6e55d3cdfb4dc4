import Operations
import Scenarios
import Supervision

/// What a player types on this machine.
struct LiveOrder: Hashable, Sendable {
  /// The words behind `rehearse session`, without the folder.
  var words: [String]
  /// Whether its answer is one object of JSON.
  var answersInJSON = false
  /// Whether it goes on until somebody ends it.
  var goesOn = false

  /// The numbers of a policy that a command takes.
  static func settings(of part: Part) -> [String] {
    switch part {
    case .supervisor: ["pause"]
    case .desk: ["poll-interval", "iterations-max"]
    default: []
    }
  }

  /// The order of a player; its number stands for the `#` in its run.
  init(
    _ player: Player, number: Int, of scenario: Scenario, in places: LivePlaces, prints: Bool
  ) {
    switch player.part {
    case .command(let part):
      self.init(part, number: number, in: places, prints: prints)
    case .supervisor:
      self.init(["supervise", "--person", "person"], goesOn: true)
      if let pause = player.variant.seconds("pause") { words += ["--pause", "\(pause)"] }
    case .desk(let part):
      self.init(part, player, scale: scenario.live.scale, in: places)
    case .retention(let part):
      self.init(part, scale: scenario.live.scale)
    case .lock, .forge, .migration, .person, .clock:
      preconditionFailure("no command is \(player.part.kind.word): see LiveCast")
    }
    words += ["--state", places.state, "--entry-point", scenario.stage.entryPoint]
  }

  private init(_ words: [String], goesOn: Bool) {
    self.words = words
    self.goesOn = goesOn
  }

  private init(_ part: CommandPart, number: Int, in places: LivePlaces, prints: Bool) {
    let run = part.run.split(separator: "#", omittingEmptySubsequences: false)
      .joined(separator: "\(number)")
    answersInJSON = !prints && part.verb != .list && part.verb != .get
    let json = answersInJSON ? ["--json"] : []
    switch part.verb {
    case .spawn:
      words =
        ["spawn", run, part.prompt, "--agent", "agent", "--repository", places.repository] + json
    case .restore, .kill, .cleanup: words = ["\(part.verb.word)", run] + json
    case .send: words = ["send", run, part.prompt] + json
    case .get: words = ["status", run]
    case .list: words = ["list", "--all"]
    case .recover: preconditionFailure("no command recovers: see LiveCast")
    }
  }

  private init(_ part: DeskPart, _ player: Player, scale: Int, in places: LivePlaces) {
    let poll = player.variant.seconds("poll-interval") ?? 5
    words = [
      "desk", part.slug, places.script("worker", of: player.name), "--verifier",
      places.script("verifier", of: player.name), "--root", places.path(part.root), "--poll",
      "\(max(1, poll / scale))", "--json",
    ]
    if case .count(let count)? = player.variant.policy.last(where: { $0.name == "iterations-max" })?
      .value
    {
      words += ["--iterations", "\(count)"]
    }
    if !part.isBackground { words.append("--watched") }
    answersInJSON = true
  }

  private init(_ part: RetentionPart, scale: Int) {
    var rest = part.words.split(separator: " ").map(String.init)
    let isDry = rest.contains("--dry-run")
    rest.removeAll { $0.hasPrefix("-") }
    switch rest.first {
    case "close": words = ["close"] + rest.dropFirst()
    case "sweep": words = ["survey", "--sweep"]
    default: words = ["survey"]
    }
    if isDry { words.append("--dry-run") }
    let keeps = part.keeps.nanoseconds / 1_000_000_000 / Int64(scale)
    words += ["--keep", "\(max(1, keeps))"]
  }
}

extension Variant {
  /// A time of the policy in whole seconds, at least one; nil when it is not said.
  fileprivate func seconds(_ name: String) -> Int? {
    guard case .interval(let time)? = policy.last(where: { $0.name == name })?.value else {
      return nil
    }
    return max(1, Int(time.nanoseconds / 1_000_000_000))
  }
}
