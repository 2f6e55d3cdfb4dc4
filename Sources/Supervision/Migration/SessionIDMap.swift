import JSON
import Operations

/// Which session an id means, be it an old one or a new one.
public struct SessionIDMap: Hashable, Sendable {
  private var rows: [Row] = []

  struct Row: Hashable, Sendable {
    var old: Text
    var key: Text
  }

  /// What an id means.
  public enum Meaning: Hashable, Sendable {
    /// The session of this run key.
    case session(Text)
    /// A session that was archived, under its old id.
    case archived
  }

  /// A map without any ids.
  public init() {}

  /// Reads a map; nil when it is none.
  public init?(_ content: Text, _ emit: inout Emitter) {
    guard !content.isEmpty else { return }
    let bytes = emit.texts.withBytes(content) { Array($0) }
    let read: [(String, String)]? = bytes.withUnsafeBufferPointer { bytes in
      var rows: [(String, String)] = []
      var scanner = JSONScanner(bytes)
      do throws(JSONError) {
        try scanner.beginObject()
        var isFirst = true
        while let old = try scanner.nextKey(isFirst: &isFirst) {
          rows.append((old.text, try scanner.string().text))
        }
        try scanner.finish()
      } catch {
        return nil
      }
      return rows
    }
    guard let read else { return nil }
    rows = read.map { Row(old: emit.texts.text($0), key: emit.texts.text($1)) }
  }

  /// Adds what became of an entry; of two with one id the first counts.
  mutating func add(_ entry: MigrationEntry) {
    guard !rows.contains(where: { $0.old == entry.oldID }) else { return }
    switch entry.fate {
    case .toForge: rows.append(Row(old: entry.oldID, key: entry.key))
    case .inForge, .live: rows.append(Row(old: entry.oldID, key: entry.oldID))
    case .tooOld, .otherStatus, .noTime: rows.append(Row(old: entry.oldID, key: .empty))
    case .duplicateID, .noSession: break
    }
  }

  /// Takes out what a migration had added.
  mutating func remove(_ entry: MigrationEntry) {
    rows.removeAll { $0.old == entry.oldID }
  }

  /// Lets an old id mean itself again.
  mutating func restore(_ old: Text) {
    rows.removeAll { $0.old == old }
    rows.append(Row(old: old, key: old))
  }

  /// Whether there are no ids in it.
  var isEmpty: Bool { rows.isEmpty }

  /// What an id means: an old one by the map, a run key as itself; nil for one that is unknown.
  public func meaning(of id: Text) -> Meaning? {
    if let row = rows.first(where: { $0.old == id }) {
      return row.key.isEmpty ? .archived : .session(row.key)
    }
    return rows.contains { $0.key == id && !id.isEmpty } ? .session(id) : nil
  }

  /// The map as a file.
  func encoded(_ emit: inout Emitter) -> Text {
    var writer = JSONWriter()
    writer.raw("{")
    for (place, row) in rows.enumerated() {
      writer.raw(place == 0 ? "\n  " : ",\n  ")
      writer.string(emit.texts.string(row.old))
      writer.raw(": ")
      writer.string(emit.texts.string(row.key))
    }
    writer.raw("\n}\n")
    var texts = emit.texts
    let text = writer.withBytes { texts.text($0) }
    emit.texts = texts
    return text
  }
}
