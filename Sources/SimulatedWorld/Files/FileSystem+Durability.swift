import Operations

extension FileSystem {
  /// How long a name may be lost after it was made, and bytes after they were written.
  private static let nameDelay = Interval.seconds(5)
  private static let byteDelay = Interval.seconds(30)

  mutating func sync(_ path: Text, _ user: UInt32, _ moment: inout Moment) throws(Errno) {
    let inode = try open(path, user, &moment)
    guard may(.othersRead, inode, user) else { throw .permissionDenied }
    if inodes[Int(inode)].kind == .directory {
      commitNames()
    } else {
      inodes[Int(inode)].durableContent = inodes[Int(inode)].content
      inodes[Int(inode)].dirtySince = .never
    }
  }

  // MARK: - What is remembered

  /// Remembers what one name, or the two of a rename, stood for before.
  mutating func record(_ first: NameChange.Side, _ second: NameChange.Side?, _ now: Instant) {
    guard canLosePower else { return }
    while let oldest = changes.first,
      changes.count >= Self.changeLimit || oldest.time + Self.nameDelay <= now
    {
      changes.removeFirst()
      letGo(oldest)
    }
    let change = NameChange(time: now, first: first, second: second)
    keep(change.first)
    if let second { keep(second) }
    changes.append(change)
  }

  /// Makes every change of names so far safe.
  mutating func commitNames() {
    while let newest = changes.popLast() { letGo(newest) }
  }

  private mutating func keep(_ side: NameChange.Side) {
    hold(side.directory)
    if side.before >= 0 { hold(side.before) }
  }

  private mutating func letGo(_ change: NameChange) {
    letGo(change.first)
    if let second = change.second { letGo(second) }
  }

  private mutating func letGo(_ side: NameChange.Side) {
    if side.before >= 0 { release(side.before) }
    release(side.directory)
  }

  /// Notes that a file is about to get other bytes than those that are safe.
  mutating func noteDirty(_ inode: Int32, _ now: Instant) {
    guard canLosePower else { return }
    if inodes[Int(inode)].dirtySince + Self.byteDelay <= now {
      inodes[Int(inode)].durableContent = inodes[Int(inode)].content
      inodes[Int(inode)].dirtySince = now
    } else {
      inodes[Int(inode)].dirtySince = min(inodes[Int(inode)].dirtySince, now)
    }
  }

  // MARK: - Power failure

  /// Cuts the power: locks and writes under way are gone, and what was not safe is drawn.
  ///
  /// Of the names the newest changes are undone, any number of them; each file with bytes that
  /// were not synced keeps them, has those from before, or is empty. The world ends the processes.
  public mutating func powerFail(_ moment: inout Moment) {
    while !locks.isEmpty { closeLock(at: locks.count - 1) }
    while let write = writes.popLast() { release(write.inode) }
    users.removeAll()
    guard canLosePower else { return }
    while let oldest = changes.first, oldest.time + Self.nameDelay <= moment.now {
      changes.removeFirst()
      letGo(oldest)
    }
    let lost = moment.streams.faults.next(below: UInt64(changes.count) + 1)
    for _ in 0..<lost { undoNewest(moment.wall) }
    commitNames()
    // In the order of numbers, which does not depend on where inodes happen to stand.
    for place in inodes.indices.sorted(by: { inodes[$0].number < inodes[$1].number }) {
      let inode = inodes[place]
      guard inode.number != 0, inode.kind == .file, inode.dirtySince != .never else { continue }
      if moment.now < inode.dirtySince + Self.byteDelay {
        switch moment.streams.faults.next(below: 3) {
        case 0: break
        case 1:
          giveBack(inode.size)
          inodes[place].content = inode.durableContent
          let size = Int64(moment.texts.length(inode.durableContent))
          inodes[place].size = size
          if room != .max { room -= size }
        default:
          giveBack(inode.size)
          inodes[place].content = .empty
          inodes[place].size = 0
        }
      }
      inodes[place].durableContent = inodes[place].content
      inodes[place].dirtySince = .never
    }
    cache.forget()
  }

  private mutating func undoNewest(_ wall: WallTime) {
    guard let change = changes.popLast() else { return }
    // Both names are taken away before either is given back: a directory has one name at a time.
    clear(change.first, wall)
    if let second = change.second { clear(second, wall) }
    restore(change.first, wall)
    if let second = change.second { restore(second, wall) }
    letGo(change)
  }

  private mutating func clear(_ side: NameChange.Side, _ wall: WallTime) {
    let entry = names.find(side.name, in: side.directory)
    guard entry >= 0 else { return }
    hold(names[entry].inode)
    let inode = names[entry].inode
    detach(entry, wall)
    release(inode)
  }

  private mutating func restore(_ side: NameChange.Side, _ wall: WallTime) {
    guard side.before >= 0 else { return }
    attach(side.before, side.name, in: side.directory, wall)
  }
}
