/// What was measured of one launcher under one condition, with how sure it is.
public struct LaunchFigures: Hashable, Sendable {
  /// Who launched.
  public let launcher: String
  /// Under what.
  public let condition: LaunchCondition
  /// What was counted.
  public let tally: LaunchTally
  /// The answer times, in nanoseconds.
  public let times: Sample

  /// Makes the figures of what was counted.
  public init(of launcher: String, _ condition: LaunchCondition, _ tally: LaunchTally) {
    self.launcher = launcher
    self.condition = condition
    self.tally = tally
    times = Sample(tally.answerTimesNs)
  }

  /// Whether nothing was launched, so that nothing was shown.
  public var isVacuous: Bool { tally.launches == 0 }

  /// Told that time was up.
  public var timedOut: Proportion { share(tally.timedOut) }
  /// Told of another failure, or that nobody knows.
  public var failed: Proportion { share(tally.failed) }
  /// Told nothing.
  public var unanswered: Proportion { share(tally.unanswered) }
  /// More than one record.
  public var doubled: Proportion { share(tally.doubled) }
  /// More than one agent at work.
  public var secondAgents: Proportion { share(tally.secondAgents) }
  /// No record of what is there.
  public var lost: Proportion { share(tally.lost) }

  /// Not told of a session: of a timeout, of a failure, or nothing.
  public var unserved: Proportion {
    share(tally.timedOut + tally.failed + tally.unanswered)
  }
  /// More than one record, or more than one agent at work.
  public var twice: Proportion { share(tally.twice) }

  /// What can go wrong with a launch, by its name.
  public var outcomes: [(name: String, proportion: Proportion)] {
    zip(
      Self.outcomeNames, [timedOut, failed, unanswered, doubled, secondAgents, lost]
    ).map { ($0, $1) }
  }

  /// What that is called, in the same order.
  static let outcomeNames = [
    "timed out", "failed", "no answer", "doubled", "second agent", "lost",
  ]

  private func share(_ count: Int) -> Proportion { Proportion(count, of: tally.launches) }
}
