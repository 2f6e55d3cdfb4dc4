import Operations

extension GenieEntry {
  /// The record that a process of genie makes when it begins: the launcher without a pid, the
  /// runner with its own.
  ///
  /// It is made anew by both, so that a runner that writes over the launcher's record takes its
  /// status back to `starting`.
  static func made(
    _ version: GenieVersion, _ call: GenieInvocation, _ policy: GeniePolicy, id: Text?,
    runnerPid: Int32?, start: WallTime, log: Text, now: WallTime, before: GenieEntry?,
    _ emit: inout Emitter
  ) -> GenieEntry {
    var entry = GenieEntry()
    entry.agent = call.agent
    if version.hasNames { entry.name = emit.genieName(call.agent, now) }
    entry.logFile = log
    entry.lastPrompt = emit.beginning(of: call.prompt, count: 200)
    // The first releases spread the agent's former record under the new one.
    entry.created = version == .v1 ? before?.created ?? now : now
    entry.lastUsed = now
    entry.status = .starting
    entry.runnerPid = runnerPid
    entry.executor = emit.texts.text(policy.executor)
    entry.startTime = start
    entry.sessionID = id
    return entry
  }
}
