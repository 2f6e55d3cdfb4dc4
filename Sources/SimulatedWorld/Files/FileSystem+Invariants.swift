import Operations

extension FileSystem {
  /// Traps with the first thing about the disk that is not as it must be.
  ///
  /// Complexity: O(n) in the number of inodes, names and locks.
  public func checkInvariants() {
    var seenNames: [Int32] = Array(repeating: 0, count: inodes.count)
    var subdirectories: [Int32] = Array(repeating: 0, count: inodes.count)
    var live = 0
    for number in names.entries.indices where names.entries[number].directory >= 0 {
      let entry = names.entries[number]
      live += 1
      precondition(inodes[Int(entry.inode)].number != 0, "a name of nothing: \(entry)")
      let directory = inodes[Int(entry.directory)]
      precondition(directory.kind == .directory && directory.links > 0, "a name nowhere: \(entry)")
      precondition(
        names.find(entry.name, in: entry.directory) == Int32(number), "a name not found: \(entry)")
      seenNames[Int(entry.inode)] += 1
      if inodes[Int(entry.inode)].kind == .directory {
        subdirectories[Int(entry.directory)] += 1
        precondition(
          inodes[Int(entry.inode)].parent == entry.directory
            && inodes[Int(entry.inode)].entry == Int32(number), "a directory elsewhere: \(entry)")
      }
    }
    precondition(live == names.count, "\(live) names, \(names.count) counted")
    var closed = 0
    for place in inodes.indices where inodes[place].number != 0 {
      let inode = inodes[place]
      precondition(inode.number < nextNumber, "a number from the future: \(inode)")
      precondition(inode.links > 0 || inode.holds > 0, "nobody has \(inode)")
      if inode.kind == .directory {
        closed += isClosed(inode.mode) ? 1 : 0
        precondition(
          inode.links == (inode.links == 0 ? 0 : 2 + subdirectories[place]),
          "wrong links of a directory: \(inode)")
        precondition(inode.links > 0 || inode.size == 0, "names in a removed directory: \(inode)")
        precondition(seenNames[place] <= 1, "a directory with two names: \(inode)")
        precondition(
          countEntries(of: inode, at: Int32(place)) == inode.size, "wrong size: \(inode)")
      } else {
        precondition(inode.links == seenNames[place], "wrong links: \(inode)")
      }
    }
    precondition(closed == closedDirectories, "\(closed) closed, \(closedDirectories) counted")
    precondition(changes.count <= Self.changeLimit, "too many changes: \(changes.count)")
    checkHolds()
  }

  /// Traps with the first path that is remembered to lead elsewhere than it does.
  ///
  /// Complexity: O(n) in the number of paths that are remembered.
  public mutating func checkPaths(_ texts: inout Texts) {
    for path in cache.paths {
      for rule in [FollowRule.never, .beforeSlash, .always, .alwaysToCreate, .neverToCreate] {
        let remembered = try? walk(path, rule, 0, &texts)
        load(path, texts)
        let followed = try? walkLoaded(rule, 0, &texts)
        precondition(
          remembered == followed,
          "\(texts.string(path)) is remembered as \(remembered as Any), not \(followed as Any)")
      }
    }
  }

  private func countEntries(of inode: Inode, at place: Int32) -> Int64 {
    var count: Int64 = 0
    var entry = inode.firstEntry
    var previous: Int32 = -1
    while entry >= 0 {
      precondition(names[entry].directory == place, "a name in two directories: \(names[entry])")
      precondition(names[entry].previous == previous, "neighbours disagree: \(names[entry])")
      count += 1
      previous = entry
      entry = names[entry].next
    }
    return count
  }

  private func checkHolds() {
    var holds: [Int32] = Array(repeating: 0, count: inodes.count)
    var shared: [Int32] = Array(repeating: 0, count: inodes.count)
    var alone: [Int32] = Array(repeating: 0, count: inodes.count)
    for place in locks.indices {
      let lock = locks[place]
      // A descriptor that several processes have is one.
      if locks[..<place].contains(where: { $0.description == lock.description }) { continue }
      holds[Int(lock.inode)] += 1
      if lock.mode == .shared { shared[Int(lock.inode)] += 1 } else { alone[Int(lock.inode)] += 1 }
    }
    for write in writes {
      holds[Int(write.inode)] += 1
      precondition(inodes[Int(write.inode)].number == write.number, "a write to nothing: \(write)")
    }
    for change in changes {
      for side in [change.first, change.second ?? change.first] {
        holds[Int(side.directory)] += 1
        if side.before >= 0 { holds[Int(side.before)] += 1 }
      }
      if change.second == nil {
        holds[Int(change.first.directory)] -= 1
        if change.first.before >= 0 { holds[Int(change.first.before)] -= 1 }
      }
    }
    for place in inodes.indices {
      let inode = inodes[place]
      precondition(inode.holds == holds[place], "held \(holds[place]) times: \(inode)")
      precondition(inode.sharedLocks == shared[place], "shared \(shared[place]) times: \(inode)")
      precondition((inode.isLockedAlone ? 1 : 0) == alone[place], "locked alone: \(inode)")
      precondition(alone[place] == 0 || shared[place] == 0, "locked both ways: \(inode)")
    }
  }
}
