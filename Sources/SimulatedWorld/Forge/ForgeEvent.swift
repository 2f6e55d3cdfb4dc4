import Operations

/// Something that happens within Forge some time after what led to it.
public enum ForgeEvent: Hashable, Sendable {
  /// The next step of `create-and-start`.
  case creationGoesOn(attempt: UInt64, call: CallID)
}

extension ForgeEvent: Foldable {
  /// Folds the kind of event and what it is about.
  public func fold(into digest: inout Digest) {
    switch self {
    case .creationGoesOn(let attempt, let call):
      digest.fold(1, 0)
      digest.fold(attempt)
      digest.fold(call.slot, call.generation)
    }
  }
}
