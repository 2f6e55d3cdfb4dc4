// A listing is folded by its rows, where they stand: the slot that holds them is an accident.

extension Outcome: Foldable {
  /// Folds the kind of outcome and what it carries, but for the rows of a listing.
  public func fold(into digest: inout Digest) {
    switch self {
    case .process(let outcome): outcome.fold(into: &digest)
    case .tmux(let outcome): outcome.fold(into: &digest)
    case .file(let outcome): outcome.fold(into: &digest)
    case .git(let outcome): outcome.fold(into: &digest)
    case .store(let outcome): outcome.fold(into: &digest)
    case .forge(let outcome): outcome.fold(into: &digest)
    case .pullRequest(let outcome): outcome.fold(into: &digest)
    case .send(let outcome): digest.fold(80, UInt32(outcome.rawValue))
    case .fired: digest.fold(81, 0)
    case .cancelled(let count): digest.fold(82, UInt32(bitPattern: count))
    case .instant(let instant):
      digest.fold(83, 0)
      digest.fold(instant.nanoseconds)
    case .wallTime(let time):
      digest.fold(84, 0)
      digest.fold(time.milliseconds)
    case .number(let number):
      digest.fold(85, 0)
      digest.fold(number)
    case .limitPassed: digest.fold(86, 0)
    }
  }

  /// The listing that it names, if it names one.
  public var listing: Listing? {
    switch self {
    case .process(.listing(let listing)), .tmux(.listing(let listing)),
      .file(.listing(let listing)), .git(.listing(let listing)), .store(.listing(let listing)),
      .forge(.listing(let listing)):
      listing
    default: nil
    }
  }

  /// The same outcome with its rows kept at another slot.
  public func keepingRows(at slot: UInt32) -> Outcome {
    guard var listing else { return self }
    listing.slot = slot
    return switch self {
    case .process: .process(.listing(listing))
    case .tmux: .tmux(.listing(listing))
    case .file: .file(.listing(listing))
    case .git: .git(.listing(listing))
    case .store: .store(.listing(listing))
    case .forge: .forge(.listing(listing))
    default: self
    }
  }
}

extension ProcessOutcome: Foldable {
  /// Folds the kind of outcome and what it carries.
  public func fold(into digest: inout Digest) {
    switch self {
    case .identity(let identity):
      digest.fold(10, 0)
      identity.fold(into: &digest)
    case .done: digest.fold(11, 0)
    case .exists: digest.fold(12, 0)
    case .same(let state): digest.fold(13, UInt32(state.rawValue))
    case .other(let facts):
      digest.fold(14, 0)
      facts.fold(into: &digest)
    case .facts(let facts):
      digest.fold(15, 0)
      facts.fold(into: &digest)
    case .reaped(let ending):
      digest.fold(16, 0)
      ending.fold(into: &digest)
    case .stillRunning: digest.fold(17, 0)
    case .listing(let listing): digest.fold(18, listing.count)
    case .failed(let errno): digest.fold(19, UInt32(errno.rawValue))
    }
  }
}

extension TmuxOutcome: Foldable {
  /// Folds the kind of outcome and what it carries.
  public func fold(into digest: inout Digest) {
    switch self {
    case .done: digest.fold(20, 0)
    case .text(let text):
      digest.fold(21, 0)
      digest.fold(text)
    case .created(let reference):
      digest.fold(22, 0)
      reference.fold(into: &digest)
    case .listing(let listing): digest.fold(23, listing.count)
    case .failed(let failure):
      digest.fold(24, 0)
      failure.fold(into: &digest)
    }
  }
}

extension FileOutcome: Foldable {
  /// Folds the kind of outcome and what it carries.
  public func fold(into digest: inout Digest) {
    switch self {
    case .done: digest.fold(30, 0)
    case .content(let text):
      digest.fold(31, 0)
      digest.fold(text)
    case .facts(let facts):
      digest.fold(32, 0)
      facts.fold(into: &digest)
    case .listing(let listing): digest.fold(33, listing.count)
    case .failed(let errno): digest.fold(34, UInt32(errno.rawValue))
    }
  }
}

extension GitOutcome: Foldable {
  /// Folds the kind of outcome and what it carries.
  public func fold(into digest: inout Digest) {
    switch self {
    case .done: digest.fold(40, 0)
    case .changes(let tracked, let untracked):
      digest.fold(41, 0)
      digest.fold(UInt32(bitPattern: tracked), UInt32(bitPattern: untracked))
    case .listing(let listing): digest.fold(42, listing.count)
    case .failed(let failure):
      digest.fold(43, 0)
      failure.fold(into: &digest)
    }
  }
}

extension StoreOutcome: Foldable {
  /// Folds the kind of outcome and what it carries.
  public func fold(into digest: inout Digest) {
    switch self {
    case .done: digest.fold(50, 0)
    case .record(let record):
      digest.fold(51, 0)
      record.fold(into: &digest)
    case .absent: digest.fold(52, 0)
    case .written(let revision):
      digest.fold(53, 0)
      digest.fold(revision)
    case .listing(let listing): digest.fold(54, listing.count)
    case .conflict(let revision):
      digest.fold(55, 0)
      digest.fold(revision)
    case .failed(let failure): digest.fold(56, UInt32(failure.rawValue))
    }
  }
}

extension ForgeOutcome: Foldable {
  /// Folds the kind of outcome and what it carries.
  public func fold(into digest: inout Digest) {
    switch self {
    case .done: digest.fold(60, 0)
    case .accepted: digest.fold(61, 0)
    case .task(let task):
      digest.fold(62, 0)
      task.fold(into: &digest)
    case .attempt(let attempt):
      digest.fold(63, 0)
      attempt.fold(into: &digest)
    case .process(let process):
      digest.fold(64, 0)
      process.fold(into: &digest)
    case .listing(let listing): digest.fold(65, listing.count)
    case .text(let text):
      digest.fold(66, 0)
      digest.fold(text)
    case .entry(let index, let text):
      digest.fold(67, UInt32(bitPattern: index))
      digest.fold(text)
    case .finished: digest.fold(68, 0)
    case .cut: digest.fold(69, 0)
    case .failed(.status(let status)): digest.fold(70, UInt32(bitPattern: Int32(status)))
    case .failed(.unsuccessful): digest.fold(71, 0)
    case .failed(.connectionRefused): digest.fold(72, 0)
    case .failed(.connectionReset): digest.fold(73, 0)
    }
  }
}

extension PullRequestOutcome: Foldable {
  /// Folds the kind of outcome and what it carries.
  public func fold(into digest: inout Digest) {
    switch self {
    case .facts(let facts):
      digest.fold(75, 0)
      facts.fold(into: &digest)
    case .notFetched: digest.fold(76, 0)
    case .refused: digest.fold(77, 0)
    }
  }
}
