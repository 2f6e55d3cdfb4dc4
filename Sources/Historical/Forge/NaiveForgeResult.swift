import Operations

/// What the naive executor believes came of an order.
public enum NaiveForgeResult: Hashable, Sendable {
  /// It was created, and this is the id that it is kept under.
  case created(UInt64)
  /// It was launched on this machine.
  case launchedLocally
  /// The follow-up was sent.
  case resumed
  /// It has stopped.
  case stopped
  /// So many lines were shown.
  case shown(Int32)
  /// There is no such session.
  case unknown
  /// It failed.
  case failed
}

extension NaiveForgeResult: Foldable {
  /// Folds the kind of result and its number.
  public func fold(into digest: inout Digest) {
    switch self {
    case .created(let id):
      digest.fold(1, 0)
      digest.fold(id)
    case .launchedLocally: digest.fold(2, 0)
    case .resumed: digest.fold(3, 0)
    case .stopped: digest.fold(4, 0)
    case .shown(let count): digest.fold(5, UInt32(bitPattern: count))
    case .unknown: digest.fold(6, 0)
    case .failed: digest.fold(7, 0)
    }
  }
}
