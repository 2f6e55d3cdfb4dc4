import Operations

/// One name in a directory.
struct DirectoryEntry: Hashable, Sendable {
  var name: Text
  /// The directory's place; -1 marks a free entry.
  var directory: Int32
  /// The place of what the name stands for.
  var inode: Int32
  /// The neighbours in the directory, in no order that means anything.
  var next: Int32 = -1
  var previous: Int32 = -1
}

/// Every name of every directory, found by directory and name.
///
/// Linear probing in a table that is never more than half full; a removal moves later ones up, so
/// that endless adding and removing leaves no tombstones. Finding, adding and removing are O(1).
struct EntryTable: Sendable {
  private(set) var entries: [DirectoryEntry] = []
  private(set) var free: [Int32] = []
  /// Entry numbers, -1 for a free place; its size is a power of two.
  private var index: [Int32] = Array(repeating: -1, count: 64)

  /// How many names there are.
  var count: Int { entries.count - free.count }

  subscript(entry: Int32) -> DirectoryEntry {
    get { entries[Int(entry)] }
    set { entries[Int(entry)] = newValue }
  }

  /// The entry of a name in a directory, or -1.
  func find(_ name: Text, in directory: Int32) -> Int32 {
    let mask = index.count - 1
    var place = home(name, directory)
    while index[place] >= 0 {
      let entry = entries[Int(index[place])]
      if entry.name == name, entry.directory == directory { return index[place] }
      place = (place + 1) & mask
    }
    return -1
  }

  /// Adds a name that is not there.
  mutating func add(_ name: Text, in directory: Int32, inode: Int32) -> Int32 {
    let entry = DirectoryEntry(name: name, directory: directory, inode: inode)
    let number: Int32
    if let place = free.popLast() {
      number = place
      entries[Int(number)] = entry
    } else {
      number = Int32(entries.count)
      entries.append(entry)
      // All may be free at once one day: what is removed then allocates nothing.
      if free.capacity < entries.count { free.reserveCapacity(entries.capacity) }
    }
    if count * 2 > index.count { grow() } else { put(number) }
    return number
  }

  /// Removes a name.
  mutating func remove(_ number: Int32) {
    let entry = entries[Int(number)]
    let mask = index.count - 1
    var hole = home(entry.name, entry.directory)
    while index[hole] != number { hole = (hole + 1) & mask }
    index[hole] = -1
    var place = (hole + 1) & mask
    while index[place] >= 0 {
      let other = entries[Int(index[place])]
      let wanted = home(other.name, other.directory)
      // It may move up when the hole lies between where it would rather be and where it is.
      if (place - wanted) & mask >= (place - hole) & mask {
        index[hole] = index[place]
        index[place] = -1
        hole = place
      }
      place = (place + 1) & mask
    }
    entries[Int(number)].directory = -1
    free.append(number)
  }

  private func home(_ name: Text, _ directory: Int32) -> Int {
    let mixed =
      (name.fingerprint ^ UInt64(UInt32(bitPattern: directory)) &* 0x9E37_79B9_7F4A_7C15)
      &* 0xA076_1D64_78BD_642F
    return Int(truncatingIfNeeded: mixed >> 32) & (index.count - 1)
  }

  private mutating func put(_ number: Int32) {
    let entry = entries[Int(number)]
    var place = home(entry.name, entry.directory)
    while index[place] >= 0 { place = (place + 1) & (index.count - 1) }
    index[place] = number
  }

  private mutating func grow() {
    index = Array(repeating: -1, count: index.count * 2)
    for number in entries.indices where entries[number].directory >= 0 { put(Int32(number)) }
  }
}
