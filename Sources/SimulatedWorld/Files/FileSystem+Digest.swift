import Operations

extension FileSystem: Foldable {
  /// Folds every inode and name by its number, in no order, and the rest in the order it came.
  ///
  /// As long as nobody was told a number, only their order counts.
  public func fold(into digest: inout Digest) {
    var high: UInt64 = 0
    var low: UInt64 = 0
    let numbers = numbersAreKnown ? inodes.map(\.number) : ranks()
    for place in inodes.indices where inodes[place].number != 0 {
      var part = Digest()
      part.fold(numbers[place])
      fold(inodes[place], into: &part)
      high &+= part.high
      low &+= part.low
    }
    for entry in names.entries where entry.directory >= 0 {
      var part = Digest(seed: 1)
      part.fold(numbers[Int(entry.directory)])
      part.fold(entry.name)
      part.fold(numbers[Int(entry.inode)])
      high &+= part.high
      low &+= part.low
    }
    for lock in locks {
      var part = Digest(seed: 2)
      part.fold(numbers[Int(lock.inode)])
      part.fold(lock.path)
      lock.holder.fold(into: &part)
      part.fold(UInt64(lock.mode.rawValue))
      high &+= part.high
      low &+= part.low
    }
    for write in writes {
      var part = Digest(seed: 3)
      part.fold(write.number)
      part.fold(write.path)
      write.writer.fold(into: &part)
      write.call.fold(into: &part)
      high &+= part.high
      low &+= part.low
    }
    digest.fold(high)
    digest.fold(low)
    digest.fold(numbersAreKnown ? nextNumber : 0)
    digest.fold(room)
    digest.fold(isReadOnly ? 1 : 0, usualUser)
    foldTrouble(into: &digest)
  }

  /// The numbers of the inodes in their order, by place, without those that are gone.
  private func ranks() -> [UInt64] {
    var ranks = [UInt64](repeating: 0, count: inodes.count)
    // Places are given out in the order of numbers until one is used again, so most are in order.
    var isSorted = true
    var last: UInt64 = 0
    var rank: UInt64 = 0
    for place in inodes.indices where inodes[place].number != 0 {
      isSorted = isSorted && inodes[place].number > last
      last = inodes[place].number
      rank += 1
      ranks[place] = rank
    }
    guard !isSorted else { return ranks }
    let order = inodes.indices.filter { inodes[$0].number != 0 }.sorted {
      inodes[$0].number < inodes[$1].number
    }
    for (rank, place) in order.enumerated() { ranks[place] = UInt64(rank + 1) }
    return ranks
  }

  private func fold(_ inode: Inode, into part: inout Digest) {
    part.fold(UInt32(inode.kind.rawValue) << 8 | UInt32(inode.mode.rawValue), inode.owner)
    part.fold(inode.content)
    part.fold(UInt32(bitPattern: inode.links), UInt32(bitPattern: inode.holds))
    part.fold(inode.modified.milliseconds)
    if canLosePower {
      part.fold(inode.durableContent)
      part.fold(inode.dirtySince.nanoseconds)
    }
  }

  private func foldTrouble(into digest: inout Digest) {
    for fault in faults {
      digest.fold(fault.path)
      digest.fold(fault.isOnce ? 1 : 0, 0)
      switch fault.kind {
      case .fails(let error): digest.fold(1, UInt32(error.rawValue))
      case .tears(let keep):
        digest.fold(2, 0)
        digest.fold(keep)
      case .shortens(let keep, let error):
        digest.fold(3, UInt32(error.rawValue))
        digest.fold(keep)
      }
    }
    for user in users {
      user.process.fold(into: &digest)
      digest.fold(UInt64(user.user))
    }
    for change in changes {
      digest.fold(change.time.nanoseconds)
      fold(change.first, into: &digest)
      if let second = change.second { fold(second, into: &digest) }
    }
  }

  private func fold(_ side: NameChange.Side, into digest: inout Digest) {
    digest.fold(inodes[Int(side.directory)].number)
    digest.fold(side.name)
    digest.fold(side.before < 0 ? 0 : inodes[Int(side.before)].number)
  }
}
