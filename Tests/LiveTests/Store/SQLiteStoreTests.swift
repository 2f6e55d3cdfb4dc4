import Glibc
import Operations
import TestSupport
import Testing

@testable import Live

@Suite("The session store in a file", .timeLimit(.minutes(1)))
struct SQLiteStoreTests {
  @Test("a record is written at the revision that it had, and refused at any other")
  func revisions() throws {
    try Shelf.lend { shelf in
      let (key, value) = (shelf.text("k"), shelf.text("v"))
      #expect(shelf.perform(.get(key: key)) == .absent)
      #expect(shelf.perform(.delete(key: key, expected: 1)) == .absent)
      #expect(shelf.perform(.put(key: key, value: value, expected: 1)) == .conflict(revision: 0))
      #expect(shelf.perform(.put(key: key, value: value, expected: 0)) == .written(revision: 1))
      #expect(shelf.perform(.put(key: key, value: value, expected: 0)) == .conflict(revision: 1))
      #expect(shelf.perform(.put(key: key, value: .empty, expected: 1)) == .written(revision: 2))
      #expect(
        shelf.perform(.get(key: key))
          == .record(StoredRecord(key: key, value: .empty, revision: 2)))
      #expect(shelf.perform(.delete(key: key, expected: 1)) == .conflict(revision: 2))
      #expect(shelf.perform(.delete(key: key, expected: 2)) == .done)
      #expect(shelf.perform(.put(key: key, value: value, expected: 0)) == .written(revision: 1))
    }
  }

  @Test("keys and values are bytes, and records come in the order of the keys' bytes")
  func bytes() throws {
    try Shelf.lend { shelf in
      let keys: [[UInt8]] = [[0xFF], [0x61, 0], [], [0x61], [0x42], [0xC3, 0xA9], [0x61, 0x62]]
      for key in keys {
        #expect(
          shelf.perform(
            .put(key: shelf.texts.text(key), value: shelf.texts.text(key + [0, 1]), expected: 0))
            == .written(revision: 1))
      }
      let records = shelf.records()
      let ordered = keys.sorted { $0.lexicographicallyPrecedes($1) }
      #expect(records.map { shelf.texts.bytes($0.key) } == ordered)
      #expect(records.map { shelf.texts.bytes($0.value) } == ordered.map { $0 + [0, 1] })
    }
  }

  @Test("a transaction sees its own writes, others the last commit, and one alone writes")
  func transactions() throws {
    try Shelf.lend { shelf in
      let other = shelf.another()
      let (key, value) = (shelf.text("k"), shelf.text("v"))
      let record = StoreOutcome.record(StoredRecord(key: key, value: value, revision: 1))
      #expect(shelf.perform(.commit) == .failed(.misuse))
      #expect(shelf.perform(.rollBack) == .failed(.misuse))
      #expect(shelf.perform(.begin) == .done)
      #expect(shelf.perform(.begin) == .failed(.misuse))
      #expect(shelf.perform(.put(key: key, value: value, expected: 0)) == .written(revision: 1))
      #expect(shelf.perform(.get(key: key)) == record)
      #expect(other.perform(.get(key: key)) == .absent)
      #expect(other.perform(.list) == .listing(Listing(slot: 0, count: 0)))
      #expect(other.perform(.begin) == .failed(.busy))
      #expect(other.perform(.put(key: key, value: value, expected: 0)) == .failed(.busy))
      #expect(other.perform(.delete(key: key, expected: 1)) == .failed(.busy))
      #expect(shelf.perform(.put(key: key, value: value, expected: 0)) == .conflict(revision: 1))
      #expect(shelf.perform(.commit) == .done)
      #expect(other.perform(.get(key: key)) == record)
      #expect(other.perform(.begin) == .done)
      #expect(other.perform(.delete(key: key, expected: 1)) == .done)
      #expect(other.perform(.rollBack) == .done)
      #expect(shelf.perform(.get(key: key)) == record)
      #expect(shelf.perform(.begin) == .done)
    }
  }

  @Test("a full disk takes the whole transaction with it")
  func full() throws {
    try Shelf.lend { shelf in
      let (key, other) = (shelf.text("k"), shelf.text("other"))
      let large = shelf.texts.text([UInt8](repeating: 7, count: 200_000))
      #expect(shelf.perform(.put(key: key, value: key, expected: 0)) == .written(revision: 1))
      try shelf.store.run("PRAGMA max_page_count = 10")
      #expect(shelf.perform(.put(key: other, value: large, expected: 0)) == .failed(.full))
      #expect(shelf.perform(.begin) == .done)
      #expect(shelf.perform(.put(key: key, value: other, expected: 1)) == .written(revision: 2))
      #expect(shelf.perform(.put(key: other, value: large, expected: 0)) == .failed(.full))
      #expect(shelf.perform(.commit) == .failed(.misuse))
      #expect(
        shelf.perform(.get(key: key)) == .record(StoredRecord(key: key, value: key, revision: 1)))
      #expect(shelf.perform(.begin) == .done)
      #expect(shelf.perform(.rollBack) == .done)
    }
  }

  @Test("a file that is no store, or another program's, or of a newer program, is left alone")
  func foreignFiles() throws {
    try Shelf.lend { shelf in
      try TextFile.write(String(repeating: "no database\n", count: 200), to: shelf.path)
      #expect(shelf.perform(.list) == .failed(.corrupt))
      #expect(shelf.perform(.begin) == .failed(.corrupt))
      #expect(TextFile.read(shelf.path)?.hasPrefix("no database\n") == true)
      // As soon as it has been put right it is used.
      try #require(unlink(shelf.path) == 0)
      #expect(shelf.perform(.begin) == .done)
      #expect(shelf.perform(.rollBack) == .done)
      let other = shelf.another()
      #expect(other.perform(.list) == .listing(Listing(slot: 0, count: 0)))
      try shelf.store.run("PRAGMA user_version = 2")
      for operation in [.list, .begin, .get(key: .empty)] as [StoreOperation] {
        #expect(other.perform(operation) == .failed(.newerFormat))
        #expect(shelf.another().perform(operation) == .failed(.newerFormat))
      }
    }
    try Shelf.lend { shelf in
      #expect(shelf.perform(.list) == .listing(Listing(slot: 0, count: 0)))
      try shelf.store.run("PRAGMA application_id = 1")
      #expect(shelf.another().perform(.list) == .failed(.corrupt))
    }
    try Shelf.lend { shelf in
      let nowhere = SQLiteStore(path: shelf.path + "/in/nothing", texts: shelf.texts)
      #expect(nowhere.perform(.list, until: .never).outcome == .store(.failed(.inputOutput)))
    }
  }

  @Test("an older file is brought up to the format, once, with all that is in it")
  func migration() throws {
    try Shelf.lend { shelf in
      let key = shelf.text("k")
      #expect(shelf.perform(.put(key: key, value: key, expected: 0)) == .written(revision: 1))
      var newer = StoreFormat.current
      newer.migrations.append(["ALTER TABLE record ADD COLUMN note BLOB", "CREATE TABLE more (x)"])
      var broken = newer
      broken.migrations[1].append("no statement")
      let failing = SQLiteStore(path: shelf.path, texts: shelf.texts, format: broken)
      #expect(failing.perform(.list, until: .never).outcome == .store(.failed(.inputOutput)))
      #expect(shelf.perform(.get(key: key)) != .failed(.newerFormat))
      for _ in 0..<2 {
        let store = SQLiteStore(path: shelf.path, texts: shelf.texts, format: newer)
        #expect(
          store.perform(.get(key: key), until: .never).outcome
            == .store(.record(StoredRecord(key: key, value: key, revision: 1))))
      }
      #expect(shelf.perform(.get(key: key)) == .failed(.newerFormat))
      #expect(shelf.perform(.put(key: key, value: key, expected: 1)) == .failed(.newerFormat))
    }
  }

  @Test("the file and its log are the owner's alone")
  func modes() throws {
    try Shelf.lend { shelf in
      #expect(shelf.perform(.put(key: .empty, value: .empty, expected: 0)) == .written(revision: 1))
      for suffix in ["", "-wal", "-shm"] {
        var facts = stat()
        try #require(stat(shelf.path + suffix, &facts) == 0)
        #expect(facts.st_mode & 0o777 == 0o600, "\(suffix)")
      }
    }
  }

  @Test("a store is found through links, as every other file is")
  func links() throws {
    try TextFile.withTemporaryDirectory { folder in
      try #require(mkdir("\(folder)/real", 0o700) == 0 && symlink("real", "\(folder)/link") == 0)
      let shelf = Shelf(path: "\(folder)/link/store")
      #expect(shelf.perform(.put(key: .empty, value: .empty, expected: 0)) == .written(revision: 1))
      #expect(Shelf(path: "\(folder)/real/store").records().count == 1)
    }
  }

  @Test("many threads with a connection each lose no write")
  func threads() throws {
    try Shelf.lend { shelf in
      let key = shelf.text("k")
      let fibres = try (0..<4).map { _ in
        let other = shelf.another()
        return try Fibre {
          var written = 0
          while written < 50 {
            var revision: Int64 = 0
            if case .record(let record)? = other.perform(.get(key: key)) {
              revision = record.revision
            }
            let outcome = other.perform(.put(key: key, value: key, expected: revision))
            if case .written? = outcome { written += 1 } else { usleep(500) }
          }
        }
      }
      for fibre in fibres { fibre.join() }
      #expect(shelf.records().map(\.revision) == [200])
    }
  }

  @Test("what a killed program was told is committed is there, and nothing of half a transaction")
  func crashes() throws {
    try Shelf.lend { shelf in
      for round in 0..<12 {
        let path = "\(shelf.path)-\(round)"
        let (last, said) = try Probe.killedAfter(
          milliseconds: Int64(round) * 4, ["write-records", path])
        try #require(last > 0, "\(said.suffix(3))")
        #expect(said == (1...last).map { "\($0)" })
        let records = Shelf(path: path).records()
        #expect(records.count == 2)
        let revisions = records.map(\.revision)
        #expect(
          revisions == [Int64(last), Int64(last)]
            || revisions == [Int64(last + 1), Int64(last + 1)])
      }
    }
  }
}

/// A store in a folder of its own.
struct Shelf: Sendable {
  let path: String
  let texts: TextTable
  let store: SQLiteStore

  /// Lends a store that is gone afterwards.
  static func lend(_ body: (Shelf) throws -> Void) throws {
    try TextFile.withTemporaryDirectory { try body(Shelf(path: "\($0)/store")) }
  }

  init(path: String, texts: TextTable = TextTable()) {
    self.path = path
    self.texts = texts
    store = SQLiteStore(path: path, texts: texts)
  }

  /// The same file, as another program has it open.
  func another() -> Shelf { Shelf(path: path, texts: texts) }

  func text(_ string: String) -> Text { texts.text(string) }

  func perform(_ operation: StoreOperation) -> StoreOutcome? {
    let deadline = Deadline(after: 5_000_000_000)
    guard case .store(let outcome) = store.perform(operation, until: deadline).outcome else {
      return nil
    }
    return outcome
  }

  func records() -> [StoredRecord] {
    store.perform(.list, until: Deadline(after: 5_000_000_000)).rows.compactMap { row in
      if case .record(let record) = row { record } else { nil }
    }
  }
}
