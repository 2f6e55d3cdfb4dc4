import Operations

/// What the parties to a session tell one another.
public enum SessionTopic {
  /// The runner has started the agent; the number is the runtime's nonce.
  public static var acknowledged: Text { Text("acknowledged") }
  /// The agent was seen doing something: the body is the session, the number an `AgentActivity`
  /// and the runtime.
  public static var activity: Text { Text("activity") }
  /// Something for the agent to work on; the number tells a repetition from a new one.
  public static var prompt: Text { Text("prompt") }
  /// Something that a person is told about a session; the number tells a repetition from a new one.
  public static var notice: Text { Text("notice") }
}
