import Operations

/// Finds an executor's process on this machine by what it must be.
///
/// Forge's children run here, but nothing in the process table names their attempt. What is known
/// is the program and that it began after the caller did: if just one process is both, it is that
/// executor, unless that one has ended already. If several are, it is not known which.
enum ForgeExecutors {
  /// The only executor in a listing that began no earlier than a caller; nil for none or several.
  static func only(since caller: ProcessIdentity, _ policy: ForgePolicy, _ rows: [Row])
    -> ProcessIdentity?
  {
    var found: ProcessIdentity?
    for case .process(let facts) in rows
    where facts.program == policy.executorProgram && facts.state != .zombie
      && facts.identity.boot == caller.boot && facts.identity.startTick >= caller.startTick
    {
      guard found == nil else { return nil }
      found = facts.identity
    }
    return found
  }

  /// Whether any executor in a listing began no earlier than a caller.
  static func any(since caller: ProcessIdentity, _ policy: ForgePolicy, _ rows: [Row]) -> Bool {
    for case .process(let facts) in rows
    where facts.program == policy.executorProgram && facts.state != .zombie
      && facts.identity.boot == caller.boot && facts.identity.startTick >= caller.startTick
    { return true }
    return false
  }

  /// Whether a process that was asked for by its full identity lives; nil when that is not known.
  static func lives(_ outcome: Outcome, _ policy: ForgePolicy) -> Bool? {
    switch outcome.proof(policy.safeguards) {
    case .lives: true
    case .ended: false
    case .nothing, .foreign: nil
    }
  }
}
