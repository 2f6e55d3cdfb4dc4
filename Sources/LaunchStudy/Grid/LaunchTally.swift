import Operations
import Properties
import Scenarios
import SimulatedWorld
import Simulation

/// What was counted of some runs of a cell.
public struct LaunchTally: Hashable, Sendable {
  /// How many runs there were.
  public var runs = 0
  /// How many launches.
  public var launches = 0
  /// How long each launch that was answered waited, whatever the answer, in nanoseconds.
  public var answerTimesNs: [Int64] = []
  /// Launches that were told of a session.
  public var started = 0
  /// Launches that were told that time was up.
  public var timedOut = 0
  /// Launches that were told of another failure, or that nobody knows.
  public var failed = 0
  /// Records beyond one for each run key.
  public var duplicates = 0
  /// Launches of which there is more than one record.
  public var doubled = 0
  /// Launches for which more than one agent is at work.
  public var secondAgents = 0
  /// Launches of which there is more than one record, or more than one agent at work.
  public var twice = 0
  /// Launches without a record, although they were told of a session or their agent is at work.
  public var lost = 0

  /// Nothing yet.
  public init() {}

  /// Launches that were told nothing until the run was over.
  public var unanswered: Int { launches - answerTimesNs.count }

  /// Adds what was counted of other runs.
  public mutating func add(_ other: LaunchTally) {
    runs += other.runs
    launches += other.launches
    answerTimesNs += other.answerTimesNs
    started += other.started
    timedOut += other.timedOut
    failed += other.failed
    duplicates += other.duplicates
    doubled += other.doubled
    secondAgents += other.secondAgents
    twice += other.twice
    lost += other.lost
  }
}

extension LaunchTally {
  /// Counts a run that is over.
  init(of cell: LaunchCell, _ play: borrowing Play) {
    let account = play.account
    runs = 1
    launches = cell.load
    let records = Self.counts(
      cell.system.usesForge
        ? play.universe.world.forge.allTasks.map(\.key) : account.sessions.map(\.run))
    let agents = Self.counts(account.agents.filter(\.lives).map(\.run))
    for actor in account.actors where actor.stance.role == .launcher {
      if let instant = actor.answeredAt {
        answerTimesNs.append((instant - actor.began).nanoseconds)
        count(actor.stance.answer)
      }
      let recordCount = records[actor.stance.run] ?? 0
      let agentCount = agents[actor.stance.run] ?? 0
      duplicates += max(0, recordCount - 1)
      if recordCount > 1 { doubled += 1 }
      if agentCount > 1 { secondAgents += 1 }
      if recordCount > 1 || agentCount > 1 { twice += 1 }
      let isThere = actor.stance.answer == .done || actor.stance.answer == .existing
      if recordCount == 0, isThere || agentCount > 0 { lost += 1 }
    }
  }

  private mutating func count(_ answer: Answer?) {
    switch answer {
    case .done, .existing: started += 1
    case .timedOut: timedOut += 1
    case .failed, .refused, .unconfirmed, nil: failed += 1
    }
  }

  /// How often each name is there.
  private static func counts(_ names: [Text]) -> [Text: Int] {  // lookup only
    var counts: [Text: Int] = [:]  // lookup only
    for name in names { counts[name, default: 0] += 1 }
    return counts
  }
}
