import Operations
import Properties
import Scenarios
import Supervision

/// Whether a scenario can be run on this machine by the real programs, and if not, why.
///
/// It depends on the scenario alone. What cannot be had on demand stands in the way: a call that
/// fails, a clock that jumps, a power failure, another system, Forge, pull requests.
public struct LiveCast: Hashable, Sendable {
  /// What stands in the way, in one line; nil when nothing does.
  public let obstacle: String?

  /// Looks at a scenario.
  public init(_ scenario: Scenario) {
    obstacle =
      Self.obstacle(toTermsOf: scenario) ?? Self.obstacle(toStage: scenario.stage)
      ?? scenario.actors.lazy.compactMap { Self.obstacle(to: $0) }.first
      ?? scenario.timeline.lazy.compactMap { Self.obstacle(to: $0, in: scenario) }.first
      ?? Self.obstacle(toJudging: scenario)
  }

  private static func obstacle(toTermsOf scenario: Scenario) -> String? {
    if !scenario.live.never.isEmpty { return scenario.live.never }
    return scenario.schedule == .byTime ? nil : "needs an order of its calls"
  }

  private static func obstacle(toStage stage: Stage) -> String? {
    if stage.wallMs != Stage().wallMs { return "needs a wall clock that is set" }
    if stage.latency != nil { return "needs calls of a certain length" }
    if stage.forge != ForgePlan() { return "needs Forge" }
    return nil
  }

  private static func obstacle(toJudging scenario: Scenario) -> String? {
    guard !scenario.expectations.contains(where: { LiveJudge.obstacle(to: $0) == nil }) else {
      return nil
    }
    return "expects nothing that can be judged here"
  }

  // MARK: - Players

  private static func obstacle(to player: Player) -> String? {
    let variant = player.variant
    if let system = variant.system, system != .rehearsal {
      return "\(system.word) is part of the cast"
    }
    if !variant.without.isEmpty || variant.flaws != nil { return "needs a safeguard taken away" }
    if let rule = variant.rules.first {
      return "needs its own \(rule.name), and no command takes it"
    }

    let known = LiveOrder.settings(of: player.part)
    if let other = variant.policy.first(where: { !known.contains($0.name) }) {
      return "needs its own \(other.name), and no command takes it"
    }
    switch player.part {
    case .command(let part) where part.verb == .recover: return "no command is called recover"
    case .command, .supervisor, .desk: break
    case .retention(let part):
      let word = part.words.split(separator: " ").first { !$0.hasPrefix("-") } ?? ""
      guard ["status", "sweep", "close"].contains(word) else { return "retention cannot \(word)" }
    case .lock: return "needs a holder of locks, and no command is one"
    case .forge: return "needs Forge"
    case .migration: return "needs Forge to move to"
    case .person: return "needs a person at a terminal"
    case .clock: return "needs a clockwork that starts programs"
    }
    if case .desk(let part) = player.part {
      for reply in part.worker {
        switch reply {
        case .leaves, .hangs: return "needs a worker with a heartbeat"
        case .signals, .signalsInHalves, .stalls, .signalsWhenNudged, .dies: break
        }
      }
    }
    return nil
  }

  // MARK: - What happens

  private static func obstacle(to happening: Happening, in scenario: Scenario) -> String? {
    if LiveDeath(happening, in: scenario) != nil { return nil }
    switch happening.trigger {
    case .at: break
    case .when(.holds): return "needs a holder of locks, and no command is one"
    case .when: break
    case .after, .between: return "needs to strike between two calls"
    }
    return obstacle(to: happening.action)
  }

  private static func obstacle(to action: Action) -> String? {
    switch action {
    case .crash, .restart, .stop, .resume, .signal, .end, .suspend, .paneDies, .sessionKilled,
      .serverKilled, .serverRestarted, .serverStopped, .serverContinued, .nameTaken, .prefixTwin,
      .socketDeleted, .work, .worktreeVanishes:
      nil
    case .interfere, .callsFail, .fileFails, .fileHeals, .shortWrite, .tornWrite, .addKilled,
      .removalRefused, .storeTrouble:
      "needs a call that fails on command"
    case .slowStart, .addSlow, .storeBusy, .storeSlow, .statusesLate, .streamsLag:
      "needs a call that is slow on command"
    case .changeUser, .deny: "needs another user"
    case .duplicate: "needs a request that arrives twice"
    case .reusePid, .forcePid, .foreignProcess: "needs a pid of one's choice"
    case .fullProcessTable: "needs a process table that is full"
    case .clientsDetached: "needs a person at a terminal"
    case .destroyUnattached, .remainOnExit: "needs somebody's settings of tmux"
    case .diskFull, .readOnly: "needs a disk of its own"
    case .fileAppears, .folderAppears, .vanishes: "needs a file of the simulated disk"
    case .branchExists: "needs a branch that somebody else makes"
    case .recordBecomes: "needs a record that is damaged by hand"
    case .forgeRequest, .forgeCrash, .forgeStart, .forgeSpawnFails, .forgeWorktreeFails,
      .forgeChange, .streamsCut:
      "needs Forge"
    case .fetchesFail, .hostUnreachable, .factsStale, .pullRequest, .flapping:
      "needs a host of pull requests"
    case .stepClock: "needs a clock that jumps"
    case .sleep: "needs a machine that sleeps"
    case .powerFailure: "needs a power failure"
    }
  }
}
