/// What goes wrong while sessions are launched.
public enum LaunchMix: String, CaseIterable, Sendable {
  /// Nothing.
  case calm
  /// The machine is busy: files, the store and worktrees are slow.
  case busy
  /// One in ten of the calls that start or store something fails, or loses its answer.
  case failing
}
