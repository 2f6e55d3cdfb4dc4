import JSON
import Operations

extension SessionRequest {
  /// The request as the argument of a command.
  public func encoded(_ emit: inout Emitter) -> Text {
    encoded(&emit.texts)
  }

  /// The request as the argument of a command, for whoever holds a table of texts.
  public func encoded(_ texts: inout Texts) -> Text {
    var writer = JSONWriter(capacity: 256)
    writer.raw("{\"do\":\"")
    writer.raw(verb.word)
    writer.raw("\"")
    for (name, value) in members where !value.isEmpty {
      writer.raw(",\"")
      writer.raw(name)
      writer.raw("\":")
      writer.text(value, texts)
    }
    writer.raw("}")
    return writer.withBytes { texts.text($0) }
  }

  private var members: [(StaticString, Text)] {
    [
      ("id", id), ("key", key), ("agent", agent), ("prompt", prompt),
      ("repository", repository), ("base", base),
    ]
  }

  /// Reads a request; nil when it was not written so.
  public init?(_ argument: Text, _ emit: inout Emitter) {
    var strings: [String] = Array(repeating: "", count: 6)
    let verb = emit.texts.withBytes(argument) { bytes -> Verb? in
      var scanner = JSONScanner(bytes)
      return try? Self.read(&scanner, into: &strings)
    }
    guard let verb else { return nil }
    let texts = strings.map { emit.texts.text($0) }
    self.init(
      verb, id: texts[0], key: texts[1], agent: texts[2], prompt: texts[3],
      repository: texts[4], base: texts[5])
    // A run key that was chosen names its session as well, unless an id was.
    if id.isEmpty { id = key }
    if key.isEmpty, verb == .spawn { key = id }
  }

  private static func read(
    _ scanner: inout JSONScanner, into strings: inout [String]
  ) throws(JSONError) -> Verb {
    var verb: Verb?
    var found = strings
    try scanner.object { (key, scanner) throws(JSONError) in
      switch key {
      case "do":
        let word = try scanner.string()
        verb = Verb.allCases.first { word.equals($0.word) }
      case "id": found[0] = try scanner.string().text
      case "key": found[1] = try scanner.string().text
      case "agent": found[2] = try scanner.string().text
      case "prompt": found[3] = try scanner.string().text
      case "repository": found[4] = try scanner.string().text
      case "base": found[5] = try scanner.string().text
      default: throw .shape("unknown key '\(key.text)'", at: scanner.offset)
      }
    }
    try scanner.finish()
    guard let verb else { throw .shape("nothing to do", at: 0) }
    strings = found
    return verb
  }
}
