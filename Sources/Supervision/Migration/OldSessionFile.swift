import JSON
import Operations

/// Reads the session files of every version that there was.
///
/// Version 1 keeps entries by agent under `agents`, or bare; 2 by session id, 3 by name and 4 by
/// attempt, all under `sessions`. Files that two versions wrote in turn hold both, or one inside
/// the other, with `version` and `executor` among the entries. Every entry is found, wherever it
/// stands; what is no object is kept as something that is no session.
public struct OldSessionFile: Sendable {
  /// The entries in the order of the file.
  public private(set) var sessions: [OldSession] = []
  /// The version that it claims; nil when it claims none.
  public private(set) var version: Int?

  /// Reads a file; the fault when it is no JSON, or not an object.
  public static func read(_ text: Text, _ emit: inout Emitter) -> Result<OldSessionFile, JSONError>
  {
    let bytes = emit.texts.withBytes(text) { Array($0) }
    var file = OldSessionFile()
    var texts = emit.texts
    let fault = bytes.withUnsafeBufferPointer { file.scan($0, &texts) }
    emit.texts = texts
    if let fault { return .failure(fault) }
    return .success(file)
  }

  private mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ texts: inout Texts
  ) -> JSONError? {
    // A file that was emptied and never filled holds nothing.
    guard bytes.contains(where: { $0 > 0x20 }) else { return nil }
    do throws(JSONError) {
      var scanner = JSONScanner(bytes)
      try scanner.skipValue()
      try scanner.finish()
      scanner = JSONScanner(bytes)
      try collect(&scanner, bytes, &texts, isTop: true)
    } catch {
      return error
    }
    return nil
  }

  /// Collects the entries of an object, and of the objects of entries in it.
  private mutating func collect(
    _ scanner: inout JSONScanner, _ bytes: UnsafeBufferPointer<UInt8>, _ texts: inout Texts,
    isTop: Bool
  ) throws(JSONError) {
    try scanner.beginObject()
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      let kind = try scanner.peek()
      if kind == .object, key.equals("agents") || key.equals("sessions") {
        try collect(&scanner, bytes, &texts, isTop: false)
      } else if key.equals("version"), kind == .number {
        let number = try scanner.integer()
        if isTop { version = number }
      } else if key.equals("executor") || key.text.hasPrefix("_migrat"), kind != .object {
        try scanner.skipValue()
      } else {
        try addEntry(key.text, &scanner, bytes, &texts)
      }
    }
  }

  private mutating func addEntry(
    _ member: String, _ scanner: inout JSONScanner, _ bytes: UnsafeBufferPointer<UInt8>,
    _ texts: inout Texts
  ) throws(JSONError) {
    let kind = try scanner.peek()
    let start = scanner.offset
    var probe = scanner
    try scanner.skipValue()
    let raw = UnsafeBufferPointer(rebasing: bytes[start..<scanner.offset])
    var session = OldSession(member: texts.text(member), raw: texts.text(raw))
    session.isObject = kind == .object
    if session.isObject { try readFields(of: &session, &probe, &texts) }
    if session.agent.isEmpty { session.agent = session.member }
    sessions.append(session)
  }

  private func readFields(
    of session: inout OldSession, _ scanner: inout JSONScanner, _ texts: inout Texts
  ) throws(JSONError) {
    var created: Int64?
    try scanner.beginObject()
    var isFirst = true
    while let key = try scanner.nextKey(isFirst: &isFirst) {
      let kind = try scanner.peek()
      switch (key.text, kind) {
      case ("sessionId", .string): session.id = try text(&scanner, &texts)
      case ("agent", .string): session.agent = try text(&scanner, &texts)
      case ("name", .string): session.name = try text(&scanner, &texts)
      case ("status", .string): session.status = try text(&scanner, &texts)
      case ("attemptId", .string): session.attempt = try text(&scanner, &texts)
      case ("created", _), ("lastUsed", _):
        let isCreation = key.equals("created")
        let time = try Self.time(&scanner, kind)
        if isCreation { created = time } else { session.lastUsed = time }
      case ("runnerPid", .number), ("executorPid", .number):
        if let pid = try Self.pid(&scanner) { session.pids.append(pid) }
      default: try scanner.skipValue()
      }
    }
    session.lastUsed = session.lastUsed ?? created
  }

  private func text(
    _ scanner: inout JSONScanner, _ texts: inout Texts
  ) throws(JSONError) -> Text {
    texts.text(try scanner.string().text)
  }

  /// A pid; nil for a number that is none.
  private static func pid(_ scanner: inout JSONScanner) throws(JSONError) -> Int32? {
    let start = scanner
    do throws(JSONError) {
      return Int32(exactly: try scanner.integer())
    } catch {
      scanner = start
      try scanner.skipValue()
      return nil
    }
  }

  /// A time, as text or in milliseconds; nil when it is neither.
  private static func time(
    _ scanner: inout JSONScanner, _ kind: JSONKind
  ) throws(JSONError) -> Int64? {
    switch kind {
    case .string:
      return CalendarTime.milliseconds(try scanner.string().text)
    case .number:
      let start = scanner
      do throws(JSONError) {
        return Int64(try scanner.integer())
      } catch {
        scanner = start
        try scanner.skipValue()
        return nil
      }
    case .null, .boolean, .array, .object:
      try scanner.skipValue()
      return nil
    }
  }
}
