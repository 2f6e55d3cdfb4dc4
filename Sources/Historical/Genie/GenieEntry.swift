import Operations

/// One session's record in genie's file.
public struct GenieEntry: Hashable, Sendable, Foldable {
  /// Which agent.
  public var agent: Text?
  /// The friendly name, `<agent>-YYMMDDHHmm`: from rc.20 on, and not unique.
  public var name: Text?
  /// Where the executor's output goes.
  public var logFile: Text?
  /// The first 200 bytes of the prompt.
  public var lastPrompt: Text?
  /// When the record was made.
  public var created: WallTime?
  /// When it was last written for a reason.
  public var lastUsed: WallTime?
  /// What it says of the session.
  public var status: GenieStatus?
  /// Whether it was launched in the background.
  public var background = true
  /// The runner's bare pid.
  public var runnerPid: Int32?
  /// Which executor.
  public var executor: Text?
  /// The executor's bare pid.
  public var executorPid: Int32?
  /// How the executor exited.
  public var exitCode: Int32?
  /// The signal that ended the executor.
  public var signal: Text?
  /// The launcher's start time.
  public var startTime: WallTime?
  /// The id that the user is told.
  public var sessionID: Text?

  /// A record that says nothing.
  public init() {}

  /// Folds every field.
  public func fold(into digest: inout Digest) {
    for text in [agent, name, logFile, lastPrompt, executor, signal, sessionID] {
      digest.fold(text == nil ? 0 : 1, 1)
      digest.fold(text ?? .empty)
    }
    for time in [created, lastUsed, startTime] { digest.fold(time?.milliseconds ?? -1) }
    digest.fold(UInt32(status?.rawValue ?? 99), background ? 1 : 0)
    for number in [runnerPid, executorPid, exitCode] { digest.fold(Int64(number ?? -1)) }
  }
}
