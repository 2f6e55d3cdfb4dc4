import JSON
import Operations

/// The files that a migration leaves behind, out of what became of each entry.
enum MigrationDocuments {
  /// What is not taken along, byte for byte, each with the reason.
  static func archive(
    _ sessions: [OldSession], _ entries: [MigrationEntry], _ emit: inout Emitter
  ) -> Text {
    var writer = JSONWriter()
    writer.raw("{\"version\":1,\"sessions\":[")
    var isFirst = true
    for (session, entry) in zip(sessions, entries) where entry.fate.isArchived {
      writer.raw(isFirst ? "\n" : ",\n")
      isFirst = false
      writer.raw("{\"reason\":")
      writer.string("\(entry.fate.word)")
      writer.raw(",\"member\":")
      writer.string(emit.texts.string(session.member))
      writer.raw(",\"entry\":")
      emit.texts.withBytes(session.raw) { writer.raw($0) }
      writer.raw("}")
    }
    writer.raw("\n]}\n")
    return text(writer, &emit)
  }

  /// The session file afterwards: what goes on, by its key.
  static func store(
    _ sessions: [OldSession], _ entries: [MigrationEntry], _ emit: inout Emitter
  ) -> Text {
    var writer = JSONWriter()
    writer.raw("{\"version\":4,\"sessions\":{")
    var isFirst = true
    for (session, entry) in zip(sessions, entries) where !entry.fate.isArchived {
      writer.raw(isFirst ? "\n" : ",\n")
      isFirst = false
      if entry.fate == .toForge {
        writer.string(emit.texts.string(entry.key))
        writer.raw(":{\"agent\":")
        writer.string(emit.texts.string(session.agent))
        writer.raw(",\"name\":")
        writer.string(emit.texts.string(entry.name))
        writer.raw(",\"sessionId\":")
        writer.string(emit.texts.string(entry.key))
        writer.raw(",\"taskId\":\"\(entry.task)\",\"attemptId\":\"\(entry.attempt)\"}")
      } else {
        writer.string(emit.texts.string(entry.oldID))
        writer.raw(":")
        emit.texts.withBytes(session.raw) { writer.raw($0) }
      }
    }
    writer.raw("\n}}\n")
    return text(writer, &emit)
  }

  /// The session file with those that come back: as version 2 had them, by their old ids.
  static func local(
    _ sessions: [OldSession], _ statuses: [ForgeStatus?], now: WallTime, _ emit: inout Emitter
  ) -> Text {
    var writer = JSONWriter()
    writer.raw("{\"version\":4,\"sessions\":{")
    for (place, session) in sessions.enumerated() {
      writer.raw(place == 0 ? "\n" : ",\n")
      guard let status = statuses[place] else {
        writer.string(emit.texts.string(session.member))
        writer.raw(":")
        emit.texts.withBytes(session.raw) { writer.raw($0) }
        continue
      }
      let old = emit.texts.string(oldID(of: session, &emit) ?? session.id)
      writer.string(old)
      writer.raw(":{\"agent\":")
      writer.string(emit.texts.string(session.agent))
      writer.raw(",\"name\":")
      writer.string(emit.texts.string(session.name))
      writer.raw(",\"sessionId\":")
      writer.string(old)
      writer.raw(",\"status\":")
      writer.string("\(status.word)")
      writer.raw(",\"lastUsed\":\(now.milliseconds)}")
    }
    writer.raw("\n}}\n")
    return text(writer, &emit)
  }

  /// The old id of a session that was migrated; nil for any other.
  static func oldID(of session: OldSession, _ emit: inout Emitter) -> Text? {
    let prefix = "migrated-"
    let key = emit.texts.string(session.id)
    guard !session.attempt.isEmpty, key.hasPrefix(prefix) else { return nil }
    return emit.texts.text(String(key.dropFirst(prefix.utf8.count)))
  }

  private static func text(_ writer: borrowing JSONWriter, _ emit: inout Emitter) -> Text {
    var texts = emit.texts
    let text = writer.withBytes { texts.text($0) }
    emit.texts = texts
    return text
  }
}

extension JSONWriter {
  /// Writes JSON that was put together out of numbers.
  fileprivate mutating func raw(_ text: String) {
    var text = text
    text.withUTF8 { raw($0) }
  }
}
