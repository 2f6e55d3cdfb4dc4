import Operations

/// The second half of an operation on files that is not atomic.
public enum FileEvent: Hashable, Sendable {
  /// The bytes of a write arrive in the file that was emptied before, and the call is answered.
  case writeArrives(inode: UInt64, content: Text, by: ProcessIndex, call: CallID)
}

extension FileEvent: Foldable {
  /// Folds the kind of event and what it is about.
  public func fold(into digest: inout Digest) {
    switch self {
    case .writeArrives(let inode, let content, let caller, let call):
      digest.fold(1, 0)
      digest.fold(inode)
      digest.fold(content)
      caller.fold(into: &digest)
      call.fold(into: &digest)
    }
  }
}
