import Operations

/// What a program that knows done and failed makes of the answer to a file operation.
enum FileAnswer {
  /// It was done.
  case done
  /// The bytes.
  case content(Text)
  /// An exception; nil when the call has not come back within its limit.
  case threw(Errno?)

  /// Reads an answer; nil for one that no file operation has.
  init?(_ outcome: Outcome) {
    switch outcome {
    case .file(.done): self = .done
    case .file(.content(let content)): self = .content(content)
    case .file(.failed(let errno)): self = .threw(errno)
    case .limitPassed: self = .threw(nil)
    case .file(.facts), .file(.listing), .process, .tmux, .git, .store, .forge, .pullRequest,
      .send, .fired, .cancelled, .instant, .wallTime, .number:
      return nil
    }
  }
}
