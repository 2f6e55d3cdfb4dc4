import Operations

/// The places of actors by name: the last of each name, and before it the others.
///
/// Names are never forgotten, so that memory is bounded by the distinct names of a run.
///
/// Complexity: O(1) to find and to add; O(actors of one name) to rename.
struct ActorNames: Sendable {
  private var entries: [Entry] = []
  /// Entry numbers by name, -1 for a free place; its size is a power of two.
  private var index: [Int32] = Array(repeating: -1, count: 16)
  /// The place of the last earlier actor of the same name, -1 for none.
  private var earlier: [Int32] = []

  /// One name and the last place that has it, -1 for none.
  private struct Entry: Sendable {
    let name: Text
    var last: Int32
  }

  /// The last place that has the name.
  func last(_ name: Text) -> Int? {
    let number = index[spot(of: name)]
    guard number >= 0, entries[Int(number)].last >= 0 else { return nil }
    return Int(entries[Int(number)].last)
  }

  /// The last place before that one that has the same name.
  func before(_ place: Int) -> Int? {
    earlier[place] >= 0 ? Int(earlier[place]) : nil
  }

  /// Names the next place.
  mutating func append(_ name: Text) {
    let number = entry(of: name)
    earlier.append(entries[number].last)
    entries[number].last = Int32(earlier.count - 1)
  }

  /// Gives a place another name.
  mutating func rename(_ place: Int, from old: Text, to new: Text) {
    guard old != new else { return }
    let place = Int32(place)
    let source = entry(of: old)
    if entries[source].last == place {
      entries[source].last = earlier[Int(place)]
    } else {
      var later = entries[source].last
      while earlier[Int(later)] != place { later = earlier[Int(later)] }
      earlier[Int(later)] = earlier[Int(place)]
    }
    let target = entry(of: new)
    guard entries[target].last > place else {
      earlier[Int(place)] = entries[target].last
      entries[target].last = place
      return
    }
    var later = entries[target].last
    while earlier[Int(later)] > place { later = earlier[Int(later)] }
    earlier[Int(place)] = earlier[Int(later)]
    earlier[Int(later)] = place
  }

  private func spot(of name: Text) -> Int {
    let mask = index.count - 1
    var spot = Int(truncatingIfNeeded: name.fingerprint) & mask
    while index[spot] >= 0, entries[Int(index[spot])].name != name { spot = (spot + 1) & mask }
    return spot
  }

  /// The entry of a name, made if need be.
  private mutating func entry(of name: Text) -> Int {
    var spot = spot(of: name)
    if index[spot] >= 0 { return Int(index[spot]) }
    if (entries.count + 1) * 2 > index.count {
      index = Array(repeating: -1, count: index.count * 2)
      for number in entries.indices { index[self.spot(of: entries[number].name)] = Int32(number) }
      spot = self.spot(of: name)
    }
    entries.append(Entry(name: name, last: -1))
    index[spot] = Int32(entries.count - 1)
    return entries.count - 1
  }
}
