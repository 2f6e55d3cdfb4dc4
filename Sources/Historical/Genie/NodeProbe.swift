import Operations

/// Genie's question whether a pid is alive: `process.kill(pid, 0)`.
enum NodeProbe {
  /// Whether it takes the answer for a life: anybody who has the number counts, another user's
  /// process and a zombie included.
  static func isAlive(_ outcome: Outcome) -> Bool {
    switch outcome {
    case .process(.exists), .process(.failed(.notPermitted)): true
    case .process(.failed), .limitPassed: false
    case .process, .file, .tmux, .git, .store, .forge, .pullRequest, .send, .fired, .cancelled,
      .instant, .wallTime, .number:
      preconditionFailure("\(outcome) is no answer to a probe")
    }
  }
}
