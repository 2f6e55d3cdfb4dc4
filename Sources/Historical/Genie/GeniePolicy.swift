import Operations

/// Where genie works, and how long it waits.
///
/// The numbers are those of the releases with genie's own `config.yaml`.
public struct GeniePolicy: Hashable, Sendable {
  /// The folder that the agents work in; an absolute path.
  public var project = "/project"
  /// The program that is genie itself, as the world knows it.
  public var genie = "genie"
  /// The program that is the executor.
  public var executor = "claude"
  /// The pause before the first look of the launcher, and between two looks.
  public var pollIntervalMs: Int64 = 500
  /// The longest pause where pauses grow.
  public var pollIntervalMaxMs: Int64 = 5_000
  /// How long the launcher looks, where pauses do not grow.
  public var pollLimitMs: Int64 = 20_000
  /// How long it looks where they grow.
  public var growingPollLimitMs: Int64 = 60_000
  /// How often at least it says that it still waits, where pauses grow.
  public var progressIntervalMs: Int64 = 5_000
  /// When the runner touches its record after the executor was started.
  public var extractionDelayMs: Int64 = 2_000
  /// How often the first releases looked for an id in the log.
  public var logPollIntervalMs: Int64 = 500
  /// How often the runner asks for its child, which Node.js is told of by a signal.
  public var childCheckIntervalMs: Int64 = 100
  /// How old a running record is before the sweep gives it up.
  public var zombieAgeMs: Int64 = 86_400_000
  /// How long any one call may take; the real one waited for ever.
  public var callLimit = Interval.seconds(3_600)

  /// The numbers of the releases.
  public init() {}

  /// The file that all processes share.
  func sessionsFile(_ texts: inout Texts) -> Text {
    texts.text(project + "/.genie/state/agents/sessions.json")
  }

  /// The folder of the logs.
  func logFolder(_ texts: inout Texts) -> Text {
    texts.text(project + "/.genie/state/agents/logs")
  }
}
