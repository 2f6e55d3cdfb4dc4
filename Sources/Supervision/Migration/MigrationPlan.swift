import Operations

/// Decides what becomes of each entry of an old file.
///
/// The same file, the same time and the same processes give the same plan, so that a run that was
/// ended half way is gone on with: what is made up for an entry is made out of the entry.
struct MigrationPlan {
  /// What becomes of each entry, in the order of the file.
  private(set) var entries: [MigrationEntry] = []
  private var names: [Text] = []

  /// Plans; `livesOf` says of each entry whether a process that it names lives or may live.
  init(
    _ sessions: [OldSession], livesOf: [Bool], now: WallTime, _ policy: MigrationPolicy,
    _ emit: inout Emitter
  ) {
    var ids: [Text] = []
    for (place, session) in sessions.enumerated() {
      let id = Self.id(of: session, place, &emit)
      let key = emit.text { builder, texts in
        builder.add("migrated-")
        builder.add(id, from: texts)
      }
      var fate = Self.fate(of: session, lives: livesOf[place], now, policy)
      if session.isObject, ids.contains(id), fate != .noSession { fate = .duplicateID }
      ids.append(id)
      var entry = MigrationEntry(oldID: id, key: key, name: session.name, fate: fate)
      if !fate.isArchived { entry.name = uniqueName(session, &emit) }
      entries.append(entry)
    }
  }

  /// Whether it has to be asked about an entry's processes.
  static func isActive(_ session: OldSession) -> Bool {
    guard session.isObject, session.attempt.isEmpty else { return false }
    return ["running", "starting", "pending", "pending-completion"]
      .contains { (status: StaticString) in session.status == Text(status) }
  }

  private static func fate(
    of session: OldSession, lives: Bool, _ now: WallTime, _ policy: MigrationPolicy
  ) -> MigrationEntry.Fate {
    guard session.isObject else { return .noSession }
    guard session.attempt.isEmpty else { return .inForge }
    if isActive(session), lives { return .live }
    // An active one whose processes are gone has failed.
    guard
      isActive(session) || session.status == Text("completed") || session.status == Text("failed")
    else { return .otherStatus }
    guard let lastUsed = session.lastUsed else { return .noTime }
    let age = now.milliseconds - lastUsed
    return age > policy.recentDays * 86_400_000 ? .tooOld : .toForge
  }

  private static func id(
    of session: OldSession, _ place: Int, _ emit: inout Emitter
  ) -> Text {
    if !session.id.isEmpty { return session.id }
    if !session.attempt.isEmpty { return session.attempt }
    var digest = Digest()
    digest.fold(session.member)
    digest.fold(session.raw)
    digest.fold(place)
    return emit.texts.text("made-\(digest)")
  }

  private mutating func uniqueName(_ session: OldSession, _ emit: inout Emitter) -> Text {
    let wanted = session.name.isEmpty ? session.agent : session.name
    var name = wanted
    var number = 2
    while names.contains(name) {
      name = emit.text { builder, texts in
        builder.add(wanted, from: texts)
        builder.add("-")
        builder.add(number)
      }
      number += 1
    }
    names.append(name)
    return name
  }
}
