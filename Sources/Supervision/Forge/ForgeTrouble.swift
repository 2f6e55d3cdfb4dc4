import Operations

/// What came instead of the answer that a request to Forge should have had.
public enum ForgeTrouble: Hashable, Sendable {
  /// Nobody listened: nothing was sent.
  case refused
  /// The connection was reset.
  case reset
  /// An HTTP status other than 2xx.
  case status(Int16)
  /// 200 with `success: false`.
  case unsuccessful
  /// Nothing came within the limit.
  case limitPassed
  /// Something that is no answer to this request.
  case unexpected

  /// Reads an outcome that is not the one hoped for.
  init(_ outcome: Outcome) {
    switch outcome {
    case .forge(.failed(.connectionRefused)): self = .refused
    case .forge(.failed(.connectionReset)): self = .reset
    case .forge(.failed(.status(let status))): self = .status(status)
    case .forge(.failed(.unsuccessful)): self = .unsuccessful
    case .limitPassed: self = .limitPassed
    case .forge, .process, .tmux, .file, .git, .store, .pullRequest, .send, .fired, .cancelled,
      .instant, .wallTime, .number:
      self = .unexpected
    }
  }

  /// Whether the backend has answered by itself that it did not take the request.
  ///
  /// It is through with it then, so that one look decides.
  var isRejection: Bool {
    if case .status(let status) = self { return (400..<500).contains(status) }
    return false
  }
}

extension ForgeTrouble: Foldable {
  /// Folds the kind and the status.
  public func fold(into digest: inout Digest) {
    switch self {
    case .refused: digest.fold(1, 0)
    case .reset: digest.fold(2, 0)
    case .status(let status): digest.fold(3, UInt32(bitPattern: Int32(status)))
    case .unsuccessful: digest.fold(4, 0)
    case .limitPassed: digest.fold(5, 0)
    case .unexpected: digest.fold(6, 0)
    }
  }
}
