import Operations

extension FileSystem {
  /// Opens with O_CREAT and takes the lock, or is told that another descriptor has it.
  mutating func lock(
    _ path: Text, _ mode: LockMode, by caller: ProcessIndex, _ user: UInt32,
    _ moment: inout Moment
  ) throws(Errno) {
    let inode = try openOrCreate(path, isExclusive: false, user, &moment)
    let state = inodes[Int(inode)]
    let isFree =
      mode == .shared ? !state.isLockedAlone : !state.isLockedAlone && state.sharedLocks == 0
    guard isFree else { throw .wouldBlock }
    switch mode {
    case .shared: inodes[Int(inode)].sharedLocks += 1
    case .exclusive, .inheritable: inodes[Int(inode)].isLockedAlone = true
    }
    hold(inode)
    locks.append(
      FileLock(
        description: nextDescription, inode: inode, path: path, holder: caller, mode: mode))
    nextDescription += 1
  }

  /// Closes the descriptor that the caller opened last by that path.
  mutating func unlock(
    _ path: Text, by caller: ProcessIndex, _ moment: inout Moment
  ) throws(Errno) {
    try checkFault(path)
    guard let place = locks.lastIndex(where: { $0.holder == caller && $0.path == path }) else {
      throw .badDescriptor
    }
    closeLock(at: place)
  }

  /// Closes one descriptor; the lock is free when no other process has the same one.
  mutating func closeLock(at place: Int) {
    let lock = locks.remove(at: place)
    guard !locks.contains(where: { $0.description == lock.description }) else { return }
    switch lock.mode {
    case .shared: inodes[Int(lock.inode)].sharedLocks -= 1
    case .exclusive, .inheritable: inodes[Int(lock.inode)].isLockedAlone = false
    }
    release(lock.inode)
  }

  /// Gives a child the descriptors that its parent has locks through: all, or those alone that
  /// were opened to be inherited.
  ///
  /// The locks are held until both are gone, as a server that was started under a lock keeps it.
  public mutating func inheritLocks(
    from parent: ProcessIndex, to child: ProcessIndex, all: Bool = true
  ) {
    for place in locks.indices
    where locks[place].holder == parent && (all || locks[place].mode == .inheritable) {
      var lock = locks[place]
      lock.holder = child
      locks.append(lock)
    }
  }
}
