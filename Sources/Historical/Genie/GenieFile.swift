import JSON
import Operations

/// What stands in a file of genie's, whatever its format; nil when it is no JSON object.
struct GenieFile {
  /// The number under `version`.
  var version: Int?
  /// The records under `agents`, if there is such a key.
  var agents: [GenieStore.Record]?
  /// The records under `sessions`, if there is such a key.
  var sessions: [GenieStore.Record]?
  /// Every key of the object itself whose value is an object, read as a record.
  var top: [GenieStore.Record] = []

  /// Reads the whole text, with the object itself as records or without.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, withTop: Bool, _ texts: inout Texts) {
    var scanner = JSONScanner(bytes)
    do throws(JSONError) {
      try read(&scanner, withTop: withTop, &texts)
      try scanner.finish()
    } catch {
      return nil
    }
  }

  private mutating func read(
    _ scanner: inout JSONScanner, withTop: Bool, _ texts: inout Texts
  ) throws(JSONError) {
    try scanner.beginObject()
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      guard try scanner.peek() == .object else {
        if key.equals("version"), try scanner.peek() == .number {
          version = try scanner.integer()
        } else {
          try scanner.skipValue()
        }
        continue
      }
      let name = texts.text(key.text)
      if withTop {
        var asRecord = scanner
        top.append(.init(key: name, entry: try Self.entry(&asRecord, &texts)))
      }
      switch name {
      case Text("agents"): agents = try Self.records(&scanner, &texts)
      case Text("sessions"): sessions = try Self.records(&scanner, &texts)
      default: try scanner.skipValue()
      }
    }
  }

  private static func records(
    _ scanner: inout JSONScanner, _ texts: inout Texts
  ) throws(JSONError) -> [GenieStore.Record] {
    var records: [GenieStore.Record] = []
    try scanner.beginObject()
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      guard try scanner.peek() == .object else {
        try scanner.skipValue()
        continue
      }
      let name = texts.text(key.text)
      let entry = try entry(&scanner, &texts)
      // A key that comes twice has the last value in the place of the first, as in JavaScript.
      if let place = records.firstIndex(where: { $0.key == name }) {
        records[place].entry = entry
      } else {
        records.append(.init(key: name, entry: entry))
      }
    }
    return records
  }

  private static func entry(
    _ scanner: inout JSONScanner, _ texts: inout Texts
  ) throws(JSONError) -> GenieEntry {
    var entry = GenieEntry()
    try scanner.beginObject()
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      let field = texts.text(key.text)
      switch try scanner.peek() {
      case .string: entry.set(field, texts.text(try scanner.string().text), texts)
      case .number:
        var whole = scanner
        entry.set(field, try? whole.integer())
        try scanner.skipValue()
      case .boolean:
        let value = try scanner.boolean()
        if field == Text("background") { entry.background = value }
      case .null, .array, .object: try scanner.skipValue()
      }
    }
    return entry
  }
}

extension GenieEntry {
  fileprivate mutating func set(_ field: Text, _ value: Text, _ texts: borrowing Texts) {
    switch field {
    case Text("agent"): agent = value
    case Text("name"): name = value
    case Text("logFile"): logFile = value
    case Text("lastPrompt"): lastPrompt = value
    case Text("created"): created = Self.time(value, texts)
    case Text("lastUsed"): lastUsed = Self.time(value, texts)
    case Text("startTime"): startTime = Self.time(value, texts)
    case Text("status"): status = GenieStatus.allCases.first { Text($0.word) == value }
    case Text("executor"): executor = value
    case Text("signal"): signal = value
    case Text("sessionId"): sessionID = value
    default: break
    }
  }

  fileprivate mutating func set(_ field: Text, _ value: Int?) {
    let number = value.flatMap { Int32(exactly: $0) }
    switch field {
    case Text("runnerPid"): runnerPid = number
    case Text("executorPid"): executorPid = number
    case Text("exitCode"): exitCode = number
    default: break
    }
  }

  private static func time(_ value: Text, _ texts: borrowing Texts) -> WallTime? {
    texts.withBytes(value) { CalendarTime(iso: $0)?.wallTime }
  }
}
