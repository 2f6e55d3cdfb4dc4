/// What can be asked of files.
///
/// Paths are absolute; a world resolves links in them as the kernel does.
public enum FileOperation: Hashable, Sendable {
  /// Reads a whole file.
  case read(Text)
  /// `open(O_CREAT|O_TRUNC)`, then `write`: in between, every reader sees an empty file.
  case write(Text, content: Text)
  /// `open(O_CREAT|O_APPEND)` and one `write`, which other appends cannot split.
  case append(Text, content: Text)
  /// `open(O_CREAT|O_EXCL)`, then `write`: the claim is atomic, its content is not.
  case createExclusive(Text, content: Text)
  /// Writes a temporary file beside it, syncs it, renames it over the path, syncs the directory.
  case replace(Text, content: Text)
  /// `mkdir`: exactly one of many callers succeeds.
  case makeDirectory(Text)
  /// `mkdir -p`.
  case makeDirectories(Text)
  /// `rmdir`, which refuses a directory that is not empty.
  case removeDirectory(Text)
  /// `unlink`.
  case remove(Text)
  /// `rm -rf`: no error when there is nothing.
  case removeTree(Text)
  /// `link(from, to)`: fails with EEXIST when `to` is there, whatever it is.
  case link(from: Text, to: Text)
  /// `symlink`: `to` names `from` from now on.
  case symbolicLink(from: Text, to: Text)
  /// `rename(from, to)`: replaces a file, or an empty directory by a directory, in one step.
  case rename(from: Text, to: Text)
  /// `fsync` of a file or a directory: what was done to it survives a power failure.
  case sync(Text)
  /// The names in a directory, in the order of their bytes.
  case list(Text)
  /// `lstat`.
  case stat(Text)
  /// `realpath`: the one path that all its spellings lead to.
  case canonicalise(Text)
  /// Opens, and `flock(LOCK_NB)`: held until unlocked, or until the last holder's process is gone.
  case lock(Text, LockMode)
  /// Closes what `lock` opened.
  case unlock(Text)
}

/// How a file is locked.
public enum LockMode: UInt8, Hashable, Sendable {
  /// Beside other shared ones.
  case shared
  /// Alone.
  case exclusive
  /// Alone, by a descriptor that whatever the caller starts has as well (no O_CLOEXEC).
  case inheritable
}

/// What kind of thing a path names.
public enum FileKind: UInt8, Hashable, Sendable {
  /// A file with bytes.
  case file
  /// A directory.
  case directory
  /// A symbolic link.
  case symbolicLink
}

/// What `stat` tells.
public struct FileFacts: Hashable, Sendable, Foldable {
  /// The inode's number: the same file under every name.
  public var inode: UInt64
  /// What it is.
  public var kind: FileKind
  /// Its length in bytes; the number of entries for a directory.
  public var size: Int64
  /// How many names it has.
  public var links: Int32
  /// When it was last written, by the wall clock.
  public var modified: WallTime

  /// Makes the facts.
  public init(inode: UInt64, kind: FileKind, size: Int64, links: Int32, modified: WallTime) {
    self.inode = inode
    self.kind = kind
    self.size = size
    self.links = links
    self.modified = modified
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(inode)
    digest.fold(UInt32(kind.rawValue), UInt32(bitPattern: links))
    digest.fold(size)
    digest.fold(modified.milliseconds)
  }
}

/// What the files answered.
public enum FileOutcome: Hashable, Sendable {
  /// It was done.
  case done
  /// The bytes of a file, or a path.
  case content(Text)
  /// What `stat` found.
  case facts(FileFacts)
  /// The names in a directory.
  case listing(Listing)
  /// It failed.
  ///
  /// A write that failed so may have left an empty or a shorter file.
  case failed(Errno)
}
