import CSQLite
import Glibc
import Operations

/// A connection to a database file; one thread at a time may use it.
final class SQLiteConnection {
  private var handle: OpaquePointer?

  /// Opens a file, which is made, empty and for its owner alone, where there is none.
  init(path: String) throws(StoreFailure) {
    // Made without being opened: to close it would free the locks that this program has on it.
    if mknod(path, S_IFREG | 0o600, 0) < 0, errno != EEXIST {
      throw errno == ENOSPC || errno == EDQUOT ? .full : .inputOutput
    }
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path, &handle, flags, nil)
    guard code == SQLITE_OK else {
      let failure = StoreFailure(sqlite: sqlite3_extended_errcode(handle))
      sqlite3_close_v2(handle)
      throw failure
    }
    sqlite3_extended_result_codes(handle, 1)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Whether a transaction is open, as SQLite itself sees it: some errors have ended it.
  var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// How long a statement waits for a lock that another has.
  func wait(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

  /// Runs one statement, row by row, with these bytes for its question marks.
  func run(
    _ sql: String, _ values: [Value] = [], row: (borrowing Row) -> Void = { _ in }
  ) throws(StoreFailure) {
    var statement: OpaquePointer?
    try check(sqlite3_prepare_v2(handle, sql, -1, &statement, nil))
    defer { sqlite3_finalize(statement) }
    for (place, value) in values.enumerated() {
      try check(value.bind(to: statement, at: Int32(place + 1)))
    }
    while true {
      let code = sqlite3_step(statement)
      guard code == SQLITE_ROW else {
        try check(code)
        return
      }
      row(Row(statement: statement))
    }
  }

  /// The whole number that a statement answers.
  func number(_ sql: String) throws(StoreFailure) -> Int64 {
    var number: Int64 = 0
    try run(sql) { number = $0.number(0) }
    return number
  }

  private func check(_ code: Int32) throws(StoreFailure) {
    guard code == SQLITE_OK || code == SQLITE_DONE else { throw StoreFailure(sqlite: code) }
  }

  /// What stands for a question mark.
  enum Value {
    case bytes([UInt8])
    case number(Int64)

    fileprivate func bind(to statement: OpaquePointer?, at place: Int32) -> Int32 {
      switch self {
      case .number(let number): return sqlite3_bind_int64(statement, place, number)
      case .bytes(let bytes):
        // Without bytes there is no address, which would be taken for NULL.
        guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, place, 0) }
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        return sqlite3_bind_blob(statement, place, bytes, Int32(bytes.count), copied)
      }
    }
  }

  /// One row of what a statement answers; it must not be kept.
  struct Row: ~Copyable {
    fileprivate let statement: OpaquePointer?

    func number(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func bytes(_ column: Int32) -> [UInt8] {
      let start = sqlite3_column_blob(statement, column)
      let count = Int(sqlite3_column_bytes(statement, column))
      return Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }
  }
}

extension StoreFailure {
  /// What the machines know of an error of SQLite.
  ///
  /// What they have no word for is the disk's fault: a file that cannot be opened or written, no
  /// memory.
  init(sqlite code: Int32) {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_PROTOCOL: self = .busy
    case SQLITE_FULL: self = .full
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt
    case SQLITE_MISUSE: self = .misuse
    default: self = .inputOutput
    }
  }
}
