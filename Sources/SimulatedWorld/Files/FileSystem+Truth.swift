import Operations

// What is so, for those who judge a run. Nothing of it is an operation: no fault strikes it.

extension FileSystem {
  /// Who has a file locked, by whatever name it has: the first that has the descriptor, and the
  /// number that tells one locking from the next.
  public mutating func locker(
    of path: Text, _ moment: inout Moment
  ) -> (holder: ProcessIndex, locking: UInt64)? {
    guard lockCount > 0, let inode = find(path, &moment),
      let lock = locks.first(where: { $0.inode == inode })
    else { return nil }
    return (lock.holder, lock.description)
  }

  /// The one path of what a path leads to; nil when nothing is there.
  public mutating func truePath(of path: Text, _ moment: inout Moment) -> Text? {
    find(path, &moment) == nil ? nil : wholePath(path, &moment)
  }
}

extension World {
  /// Who has a file locked, and the number that tells one locking from the next.
  public mutating func locker(of path: Text) -> (holder: ProcessIndex, locking: UInt64)? {
    filesPart.value.locker(of: path, &moment)
  }

  /// The one path of what a path leads to; nil when nothing is there.
  public mutating func truePath(of path: Text) -> Text? {
    filesPart.value.truePath(of: path, &moment)
  }

  /// What kind of thing a path leads to; nil when nothing is there.
  public mutating func kind(of path: Text) -> FileKind? {
    filesPart.value.kind(of: path, &moment)
  }
}
