import Operations

/// Something that happens within the store some time after what led to it.
public enum StoreEvent: Hashable, Sendable {
  /// A slow store comes round to answering what it did before.
  case answers(StoreOutcome, call: CallID)
}

extension StoreEvent: Foldable {
  /// Folds the kind of event and what it is about.
  public func fold(into digest: inout Digest) {
    switch self {
    case .answers(let outcome, let call):
      digest.fold(1, 0)
      outcome.fold(into: &digest)
      call.fold(into: &digest)
    }
  }
}
