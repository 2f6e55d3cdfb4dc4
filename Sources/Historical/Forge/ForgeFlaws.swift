/// What was wrong with the way genie drove Forge, each by itself.
///
/// Facts of automagik-genie from 2.4.0-rc.28 on, when it was made to create its sessions in Forge.
public struct ForgeFlaws: OptionSet, Hashable, Sendable {
  /// Which of them.
  public let rawValue: UInt8

  /// Makes a set of flaws.
  public init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// After any error the creation is sent again; whatever the first one made is nobody's.
  public static let retriesBlindly = ForgeFlaws(rawValue: 1)
  /// After any error of Forge the session is launched on this machine (rc.28 to rc.36).
  public static let fallsBackAfterAnyError = ForgeFlaws(rawValue: 2)
  /// The id that a creation answers, which is the task's, is kept as the attempt's (2d15603e,
  /// 4a861386, f3ee7e93 mended it in three places).
  public static let takesTaskForAttempt = ForgeFlaws(rawValue: 4)
  /// A stop that was answered with 200 is taken for a session that has stopped.
  public static let believesStops = ForgeFlaws(rawValue: 8)
  /// The log is asked for by the attempt's id, under which there is none (47494895 mended it).
  public static let streamsByAttempt = ForgeFlaws(rawValue: 16)
  /// A log that was cut is opened again, and its history is shown again.
  public static let showsHistoryAgain = ForgeFlaws(rawValue: 32)
  /// A follow-up is sent whatever still runs.
  public static let resumesWhileRunning = ForgeFlaws(rawValue: 64)

  /// As it was shipped.
  public static let shipped: ForgeFlaws = [
    .fallsBackAfterAnyError, .takesTaskForAttempt, .believesStops, .streamsByAttempt,
    .showsHistoryAgain, .resumesWhileRunning,
  ]
}
