import Operations

/// Operations of the store, on a connection that nobody else uses meanwhile.
struct StoreSession {
  let connection: SQLiteConnection
  let texts: TextTable
  let format: StoreFormat
  /// How long a single write waits for another writer to end, in milliseconds.
  var patience: Int32 = 0

  /// Performs one operation.
  func perform(
    _ operation: StoreOperation, until deadline: Deadline
  ) throws(StoreFailure) -> Answer {
    switch operation {
    case .get(key: let key):
      return try reading(until: deadline) { () throws(StoreFailure) in
        guard let record = try record(key) else { return Answer(.store(.absent)) }
        return Answer(.store(.record(record)))
      }
    case .list:
      return try reading(until: deadline) { () throws(StoreFailure) in
        let records = try records()
        return Answer(records.map { .record($0) }) { .store(.listing($0)) }
      }
    case .begin:
      guard !connection.isInTransaction else { throw .misuse }
      try begin(waiting: 0)
    case .put(key: let key, value: let value, expected: let expected):
      return Answer(
        .store(
          try writing(until: deadline) { () throws(StoreFailure) in
            try put(key, value, expected)
          }))
    case .delete(key: let key, expected: let expected):
      return Answer(
        .store(
          try writing(until: deadline) { () throws(StoreFailure) in try delete(key, expected) }))
    case .commit:
      guard connection.isInTransaction else { throw .misuse }
      try orRollBack { () throws(StoreFailure) in try connection.run("COMMIT") }
    case .rollBack:
      guard connection.isInTransaction else { throw .misuse }
      try connection.run("ROLLBACK")
    }
    return Answer(.store(.done))
  }

  // MARK: - Transactions

  /// Takes the write lock or is told that another has it.
  private func begin(waiting milliseconds: Int32) throws(StoreFailure) {
    connection.wait(milliseconds: milliseconds)
    try connection.run("BEGIN IMMEDIATE")
    try orRollBack(needCurrentFormat)
  }

  /// A newer version of the program may have come while this one ran.
  private func needCurrentFormat() throws(StoreFailure) {
    guard try format.isCurrent(connection) else { throw .corrupt }
  }

  /// Writes within the open transaction, or in one of its own.
  private func writing(
    until deadline: Deadline, _ body: () throws(StoreFailure) -> StoreOutcome
  ) throws(StoreFailure) -> StoreOutcome {
    guard !connection.isInTransaction else { return try orRollBack(body) }
    try begin(waiting: min(patience, deadline.busyMilliseconds))
    return try orRollBack { () throws(StoreFailure) in
      let outcome = try body()
      switch outcome {
      case .done, .written: try connection.run("COMMIT")
      default: try connection.run("ROLLBACK")
      }
      return outcome
    }
  }

  /// Reads one state of the store, whatever others write meanwhile.
  private func reading(
    until deadline: Deadline, _ body: () throws(StoreFailure) -> Answer
  ) throws(StoreFailure) -> Answer {
    guard !connection.isInTransaction else { return try orRollBack(body) }
    connection.wait(milliseconds: deadline.busyMilliseconds)
    try connection.run("BEGIN")
    return try orRollBack { () throws(StoreFailure) in
      try needCurrentFormat()
      let answer = try body()
      try connection.run("COMMIT")
      return answer
    }
  }

  /// Whatever fails takes the whole transaction with it: SQLite does so for some errors, and for the
  /// others nobody could know which writes are in it.
  private func orRollBack<Result>(
    _ body: () throws(StoreFailure) -> Result
  ) throws(StoreFailure) -> Result {
    do throws(StoreFailure) {
      return try body()
    } catch {
      if connection.isInTransaction { try? connection.run("ROLLBACK") }
      throw error
    }
  }

  // MARK: - Records

  private func put(
    _ key: Text, _ value: Text, _ expected: Int64
  ) throws(StoreFailure) -> StoreOutcome {
    let revision = try record(key)?.revision ?? 0
    guard revision == expected else { return .conflict(revision: revision) }
    try connection.run(
      """
      INSERT INTO record (key, value, revision) VALUES (?, ?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, revision = excluded.revision
      """,
      [.bytes(texts.bytes(key)), .bytes(texts.bytes(value)), .number(revision + 1)])
    return .written(revision: revision + 1)
  }

  private func delete(_ key: Text, _ expected: Int64) throws(StoreFailure) -> StoreOutcome {
    guard let revision = try record(key)?.revision else { return .absent }
    guard revision == expected else { return .conflict(revision: revision) }
    try connection.run("DELETE FROM record WHERE key = ?", [.bytes(texts.bytes(key))])
    return .done
  }

  private func record(_ key: Text) throws(StoreFailure) -> StoredRecord? {
    var found: StoredRecord?
    try connection.run(
      "SELECT value, revision FROM record WHERE key = ?", [.bytes(texts.bytes(key))]
    ) { row in
      found = StoredRecord(key: key, value: texts.text(row.bytes(0)), revision: row.number(1))
    }
    return found
  }

  private func records() throws(StoreFailure) -> [StoredRecord] {
    var found: [StoredRecord] = []
    try connection.run("SELECT key, value, revision FROM record ORDER BY key") { row in
      found.append(
        StoredRecord(
          key: texts.text(row.bytes(0)), value: texts.text(row.bytes(1)), revision: row.number(2)))
    }
    return found
  }
}
