import Operations

extension Migration {
  // MARK: - Step by step

  mutating func migrate(_ outcome: Outcome, _ emit: inout Emitter) {
    switch (step, outcome) {
    case (.backup, .file(.done)):
      append(
        .begin, MigrationJournal.begin(stamp, count: sessions.count, now: now, &emit), &emit)
    case (.begin, .file(.done)):
      hasBegun = true
      file(.beginSync, .sync(files.journal(&emit)), &emit)
    case (.beginSync, .file(.done)):
      place = -1
      goOn(&emit)
    case (.note, .file(.done)):
      file(.noteSync, .sync(files.journal(&emit)), &emit)
    case (.noteSync, .file(.done)):
      goOn(&emit)
    case (.archive, .file(.done)):
      file(.readMap, .read(files.map(&emit)), &emit)
    case (.readMap, .file(.content(let content))):
      guard let map = SessionIDMap(content, &emit) else {
        fail(.badMap, &emit)
        return
      }
      self.map = map
      writeMap(&emit)
    case (.readMap, .file(.failed(.noSuchFile))):
      map = SessionIDMap()
      writeMap(&emit)
    case (.writeMap, .file(.done)):
      file(.checkStore, .read(files.store(&emit)), &emit)
    case (.checkStore, .file(.content(let content))):
      let final = MigrationDocuments.store(sessions, entries, &emit)
      guard content == source || content == final else {
        fail(.storeChanged, &emit)
        return
      }
      file(.writeStore, .replace(files.store(&emit), content: final), &emit)
    case (.checkStore, .file(.failed(.noSuchFile))):
      fail(.storeChanged, &emit)
    case (.writeStore, .file(.done)):
      append(.done, MigrationJournal.word("done", &emit), &emit)
    case (.done, .file(.done)):
      file(.doneSync, .sync(files.journal(&emit)), &emit)
    case (.doneSync, .file(.done)):
      finish(.migrated(entries), &emit)
    default:
      fail(Self.obstacle(outcome), &emit)
    }
  }

  /// Takes the next entry that no earlier run has settled.
  mutating func goOn(_ emit: inout Emitter) {
    place += 1
    while place < entries.count, journal.done.indices.contains(place),
      let done = journal.done[place]
    {
      entries[place].fate = done.fate
      entries[place].task = done.task
      entries[place].attempt = done.attempt
      place += 1
    }
    guard place < entries.count else {
      let archive = MigrationDocuments.archive(sessions, entries, &emit)
      file(.archive, .replace(files.archive(stamp, &emit), content: archive), &emit)
      return
    }
    guard entries[place].fate == .toForge else {
      note(&emit)
      return
    }
    step = .create
    executor.begin(
      .run(
        key: entries[place].key, project: order.project, title: entries[place].name,
        base: order.base), me: me, &emit)
  }

  mutating func created(_ answer: ForgeResult, _ emit: inout Emitter) {
    switch answer {
    case .created(let session, _, _, _):
      entries[place].task = session.task
      entries[place].attempt = session.attempt
      guard policy.stopsWhatItStarts else {
        note(&emit)
        return
      }
      step = .stop
      executor.begin(.stop(key: entries[place].key), me: me, &emit)
    case .failedToStart(let session):
      entries[place].task = session.task
      entries[place].attempt = session.attempt
      note(&emit)
    case .unresolved(let obstacle), .refused(let obstacle):
      fail(.forge(obstacle), &emit)
    default:
      fail(.forge(.notCreated), &emit)
    }
  }

  mutating func stopped(_ answer: ForgeResult, _ emit: inout Emitter) {
    switch answer {
    case .stopped, .nothingToStop, .endedByItself: note(&emit)
    case .stopUnconfirmed(let obstacle), .refused(let obstacle): fail(.forge(obstacle), &emit)
    default: fail(.forge(.running), &emit)
    }
  }

  private mutating func note(_ emit: inout Emitter) {
    append(.note, MigrationJournal.session(place, entries[place], &emit), &emit)
  }

  private mutating func writeMap(_ emit: inout Emitter) {
    for entry in entries { map.add(entry) }
    file(.writeMap, .replace(files.map(&emit), content: map.encoded(&emit)), &emit)
  }

  // MARK: - Words

  /// What is shown of a result.
  func lines(of result: MigrationResult, _ emit: inout Emitter) -> [Text] {
    switch result {
    case .nothing: return [emit.texts.text("There is nothing to migrate.")]
    case .planned(let entries): return entries.map { line($0, &emit) }
    case .migrated(let entries):
      return entries.map { line($0, &emit) } + [summary(entries, &emit)]
    case .alreadyMigrated: return [emit.texts.text("It is migrated already.")]
    case .rolledBack(let count):
      return [
        emit.text { builder, _ in
          builder.add("Rolled back; removed from Forge: ")
          builder.add(count)
        }
      ]
    case .broughtBack(let count, let kept):
      return [
        emit.text { builder, _ in
          builder.add("Brought back: ")
          builder.add(count)
          builder.add("; still in Forge: ")
          builder.add(kept)
        }
      ]
    case .refused(let obstacle):
      return [emit.texts.text("Refused, and nothing was changed: \(obstacle)")]
    case .interrupted(let obstacle):
      return [emit.texts.text("Interrupted; run it again to go on: \(obstacle)")]
    }
  }

  private func line(_ entry: MigrationEntry, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(entry.oldID, from: texts)
      builder.add(": ")
      builder.add(entry.fate.word)
      guard entry.fate == .toForge else { return }
      builder.add(" as ")
      builder.add(entry.key, from: texts)
    }
  }

  private func summary(_ entries: [MigrationEntry], _ emit: inout Emitter) -> Text {
    emit.text { builder, _ in
      builder.add(entries.count)
      builder.add(" entries: ")
      builder.add(entries.filter { $0.fate == .toForge }.count)
      builder.add(" to Forge, ")
      builder.add(entries.filter { $0.fate.isArchived }.count)
      builder.add(" archived, ")
      builder.add(entries.filter { $0.fate == .live || $0.fate == .inForge }.count)
      builder.add(" kept")
    }
  }
}
