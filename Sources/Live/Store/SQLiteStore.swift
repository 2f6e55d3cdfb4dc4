import Glibc
import Operations
import Synchronization

// The session store of this machine: SQLite in WAL mode, synchronous=FULL.
//
// Who waits for whom:
// - whoever wants to write and finds that another has the write lock is told so at once, as in the
//   simulated store, unless the store was given patience for it: a hundred programs that come back
//   every so often starve one another, and those that wait are let in one by one;
// - a look at the file that meets the short exclusive locks of SQLite itself (the first one opens
//   the log, the last one folds it back, somebody mends it after a crash) waits until the deadline:
//   no machine has to know of them. The same goes for opening and migrating.
// What differs from the simulated store, because it cannot be had otherwise: a writer can meet such
// a lock too, and is told that the store is busy although nobody writes.

/// The session store of a program, in a file.
///
/// Contract: any number of threads may ask, one after the other; the transaction that one begins is
/// that of all. Two of these, in one program or in two, are two writers. What was answered as written
/// or committed is there after the program was killed and after a power failure.
public final class SQLiteStore: Sendable {
  private let path: String
  private let texts: TextTable
  private let format: StoreFormat
  private let patience: Int32
  private let file = Mutex(OpenStore())

  /// The file, once it is open.
  private struct OpenStore: ~Copyable {
    var connection: SQLiteConnection?
  }

  /// Works with a file, which is opened with the first operation and made where there is none.
  ///
  /// A single write waits for another writer to end, for so long: writers are many and short, and each
  /// that is sent away and comes back later has to read again. Without patience it is told at once.
  public convenience init(path: String, texts: TextTable, patience: Interval = .zero) {
    self.init(path: path, texts: texts, format: .current, patience: patience)
  }

  init(path: String, texts: TextTable, format: StoreFormat, patience: Interval = .zero) {
    self.path = path
    self.texts = texts
    self.format = format
    self.patience = Int32(clamping: patience.nanoseconds / 1_000_000)
  }

  /// Performs one operation; only locks of SQLite itself are waited for, until the deadline.
  public func perform(_ operation: StoreOperation, until deadline: Deadline) -> Answer {
    file.withLock { file in
      do throws(StoreFailure) {
        let connection = try open(&file, until: deadline)
        return try StoreSession(
          connection: connection, texts: texts, format: format, patience: patience
        )
        .perform(operation, until: deadline)
      } catch {
        // A file that is none may be put right: it is looked at anew.
        if error == .corrupt || error == .newerFormat { file.connection = nil }
        return Answer(.store(.failed(error)))
      }
    }
  }

  private func open(
    _ file: inout OpenStore, until deadline: Deadline
  ) throws(StoreFailure) -> SQLiteConnection {
    if let connection = file.connection { return connection }
    let connection = try SQLiteConnection(path: path)
    connection.wait(milliseconds: deadline.busyMilliseconds)
    // To change to the log takes a lock that is not waited for when others are about to do the same.
    while true {
      do throws(StoreFailure) {
        try connection.run("PRAGMA journal_mode = WAL")
        break
      } catch .busy where !deadline.hasPassed {
        usleep(1_000)
      } catch {
        throw error
      }
    }
    try connection.run("PRAGMA synchronous = FULL")
    try format.migrate(connection)
    file.connection = connection
    return connection
  }

  /// Runs a statement as nobody but a test would.
  func run(_ sql: String) throws {
    try file.withLock { try open(&$0, until: Deadline(after: 0)).run(sql) }
  }
}

extension Deadline {
  /// How long SQLite is to wait; no operation waits for more than an hour.
  var busyMilliseconds: Int32 {
    let left = milliseconds
    return left < 0 ? 3_600_000 : min(left, 3_600_000)
  }
}
