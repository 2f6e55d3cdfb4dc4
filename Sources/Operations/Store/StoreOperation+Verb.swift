extension StoreOperation: Foldable {
  /// The kind of operation.
  public var verb: Verb {
    switch self {
    case .get: .storeGet
    case .put: .storePut
    case .delete: .storeDelete
    case .list: .storeList
    case .begin: .storeBegin
    case .commit: .storeCommit
    case .rollBack: .storeRollBack
    }
  }

  /// Folds the kind and what it is given.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(verb.rawValue))
    switch self {
    case .get(key: let key):
      digest.fold(key)
    case .put(key: let key, value: let value, expected: let expected):
      digest.fold(key)
      digest.fold(value)
      digest.fold(Int64(expected))
    case .delete(key: let key, expected: let expected):
      digest.fold(key)
      digest.fold(Int64(expected))
    case .list, .begin, .commit, .rollBack:
      break
    }
  }
}
