extension Operation: Foldable {
  /// The kind of operation.
  public var verb: Verb {
    switch self {
    case .process(let operation): operation.verb
    case .tmux(let command, socket: _): command.verb
    case .file(let operation): operation.verb
    case .git(let command): command.verb
    case .store(let operation): operation.verb
    case .forge(let request): request.verb
    case .pullRequest(let operation): operation.verb
    case .send: .send
    case .timer: .timer
    case .cancelTimer: .cancelTimer
    case .readClock: .readClock
    case .drawNumber: .drawNumber
    }
  }

  /// Whether it goes on when the one who asked for it is gone.
  ///
  /// A client of tmux, git, and a request on the wire are on their way by themselves; a system
  /// call and a transaction of the store die with the process, and so does a connection or terminal
  /// that would stay open at its end.
  public var outlivesCaller: Bool {
    switch self {
    case .tmux(.attach, socket: _), .forge(.streamLog), .forge(.streamDiff), .forge(.closeStream):
      false
    case .tmux, .git, .forge, .pullRequest, .send: true
    case .process, .file, .store, .timer, .cancelTimer, .readClock, .drawNumber: false
    }
  }

  /// Folds the kind and what it is given.
  public func fold(into digest: inout Digest) {
    switch self {
    case .process(let operation): operation.fold(into: &digest)
    case .tmux(let command, let socket):
      command.fold(into: &digest)
      digest.fold(socket)
    case .file(let operation): operation.fold(into: &digest)
    case .git(let command): command.fold(into: &digest)
    case .store(let operation): operation.fold(into: &digest)
    case .forge(let request): request.fold(into: &digest)
    case .pullRequest(let operation): operation.fold(into: &digest)
    case .send(let message, let recipient):
      digest.fold(UInt64(Verb.send.rawValue))
      message.fold(into: &digest)
      recipient.fold(into: &digest)
    case .timer(let interval):
      digest.fold(UInt64(Verb.timer.rawValue))
      digest.fold(interval.nanoseconds)
    case .cancelTimer(let tag):
      digest.fold(UInt32(Verb.cancelTimer.rawValue), tag.rawValue)
    case .readClock(let clock):
      digest.fold(UInt32(Verb.readClock.rawValue), UInt32(clock.rawValue))
    case .drawNumber:
      digest.fold(UInt64(Verb.drawNumber.rawValue))
    }
  }
}

extension Recipient: Foldable {
  /// Folds the kind of recipient and who it is.
  public func fold(into digest: inout Digest) {
    switch self {
    case .actor(let name):
      digest.fold(1, 0)
      digest.fold(name)
    case .process(let identity):
      digest.fold(2, 0)
      identity.fold(into: &digest)
    case .person(let name):
      digest.fold(3, 0)
      digest.fold(name)
    }
  }
}
