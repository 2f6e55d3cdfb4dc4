import Lifecycle
import Supervision

/// Supervision by the rules of the reference reducer, before it was corrected.
///
/// It is the machine of today under the numbers of then: one dead reading ends a session, a doubt
/// that has become `stuck` is forgotten, a reading of an older runtime counts as if it were of the
/// present one, an agent that has exited in a live pane is never ended, and every pass is believed,
/// whatever it says of the board as a whole.
public enum ReferenceSupervision {
  /// A policy as it is now, put back to the reference's rules.
  public static func policy(_ policy: SupervisorPolicy) -> SupervisorPolicy {
    var reference = policy
    reference.sessions.rules = .reference
    reference.massDeathPassesMax = 0
    reference.silentPassesMax = 0
    return reference
  }
}
