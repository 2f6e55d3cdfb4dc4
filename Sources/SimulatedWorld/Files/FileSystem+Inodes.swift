import Operations

extension FileSystem {
  /// Makes an inode without a name.
  mutating func makeInode(_ kind: FileKind, _ user: UInt32, _ moment: borrowing Moment) -> Int32 {
    let inode = Inode(
      number: nextNumber, kind: kind, modified: moment.wall, owner: user,
      mode: kind == .file ? .file : kind == .directory ? .directory : .everything)
    nextNumber += 1
    if let place = freeInodes.popLast() {
      inodes[Int(place)] = inode
      return place
    }
    inodes.append(inode)
    // As with names: a removal allocates nothing, however many came before it.
    if freeInodes.capacity < inodes.count { freeInodes.reserveCapacity(inodes.capacity) }
    return Int32(inodes.count - 1)
  }

  /// Gives an inode a name that is free.
  mutating func attach(_ inode: Int32, _ name: Text, in directory: Int32, _ wall: WallTime) {
    let entry = names.add(name, in: directory, inode: inode)
    let first = inodes[Int(directory)].firstEntry
    names[entry].next = first
    if first >= 0 { names[first].previous = entry }
    inodes[Int(directory)].firstEntry = entry
    inodes[Int(directory)].size += 1
    inodes[Int(directory)].modified = wall
    if inodes[Int(inode)].kind == .directory {
      inodes[Int(directory)].links += 1
      inodes[Int(inode)].links = 2 + subdirectories(of: inode)
      inodes[Int(inode)].parent = directory
      inodes[Int(inode)].entry = entry
    } else {
      inodes[Int(inode)].links += 1
    }
  }

  /// Takes a name away; what it stood for is gone unless something else holds it.
  mutating func detach(_ entry: Int32, _ wall: WallTime) {
    let old = names[entry]
    if old.previous >= 0 {
      names[old.previous].next = old.next
    } else {
      inodes[Int(old.directory)].firstEntry = old.next
    }
    if old.next >= 0 { names[old.next].previous = old.previous }
    names.remove(entry)
    inodes[Int(old.directory)].size -= 1
    inodes[Int(old.directory)].modified = wall
    if inodes[Int(old.inode)].kind == .directory {
      inodes[Int(old.directory)].links -= 1
      inodes[Int(old.inode)].links = 0
      inodes[Int(old.inode)].entry = -1
    } else {
      inodes[Int(old.inode)].links -= 1
      if inodes[Int(old.inode)].kind == .symbolicLink { cache.forget() }
    }
    dropIfUnused(old.inode)
  }

  /// Keeps an inode although it may lose its last name.
  mutating func hold(_ inode: Int32) {
    inodes[Int(inode)].holds += 1
  }

  /// Undoes one `hold`.
  mutating func release(_ inode: Int32) {
    inodes[Int(inode)].holds -= 1
    dropIfUnused(inode)
  }

  mutating func dropIfUnused(_ place: Int32) {
    let inode = inodes[Int(place)]
    guard inode.links == 0, inode.holds == 0 else { return }
    if inode.kind == .file { giveBack(inode.size) }
    if inode.kind == .directory, isClosed(inode.mode) { closedDirectories -= 1 }
    inodes[Int(place)] = Inode()
    freeInodes.append(place)
  }

  func isClosed(_ mode: FileMode) -> Bool {
    !mode.contains([.ownerSearches, .othersSearch])
  }

  private func subdirectories(of directory: Int32) -> Int32 {
    var count: Int32 = 0
    var entry = inodes[Int(directory)].firstEntry
    while entry >= 0 {
      if inodes[Int(names[entry].inode)].kind == .directory { count += 1 }
      entry = names[entry].next
    }
    return count
  }

  /// Whether a directory is another, or stands somewhere above it.
  func isAbove(_ upper: Int32, _ lower: Int32) -> Bool {
    var place = lower
    while place != upper {
      guard place != Self.root else { return false }
      place = inodes[Int(place)].parent
    }
    return true
  }

  // MARK: - Room

  /// Gives bytes back to the disk.
  mutating func giveBack(_ bytes: Int64) {
    if room != .max { room += bytes }
  }

  /// Takes as many bytes of the disk as there are, at most so many.
  mutating func takeRoom(_ bytes: Int64) -> Int64 {
    guard room != .max else { return bytes }
    let taken = min(bytes, max(room, 0))
    room -= taken
    return taken
  }
}
