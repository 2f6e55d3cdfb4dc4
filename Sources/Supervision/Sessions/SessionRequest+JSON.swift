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
    self.init(argument, &emit.texts)
  }

  /// Reads a request; nil when it was not written so.
  public init?(_ argument: Text, _ texts: inout Texts) {
    if let known = texts.meaning(of: argument) as? ReadRequest {
      self = known.request
      return
    }
    guard let request = Self.read(argument, &texts) else { return nil }
    texts.keep(ReadRequest(request), of: argument)
    self = request
  }

  private static func read(_ argument: Text, _ texts: inout Texts) -> SessionRequest? {
    var strings: [String] = Array(repeating: "", count: 6)
    let verb = texts.withBytes(argument) { bytes -> Verb? in
      var scanner = JSONScanner(bytes)
      return try? Self.read(&scanner, into: &strings)
    }
    guard let verb else { return nil }
    let found = strings.map { texts.text($0) }
    var request = SessionRequest(
      verb, id: found[0], key: found[1], agent: found[2], prompt: found[3],
      repository: found[4], base: found[5])
    // A run key that was chosen names its session as well, unless an id was.
    if request.id.isEmpty { request.id = request.key }
    if request.key.isEmpty, verb == .spawn { request.key = request.id }
    return request
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

/// A request that was read, for whoever reads the same text next.
private final class ReadRequest: Sendable {
  let request: SessionRequest

  init(_ request: SessionRequest) {
    self.request = request
  }
}
