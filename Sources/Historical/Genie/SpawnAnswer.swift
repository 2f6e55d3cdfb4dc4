import Operations

/// What a program makes of the answer to `spawn`.
enum SpawnAnswer {
  /// It was started.
  case child(ProcessIdentity)
  /// There is no child; nil when the call has not come back within its limit.
  case threw(Errno?)

  /// Reads an answer; nil for one that a spawn does not have.
  init?(_ outcome: Outcome) {
    switch outcome {
    case .process(.identity(let identity)): self = .child(identity)
    case .process(.failed(let errno)): self = .threw(errno)
    case .limitPassed: self = .threw(nil)
    case .process, .file, .tmux, .git, .store, .forge, .pullRequest, .send, .fired, .cancelled,
      .instant, .wallTime, .number:
      return nil
    }
  }
}
