import Operations

extension Migration {
  // MARK: - Back into the session file

  // Nothing is started or removed by it: a session that runs in Forge, or may run, stays there, and
  // one that comes back keeps its task and its record, so that a later migration finds both.

  mutating func beginBringingBack(_ emit: inout Emitter) {
    statuses = Array(repeating: nil, count: sessions.count)
    step = .clock
    place = -1
    calls.ask(.readClock(.wall), &emit)
  }

  /// Asks how the next session that was migrated stands.
  mutating func askNextStatus(_ emit: inout Emitter) {
    place += 1
    while place < sessions.count {
      if MigrationDocuments.oldID(of: sessions[place], &emit) != nil {
        step = .askStatus
        executor.begin(.status(key: sessions[place].id), me: me, &emit)
        return
      }
      place += 1
    }
    guard statuses.contains(where: { $0 != nil }) else {
      // None comes back; what an earlier run left to do is done.
      file(.localJournal, .remove(files.journal(&emit)), &emit)
      return
    }
    file(.localBackup, .replace(files.backup(stamp, &emit), content: source), &emit)
  }

  mutating func learnStatus(_ answer: ForgeResult, _ emit: inout Emitter) {
    switch answer {
    case .status(.running, _, _), .status(_, _, leavesExecutor: true), .refused(.unknownSession),
      .refused(.notCreated):
      removedCount += 1
    case .status(let status, _, leavesExecutor: false):
      statuses[place] = status
    case .unresolved(let obstacle), .refused(let obstacle):
      fail(.forge(obstacle), &emit)
      return
    default:
      fail(.forge(.incomplete), &emit)
      return
    }
    askNextStatus(&emit)
  }

  mutating func bringBack(_ outcome: Outcome, _ emit: inout Emitter) {
    switch (step, outcome) {
    case (.localBackup, .file(.done)):
      file(.localReadMap, .read(files.map(&emit)), &emit)
    case (.localReadMap, .file(.content(let content))):
      guard let map = SessionIDMap(content, &emit) else {
        fail(.badMap, &emit)
        return
      }
      self.map = map
      writeLocalMap(&emit)
    case (.localReadMap, .file(.failed(.noSuchFile))):
      writeLocalMap(&emit)
    case (.localMap, .file(.done)):
      // An id that means itself is right before and after the file is replaced by one with it.
      let local = MigrationDocuments.local(sessions, statuses, now: now, &emit)
      file(.localStore, .replace(files.store(&emit), content: local), &emit)
    case (.localStore, .file(.done)):
      file(.localJournal, .remove(files.journal(&emit)), &emit)
    case (.localJournal, .file(.done)), (.localJournal, .file(.failed(.noSuchFile))):
      let count = Int32(statuses.filter { $0 != nil }.count)
      finish(.broughtBack(count: count, kept: removedCount), &emit)
    default:
      fail(Self.obstacle(outcome), &emit)
    }
  }

  private mutating func writeLocalMap(_ emit: inout Emitter) {
    for (place, session) in sessions.enumerated() where statuses[place] != nil {
      if let old = MigrationDocuments.oldID(of: session, &emit) { map.restore(old) }
    }
    file(.localMap, .replace(files.map(&emit), content: map.encoded(&emit)), &emit)
  }
}
