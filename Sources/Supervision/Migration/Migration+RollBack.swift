import Operations

extension Migration {
  // MARK: - Back

  /// Puts together what was done, and announces that it is taken back.
  mutating func planRollBack(_ emit: inout Emitter) {
    now = journal.now
    for place in sessions.indices where journal.done.indices.contains(place) {
      lives[place] = journal.done[place]?.fate == .live
    }
    entries = MigrationPlan(sessions, livesOf: lives, now: now, policy, &emit).entries
    for place in entries.indices where journal.done.indices.contains(place) {
      guard let done = journal.done[place] else { continue }
      entries[place].fate = done.fate
      entries[place].task = done.task
      entries[place].attempt = done.attempt
    }
    file(.checkRollBack, .read(files.store(&emit)), &emit)
  }

  mutating func rollBack(_ outcome: Outcome, _ emit: inout Emitter) {
    switch (step, outcome) {
    case (.checkRollBack, .file(.content(let content))):
      // What was written after the migration is somebody's work, and would be lost.
      guard content == source || content == MigrationDocuments.store(sessions, entries, &emit)
      else {
        finish(.refused(.storeChanged), &emit)
        return
      }
      append(.rollBackNote, MigrationJournal.word("rollback", &emit), &emit)
    case (.rollBackNote, .file(.done)):
      file(.rollBackSync, .sync(files.journal(&emit)), &emit)
    case (.rollBackSync, .file(.done)):
      place = -1
      removeNext(&emit)
    case (.record, .store(let outcome)): recordRead(outcome, &emit)
    case (.deleteTask, .forge(.accepted)), (.deleteTask, .forge(.done)),
      (.deleteTask, .forge(.failed(.status(404)))):
      step = .deleteRecord
      let key = ForgeSession.storeKey(entries[place].key, &emit)
      calls.ask(
        .store(.delete(key: key, expected: revision)), limit: policy.forge.storeLimit, &emit)
    case (.deleteTask, _):
      // Done twice it does no harm; while a process runs it is refused.
      guard retryCount < policy.forge.requestCountMax else {
        fail(.forge(.forge(ForgeTrouble(outcome))), &emit)
        return
      }
      step = .deletePause
      calls.ask(.timer(policy.forge.lookPause(after: retryCount)), &emit)
      retryCount += 1
    case (.deletePause, .fired):
      deleteTask(&emit)
    case (.deleteRecord, .store(.done)), (.deleteRecord, .store(.absent)):
      removedCount += 1
      removeNext(&emit)
    case (.deleteRecord, .store(.failed(let failure))):
      fail(.store(failure), &emit)
    case (.record, _), (.deleteRecord, _):
      fail(.store(nil), &emit)
    case (.restore, .file(.done)):
      file(.readOldMap, .read(files.map(&emit)), &emit)
    case (.readOldMap, .file(.content(let content))):
      guard var map = SessionIDMap(content, &emit) else {
        fail(.badMap, &emit)
        return
      }
      for entry in entries { map.remove(entry) }
      let path = files.map(&emit)
      file(
        .restoreMap, map.isEmpty ? .remove(path) : .replace(path, content: map.encoded(&emit)),
        &emit)
    case (.readOldMap, .file(.failed(.noSuchFile))), (.restoreMap, .file(.done)):
      file(.removeArchive, .remove(files.archive(stamp, &emit)), &emit)
    case (.removeArchive, .file(.done)), (.removeArchive, .file(.failed(.noSuchFile))):
      file(.removeJournal, .remove(files.journal(&emit)), &emit)
    case (.removeJournal, .file(.done)):
      finish(.rolledBack(removed: removedCount), &emit)
    default:
      fail(Self.obstacle(outcome), &emit)
    }
  }

  /// Takes the next entry that may have a task.
  private mutating func removeNext(_ emit: inout Emitter) {
    place += 1
    retryCount = 0
    while place < entries.count, entries[place].fate != .toForge { place += 1 }
    guard place < entries.count else {
      file(.restore, .replace(files.store(&emit), content: source), &emit)
      return
    }
    step = .record
    calls.ask(
      .store(.get(key: ForgeSession.storeKey(entries[place].key, &emit))),
      limit: policy.forge.storeLimit, &emit)
  }

  private mutating func recordRead(_ outcome: StoreOutcome, _ emit: inout Emitter) {
    switch outcome {
    case .absent:
      removeNext(&emit)
    case .record(let record):
      guard let session = ForgeSession.decode(record, &emit), session.phase == .created else {
        // It may have a task or not: the migration finds out, and then it can be taken back.
        fail(.forge(.notCreated), &emit)
        return
      }
      entries[place].task = session.task
      revision = session.revision
      step = .rollBackStop
      executor.begin(.stop(key: entries[place].key), me: me, &emit)
    case .failed(let failure):
      fail(.store(failure), &emit)
    case .done, .written, .listing, .conflict:
      fail(.store(nil), &emit)
    }
  }

  mutating func stoppedForRollBack(_ answer: ForgeResult, _ emit: inout Emitter) {
    switch answer {
    case .stopped(let session, _):
      revision = session.revision
      deleteTask(&emit)
    case .nothingToStop, .endedByItself, .refused(.incomplete):
      // An earlier rollback may have removed the task already.
      deleteTask(&emit)
    case .stopUnconfirmed(let obstacle), .refused(let obstacle): fail(.forge(obstacle), &emit)
    default: fail(.forge(.running), &emit)
    }
  }

  private mutating func deleteTask(_ emit: inout Emitter) {
    step = .deleteTask
    calls.ask(
      .forge(.deleteTask(entries[place].task)), limit: policy.forge.readLimit, &emit)
  }
}
