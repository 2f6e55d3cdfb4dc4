/// What a request to spawn or restore a session comes to.
public enum SpawnDecision: Hashable, Sendable {
  /// A session that was unknown is seeded.
  case seeded
  /// A session that was over is seeded anew; its runtime's generation is over with it.
  case restored(from: SessionAxis)
  /// There is such a session, and it lives.
  case refused(SessionAxis)

  /// Decides on a request to spawn.
  public static func on(_ record: LifecycleRecord?) -> SpawnDecision {
    guard let record else { return .seeded }
    let session = record.session
    return session.state.isTerminal ? .restored(from: session) : .refused(session)
  }
}
