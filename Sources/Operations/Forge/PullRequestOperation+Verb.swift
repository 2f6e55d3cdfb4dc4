extension PullRequestOperation: Foldable {
  /// The kind of operation.
  public var verb: Verb {
    switch self {
    case .observe: .pullRequestObserve
    case .create: .pullRequestCreate
    }
  }

  /// Folds the kind and what it is given.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(verb.rawValue))
    switch self {
    case .observe(branch: let branch):
      digest.fold(branch)
    case .create(branch: let branch, title: let title):
      digest.fold(branch)
      digest.fold(title)
    }
  }
}
