/// The numbers that the decisions are made by, and the corrections in force.
public struct Rules: Hashable, Sendable {
  /// How old a sign of life may be and still outweigh a reading of "dead".
  public var recentActivityMsMax: Int
  /// How many readings in a row with the same evidence make a doubtful session stuck.
  public var attemptsMax: Int
  /// How long a doubt may last, inclusive, before the session is stuck.
  public var doubtMsMax: Int
  /// How many dead readings end a session.
  ///
  /// Correction C3. The reference ended a session at the first one, so that a single unlucky look
  /// at a tmux server that was restarting killed sessions that were alive.
  public var deadReadingsMax: Int
  /// The corrections to the reference that are in force.
  public var corrections: Corrections

  /// The rules as they should be; every one of them can be changed for a scenario.
  public init(
    recentActivityMsMax: Int = 60_000, attemptsMax: Int = 3, doubtMsMax: Int = 300_000,
    deadReadingsMax: Int = 3, corrections: Corrections = .all
  ) {
    self.recentActivityMsMax = recentActivityMsMax
    self.attemptsMax = attemptsMax
    self.doubtMsMax = doubtMsMax
    self.deadReadingsMax = deadReadingsMax
    self.corrections = corrections
  }

  /// The reference's own rules: one dead reading ends a session, and no correction is in force.
  public static let reference = Rules(deadReadingsMax: 1, corrections: [])
}
