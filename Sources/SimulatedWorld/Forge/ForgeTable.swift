import Operations

/// A row that a table of Forge keeps by its id.
protocol ForgeRecord: Sendable, Foldable {
  /// Its id, which no other row of the table has.
  var id: UInt64 { get }
}

/// Rows in the order they were inserted, found by their ids.
///
/// Finding is O(log n), inserting O(n) in moved index entries, removing O(n). Removing closes the
/// gap, so that the room is used again and places are an order, not an accident.
struct ForgeTable<Record: ForgeRecord>: Sendable {
  /// The rows, oldest first.
  private(set) var records: [Record] = []
  /// Their places by id.
  private(set) var index: [Entry] = []

  /// Where the row of an id stands.
  struct Entry: Hashable, Sendable {
    var id: UInt64
    var place: Int32
  }

  /// How many rows there are.
  var count: Int { records.count }

  /// The place of a row.
  func place(of id: UInt64) -> Int? {
    let entry = firstEntry(notBelow: id)
    guard entry < index.count, index[entry].id == id else { return nil }
    return Int(index[entry].place)
  }

  /// The row of an id.
  subscript(id: UInt64) -> Record? {
    guard let place = place(of: id) else { return nil }
    return records[place]
  }

  /// The row at a place.
  subscript(at place: Int) -> Record {
    get { records[place] }
    _modify { yield &records[place] }
  }

  /// Inserts a row whose id is new.
  mutating func insert(_ record: Record) {
    let entry = firstEntry(notBelow: record.id)
    precondition(
      entry == index.count || index[entry].id != record.id, "two rows with the id \(record.id)")
    index.insert(Entry(id: record.id, place: Int32(records.count)), at: entry)
    records.append(record)
  }

  /// Removes a row, if there is one.
  mutating func remove(_ id: UInt64) {
    let entry = firstEntry(notBelow: id)
    guard entry < index.count, index[entry].id == id else { return }
    let place = index.remove(at: entry).place
    records.remove(at: Int(place))
    for other in index.indices where index[other].place > place { index[other].place -= 1 }
  }

  private func firstEntry(notBelow id: UInt64) -> Int {
    var low = 0
    var high = index.count
    while low < high {
      let middle = (low + high) / 2
      if index[middle].id < id { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Traps when the index does not name every row exactly once.
  func checkInvariants() {
    precondition(index.count == records.count, "\(records.count) rows, \(index.count) entries")
    for entry in index.indices {
      if entry > 0 { precondition(index[entry - 1].id < index[entry].id, "ids out of order") }
      precondition(
        records[Int(index[entry].place)].id == index[entry].id, "an entry of another row")
    }
  }
}

extension ForgeTable: Foldable {
  /// Folds every row, oldest first.
  func fold(into digest: inout Digest) {
    digest.fold(records.count)
    for record in records { record.fold(into: &digest) }
  }
}
