import Operations

/// An execution process as the database has it; whether anything runs is another question.
struct ForgeRun: ForgeRecord {
  let id: UInt64
  /// Its attempt.
  let attempt: UInt64
  /// What the row says.
  var status = ForgeProcessStatus.running
  /// Its exit status, once it has one.
  var exitStatus: UInt8?
  /// The executor's own conversation, once it was read out of the log.
  var conversation = Text.empty
  /// The conversation that it was told to go on with.
  var resumes: Text
  /// The process that the backend spawned for it.
  var executor = ProcessIndex.none
  /// The run of the same attempt before this one; 0 for none.
  var older: UInt64
  /// The run of the same attempt after this one; 0 for none.
  var newer: UInt64 = 0
  /// Its log.
  var log = ForgeTrack()
  /// Whether the log will not grow any more.
  var isLogClosed = false

  /// What clients see of it.
  var row: ForgeProcess {
    ForgeProcess(
      id: id, attempt: attempt, status: status, exitStatus: exitStatus, conversation: conversation)
  }

  /// Folds all of it.
  func fold(into digest: inout Digest) {
    row.fold(into: &digest)
    digest.fold(resumes)
    executor.fold(into: &digest)
    digest.fold(older)
    digest.fold(newer)
    digest.fold(isLogClosed ? 1 : 0, UInt32(bitPattern: log.count))
    digest.fold(log.digest)
  }
}
