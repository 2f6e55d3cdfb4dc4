extension FileOperation: Foldable {
  /// The kind of operation.
  public var verb: Verb {
    switch self {
    case .read: .fileRead
    case .write: .fileWrite
    case .append: .fileAppend
    case .createExclusive: .fileCreateExclusive
    case .replace: .fileReplace
    case .makeDirectory: .fileMakeDirectory
    case .makeDirectories: .fileMakeDirectories
    case .removeDirectory: .fileRemoveDirectory
    case .remove: .fileRemove
    case .removeTree: .fileRemoveTree
    case .link: .fileLink
    case .symbolicLink: .fileSymbolicLink
    case .rename: .fileRename
    case .sync: .fileSync
    case .list: .fileList
    case .stat: .fileStat
    case .canonicalise: .fileCanonicalise
    case .lock: .fileLock
    case .unlock: .fileUnlock
    }
  }

  /// Folds the kind and what it is given.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(verb.rawValue))
    switch self {
    case .read(let text):
      digest.fold(text)
    case .write(let text, content: let content):
      digest.fold(text)
      digest.fold(content)
    case .append(let text, content: let content):
      digest.fold(text)
      digest.fold(content)
    case .createExclusive(let text, content: let content):
      digest.fold(text)
      digest.fold(content)
    case .replace(let text, content: let content):
      digest.fold(text)
      digest.fold(content)
    case .makeDirectory(let text):
      digest.fold(text)
    case .makeDirectories(let text):
      digest.fold(text)
    case .removeDirectory(let text):
      digest.fold(text)
    case .remove(let text):
      digest.fold(text)
    case .removeTree(let text):
      digest.fold(text)
    case .link(from: let from, to: let to):
      digest.fold(from)
      digest.fold(to)
    case .symbolicLink(from: let from, to: let to):
      digest.fold(from)
      digest.fold(to)
    case .rename(from: let from, to: let to):
      digest.fold(from)
      digest.fold(to)
    case .sync(let text):
      digest.fold(text)
    case .list(let text):
      digest.fold(text)
    case .stat(let text):
      digest.fold(text)
    case .canonicalise(let text):
      digest.fold(text)
    case .lock(let text, let choice):
      digest.fold(text)
      digest.fold(UInt64(choice.rawValue))
    case .unlock(let text):
      digest.fold(text)
    }
  }
}
