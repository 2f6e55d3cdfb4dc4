import Operations

// A fault at a path meets the operations that spell the path so.

extension FileSystem {
  /// Leaves room for so many more bytes, or as many as anyone wants.
  public mutating func setFull(after bytes: Int64?) {
    room = bytes ?? .max
  }

  /// The next operation at the path fails so and does nothing.
  public mutating func failNext(_ path: Text, _ error: Errno) {
    faults.append(PathFault(path: path, kind: .fails(error), isOnce: true))
  }

  /// Every operation at the path fails so until it is healed.
  public mutating func fail(_ path: Text, _ error: Errno) {
    faults.append(PathFault(path: path, kind: .fails(error), isOnce: false))
  }

  /// Of the next write to the path only the first bytes arrive, and it is called done.
  public mutating func tearNextWrite(_ path: Text, keep bytes: Int) {
    faults.append(PathFault(path: path, kind: .tears(keep: bytes), isOnce: true))
  }

  /// Of the next write to the path only the first bytes arrive, and it fails.
  public mutating func shortenNextWrite(_ path: Text, keep bytes: Int, _ error: Errno) {
    faults.append(PathFault(path: path, kind: .shortens(keep: bytes, error), isOnce: true))
  }

  /// Ends what goes wrong at the path.
  public mutating func heal(_ path: Text) {
    faults.removeAll { $0.path == path }
  }

  /// Takes every permission on what the path leads to from everyone but user 0.
  ///
  /// It stays so for all names of the file; `setMode` gives them back.
  @discardableResult
  public mutating func deny(_ path: Text, _ moment: inout Moment) -> Bool {
    setMode([], of: path, &moment)
  }

  /// Says who may do what with what the path leads to; false when nothing is there.
  @discardableResult
  public mutating func setMode(_ mode: FileMode, of path: Text, _ moment: inout Moment) -> Bool {
    guard let inode = find(path, &moment) else { return false }
    if inodes[Int(inode)].kind == .directory {
      closedDirectories += (isClosed(mode) ? 1 : 0) - (isClosed(inodes[Int(inode)].mode) ? 1 : 0)
    }
    inodes[Int(inode)].mode = mode
    return true
  }

  /// Gives what the path leads to to another user; false when nothing is there.
  @discardableResult
  public mutating func setOwner(_ user: UInt32, of path: Text, _ moment: inout Moment) -> Bool {
    guard let inode = find(path, &moment) else { return false }
    inodes[Int(inode)].owner = user
    return true
  }

  /// Makes a process run as a user, until it ends.
  public mutating func setUser(_ user: UInt32, of process: ProcessIndex) {
    users.removeAll { $0.process == process }
    users.append(UserOfProcess(process: process, user: user))
  }

  // MARK: - Meeting them

  /// Refuses an operation at a path where it is to fail.
  mutating func checkFault(_ path: Text) throws(Errno) {
    guard !faults.isEmpty else { return }
    for place in faults.indices where faults[place].path == path {
      guard case .fails(let error) = faults[place].kind else { continue }
      if faults[place].isOnce { faults.remove(at: place) }
      throw error
    }
  }

  /// Takes the first fault of a write to the path.
  mutating func takeWriteFault(_ path: Text) -> PathFault.Kind? {
    guard !faults.isEmpty else { return nil }
    for place in faults.indices where faults[place].path == path {
      if case .fails = faults[place].kind { continue }
      return faults.remove(at: place).kind
    }
    return nil
  }

  /// What a path leads to, for whoever sets the scene.
  mutating func find(_ path: Text, _ moment: inout Moment) -> Int32? {
    guard let place = try? walk(path, .always, 0, &moment.texts), place.inode >= 0 else {
      return nil
    }
    return place.inode
  }
}
