import Operations

/// Where a migration keeps what.
///
/// The backup and the archive are named after the fingerprint of the file that they are of, so that
/// a run that is begun again finds its own, and another migration does not overwrite them.
struct MigrationFiles: Hashable, Sendable {
  let directory: Text

  func store(_ emit: inout Emitter) -> Text { path("sessions.json", &emit) }
  func journal(_ emit: inout Emitter) -> Text { path("migration.journal", &emit) }
  func lock(_ emit: inout Emitter) -> Text { path("migration.lock", &emit) }
  func map(_ emit: inout Emitter) -> Text { path("migration-map.json", &emit) }

  func backup(_ stamp: Text, _ emit: inout Emitter) -> Text {
    path("sessions-backup-", stamp, &emit)
  }

  func archive(_ stamp: Text, _ emit: inout Emitter) -> Text {
    path("sessions-archive-", stamp, &emit)
  }

  /// The name of a file's content.
  static func stamp(_ content: Text, _ emit: inout Emitter) -> Text {
    emit.texts.text(String(content.fingerprint, radix: 16))
  }

  private func path(_ name: StaticString, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(directory, from: texts)
      builder.add("/")
      builder.add(name)
    }
  }

  private func path(_ name: StaticString, _ stamp: Text, _ emit: inout Emitter) -> Text {
    emit.text { builder, texts in
      builder.add(directory, from: texts)
      builder.add("/")
      builder.add(name)
      builder.add(stamp, from: texts)
      builder.add(".json")
    }
  }
}
