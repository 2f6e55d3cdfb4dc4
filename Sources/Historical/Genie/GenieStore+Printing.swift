import JSON
import Operations

extension GenieStore {
  /// The bytes of the file: `JSON.stringify(store, null, 2)`.
  public func content(_ texts: inout Texts) -> Text {
    var writer = JSONWriter()
    writer.raw("{\n  \"version\": ")
    writer.integer(Int(format.rawValue))
    writer.raw(format == .agents ? ",\n  \"agents\": {" : ",\n  \"sessions\": {")
    for (place, record) in records.enumerated() {
      writer.raw(place == 0 ? "\n    " : ",\n    ")
      writer.text(record.key, texts)
      writer.raw(": {")
      writer.entry(record.entry, texts)
      writer.raw("\n    }")
    }
    writer.raw(records.isEmpty ? "}\n}" : "\n  }\n}")
    return writer.withBytes { texts.text($0) }
  }
}

extension JSONWriter {
  fileprivate mutating func text(_ text: Text?, _ texts: borrowing Texts) {
    guard let text else {
      raw("null")
      return
    }
    // No closure over self: the bytes are copied out first.
    let bytes = texts.withBytes(text) { Array($0) }
    bytes.withUnsafeBufferPointer { string(utf8: $0) }
  }

  private mutating func field(_ name: StaticString, isFirst: Bool = false) {
    raw(isFirst ? "\n      \"" : ",\n      \"")
    raw(name)
    raw("\": ")
  }

  private mutating func time(_ name: StaticString, _ time: WallTime?) {
    guard let time else { return }
    var builder = TextBuilder()
    CalendarTime(time).iso(in: &builder)
    field(name)
    builder.bytes.withUnsafeBufferPointer { string(utf8: $0) }
  }

  private mutating func number(_ name: StaticString, _ number: Int32?) {
    field(name)
    if let number { integer(Int(number)) } else { raw("null") }
  }

  fileprivate mutating func entry(_ entry: GenieEntry, _ texts: borrowing Texts) {
    field("agent", isFirst: true)
    text(entry.agent, texts)
    if entry.name != nil {
      field("name")
      text(entry.name, texts)
    }
    field("logFile")
    text(entry.logFile, texts)
    field("lastPrompt")
    text(entry.lastPrompt, texts)
    time("created", entry.created)
    time("lastUsed", entry.lastUsed)
    if let status = entry.status {
      field("status")
      raw("\"")
      raw(status.word)
      raw("\"")
    }
    field("background")
    raw(entry.background ? "true" : "false")
    number("runnerPid", entry.runnerPid)
    field("executor")
    text(entry.executor, texts)
    number("executorPid", entry.executorPid)
    number("exitCode", entry.exitCode)
    field("signal")
    text(entry.signal, texts)
    time("startTime", entry.startTime)
    field("sessionId")
    text(entry.sessionID, texts)
  }
}
