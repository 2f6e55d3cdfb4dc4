import JSON
import Operations

// How a release reads the file. What cannot be read is an empty store, without a word: `run` gave
// the loader nobody to warn.

extension GenieStore {
  /// Reads the file as a release of that format does; nil content is a file that is not there.
  public init(_ content: Text?, as format: GenieFormat, now: WallTime, _ texts: inout Texts) {
    self.init(format)
    guard let content else { return }
    let bytes = texts.withBytes(content) { Array($0) }
    let whole = bytes.withUnsafeBufferPointer {
      GenieFile($0, withTop: format == .agents, &texts)
    }
    guard let file = whole else { return }
    switch format {
    case .agents:
      // Without `agents` the whole object is taken for it: a file of a later release gives
      // records called `sessions` and the like.
      for record in file.agents ?? file.top { put(record.entry, under: record.key) }
    case .sessionsByID:
      if let sessions = file.sessions {
        for record in sessions { put(record.entry, under: record.key) }
      } else {
        for record in (file.agents ?? []).filter(Self.isEntry) {
          put(Self.named(record), under: record.entry.sessionID ?? legacy(record.key, now, &texts))
        }
      }
    case .sessionsByName:
      if let sessions = file.sessions {
        for record in sessions {
          let key = file.version == 3 ? record.key : migrated(record, &texts)
          put(file.version == 3 ? record.entry : Self.renamed(record.entry, key), under: key)
        }
      } else {
        for record in (file.agents ?? []).filter(Self.isEntry) {
          let key = record.entry.name ?? prefixed("migrated-", record.key, 200, &texts)
          put(Self.renamed(Self.named(record), key), under: key)
        }
      }
    }
  }

  /// What the migration of the first format takes for a record; the list of names was added when
  /// files had nested themselves.
  private static func isEntry(_ record: Record) -> Bool {
    ![Text("version"), Text("sessions"), Text("executor")].contains(record.key)
      && (record.entry.agent != nil || record.entry.sessionID != nil)
  }

  private static func named(_ record: Record) -> GenieEntry {
    var entry = record.entry
    entry.agent = entry.agent ?? record.key
    return entry
  }

  private static func renamed(_ entry: GenieEntry, _ name: Text) -> GenieEntry {
    var entry = entry
    entry.name = name
    return entry
  }

  private func migrated(_ record: Record, _ texts: inout Texts) -> Text {
    record.entry.name ?? prefixed("migrated-", record.key, 8, &texts)
  }

  private func prefixed(
    _ prefix: StaticString, _ key: Text, _ length: Int, _ texts: inout Texts
  ) -> Text {
    var bytes = prefix.withUTF8Buffer { Array($0) }
    texts.withBytes(key) { bytes.append(contentsOf: $0.prefix(length)) }
    return bytes.withUnsafeBufferPointer { texts.text($0) }
  }

  private func legacy(_ agent: Text, _ now: WallTime, _ texts: inout Texts) -> Text {
    var builder = TextBuilder()
    builder.add("legacy-")
    builder.add(agent, from: texts)
    builder.add("-")
    builder.add(now.milliseconds)
    return texts.text(builder)
  }
}
