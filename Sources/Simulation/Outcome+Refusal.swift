import Operations

extension Outcome {
  /// Whether nothing was done: who is only ever refused does not get on.
  public var isRefusal: Bool {
    switch self {
    case .process(.failed), .tmux(.failed), .file(.failed), .git(.failed), .store(.failed),
      .store(.conflict), .store(.absent), .forge(.failed), .pullRequest(.notFetched),
      .pullRequest(.refused), .send(.nobody), .send(.full), .limitPassed:
      true
    default: false
    }
  }
}
