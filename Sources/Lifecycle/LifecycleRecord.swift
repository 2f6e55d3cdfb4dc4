/// The only thing persisted of a session's state: five axes, and a revision.
///
/// What a user sees (`status`) is derived on reading and stored nowhere, so that it cannot
/// disagree.
public struct LifecycleRecord: Hashable, Sendable {
  /// Rises by one with each event that changed the record, and with no other.
  public var revision: Int
  /// Where the session is in its life.
  public var session: SessionAxis
  /// What became of its pull request.
  public var pullRequest: PullRequestAxis
  /// What is known of its runtime.
  public var runtime: RuntimeAxis
  /// What its agent was last seen doing.
  public var activity: ActivityAxis
  /// Present exactly while the session's life is in doubt.
  public var quarantine: Quarantine?

  /// A record from its parts.
  public init(
    revision: Int, session: SessionAxis, pullRequest: PullRequestAxis, runtime: RuntimeAxis,
    activity: ActivityAxis, quarantine: Quarantine?
  ) {
    self.revision = revision
    self.session = session
    self.pullRequest = pullRequest
    self.runtime = runtime
    self.activity = activity
    self.quarantine = quarantine
  }

  /// The record of a session that is being spawned; the revision is that before the spawn.
  public static func seeded(revision: Int) -> LifecycleRecord {
    LifecycleRecord(
      revision: revision,
      session: SessionAxis(.notStarted, .spawnRequested),
      pullRequest: PullRequestAxis(.absent, .notCreated),
      runtime: RuntimeAxis(.unknown, .spawnIncomplete),
      activity: ActivityAxis(),
      quarantine: nil)
  }
}
