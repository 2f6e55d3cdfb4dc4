import Operations

/// The entries of every log and diff, chained by sequence; places of removed ones are used again.
struct ForgeJournal: Sendable {
  /// The entries by place.
  private(set) var entries: [Entry] = []
  /// The first free place; -1 for none.
  private var free: Int32 = -1

  /// One entry.
  struct Entry: Hashable, Sendable {
    /// A line of a log, or the path of a changed file.
    var text: Text
    /// The place of the next entry; -1 for none.
    var next: Int32
    /// Whether a later entry of the sequence says the same thing anew.
    var isSuperseded = false
    /// Whether the place is free.
    var isFree = false
  }

  /// Adds an entry to a sequence and gives its place.
  @discardableResult
  mutating func append(_ text: Text, to track: inout ForgeTrack) -> Int32 {
    let place: Int32
    if free >= 0 {
      place = free
      free = entries[Int(place)].next
      entries[Int(place)] = Entry(text: text, next: -1)
    } else {
      place = Int32(entries.count)
      entries.append(Entry(text: text, next: -1))
    }
    if track.last >= 0 { entries[Int(track.last)].next = place } else { track.first = place }
    track.last = place
    track.count += 1
    track.digest.fold(text)
    return place
  }

  /// Marks the entries of a sequence that say what its last one says anew.
  mutating func supersede(in track: ForgeTrack) {
    guard track.last >= 0 else { return }
    let text = entries[Int(track.last)].text
    var place = track.first
    while place >= 0, place != track.last {
      if entries[Int(place)].text == text { entries[Int(place)].isSuperseded = true }
      place = entries[Int(place)].next
    }
  }

  /// Frees the entries of a sequence.
  mutating func remove(_ track: ForgeTrack) {
    guard track.last >= 0 else { return }
    var place = track.first
    while place >= 0 {
      entries[Int(place)].isFree = true
      place = entries[Int(place)].next
    }
    entries[Int(track.last)].next = free
    free = track.first
  }

  /// Traps unless the free places are exactly the chained ones.
  func checkInvariants() {
    var count = 0
    var place = free
    while place >= 0 {
      precondition(entries[Int(place)].isFree, "an entry in use among the free ones")
      count += 1
      precondition(count <= entries.count, "the free places go round in a ring")
      place = entries[Int(place)].next
    }
    let freed = entries.reduce(into: 0) { $0 += $1.isFree ? 1 : 0 }
    precondition(freed == count, "\(freed) free entries, \(count) of them chained")
  }
}
