import Operations

/// What stands in the file of a store, and how an older one is brought up to it.
struct StoreFormat: Sendable {
  /// What leads from each version to the next, each in one transaction; version 0 is an empty file.
  var migrations: [[String]]

  /// `RHRS`: what the file says of itself, so that no other program's database is taken for a store.
  static let application: Int64 = 0x5248_5253

  /// The format of this program.
  static let current = StoreFormat(migrations: [
    [
      """
      CREATE TABLE record (
        key BLOB PRIMARY KEY NOT NULL,
        value BLOB NOT NULL,
        revision INTEGER NOT NULL CHECK (revision > 0)
      ) WITHOUT ROWID
      """
    ]
  ])

  /// The version of this format.
  var version: Int64 { Int64(migrations.count) }

  /// Refuses a file of another program and one that a newer version of this one has written; whether
  /// nothing has to be done before this one can be used.
  func isCurrent(_ connection: SQLiteConnection) throws(StoreFailure) -> Bool {
    let application = try connection.number("PRAGMA application_id")
    let found = try connection.number("PRAGMA user_version")
    guard application == Self.application || application == 0 && found == 0 else {
      throw .corrupt
    }
    guard found <= version else { throw .newerFormat }
    return found == version
  }

  /// Brings a file up to this format, all of it or nothing, whoever else tries the same.
  func migrate(_ connection: SQLiteConnection) throws(StoreFailure) {
    guard try !isCurrent(connection) else { return }
    try connection.run("BEGIN IMMEDIATE")
    do throws(StoreFailure) {
      // Another may have done it meanwhile.
      if try !isCurrent(connection) {
        let found = try connection.number("PRAGMA user_version")
        let tables = try connection.number("SELECT count(*) FROM sqlite_schema")
        guard found > 0 || tables == 0 else { throw .corrupt }
        for statement in migrations[Int(found)...].joined() { try connection.run(statement) }
        try connection.run("PRAGMA application_id = \(Self.application)")
        try connection.run("PRAGMA user_version = \(version)")
      }
      try connection.run("COMMIT")
    } catch {
      if connection.isInTransaction { try? connection.run("ROLLBACK") }
      throw error
    }
  }
}
