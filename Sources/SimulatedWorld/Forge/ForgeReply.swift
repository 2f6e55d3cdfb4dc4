import Operations

/// How much of a request's outcome its client gets to hear.
enum ForgeReply: Hashable, Sendable, Foldable {
  /// All of it.
  case outcome
  /// This failure in its place.
  case failure(ForgeFailure)
  /// Nothing, ever.
  case silence

  /// What the client hears of an outcome; nil for nothing.
  func heard(_ outcome: ForgeOutcome) -> ForgeOutcome? {
    switch self {
    case .outcome: outcome
    case .failure(let failure): .failed(failure)
    case .silence: nil
    }
  }

  /// Folds the kind of reply.
  func fold(into digest: inout Digest) {
    switch self {
    case .outcome: digest.fold(1, 0)
    case .failure(let failure):
      digest.fold(2, 0)
      ForgeOutcome.failed(failure).fold(into: &digest)
    case .silence: digest.fold(3, 0)
    }
  }
}
