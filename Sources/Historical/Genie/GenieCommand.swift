import Operations

/// Genie's `run` as the one script that it is: a runner where the environment says so, a launcher
/// everywhere else.
///
/// This is the program to register under the policy's `genie` name: launchers start it as their
/// runner, and an executor that calls genie with its own environment gets a runner as well, which
/// is the leak of identity into nested launches.
public enum GenieCommand: Machine {
  /// It has not begun.
  case idle(GenieVersion, GeniePolicy)
  /// What the user called.
  case launcher(GenieLauncher)
  /// What the launcher, or an executor with its environment, called.
  case runner(GenieRunner)

  /// The script of a release.
  public init(_ version: GenieVersion, _ policy: GeniePolicy = GeniePolicy()) {
    self = .idle(version, policy)
  }

  /// What the user was told, if this is a launcher and has told them.
  public var verdict: GenieVerdict? {
    guard case .launcher(let launcher) = self else { return nil }
    return launcher.verdict
  }

  /// Takes one input.
  public mutating func handle(_ input: Input, _ emit: inout Emitter) {
    if case .idle(let version, let policy) = self {
      // Whatever comes before it has begun reaches nobody.
      guard case .started(let start) = input else { return }
      self =
        GenieInvocation(start.argument, &emit.texts).isInternal
        ? .runner(GenieRunner(version, policy)) : .launcher(GenieLauncher(version, policy))
    }
    switch self {
    case .idle: break
    case .launcher(var launcher):
      launcher.handle(input, &emit)
      self = .launcher(launcher)
    case .runner(var runner):
      runner.handle(input, &emit)
      self = .runner(runner)
    }
  }

  /// Folds which it is, and it.
  public func fold(into digest: inout Digest) {
    switch self {
    case .idle(let version, _): digest.fold(0, UInt32(version.rawValue))
    case .launcher(let launcher):
      digest.fold(1, 0)
      launcher.fold(into: &digest)
    case .runner(let runner):
      digest.fold(2, 0)
      runner.fold(into: &digest)
    }
  }
}
