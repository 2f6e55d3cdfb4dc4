/// The releases of automagik-genie whose background launch differed.
///
/// What changed from one to the next was under which key the launcher and the runner wrote a
/// session's record, and under which key the launcher looked for it.
public enum GenieVersion: UInt8, Hashable, Sendable, CaseIterable {
  /// rc.0 to rc.8: one record an agent, written and found under the agent's name.
  case v1
  /// rc.9 to rc.19: a temporary key that both sides derive alike; looked for under the agent's name.
  case rc19
  /// rc.20: each side draws an id of its own; looked for under the agent's name.
  case rc20
  /// rc.21 and rc.22: the launcher hands its id down and looks for it.
  case rc21
  /// rc.23 to rc.25: as rc.21, with sixty seconds and growing pauses.
  case rc23
  /// rc.28 and rc.29: the key is the session's name; looked for under its id.
  case rc29
}
