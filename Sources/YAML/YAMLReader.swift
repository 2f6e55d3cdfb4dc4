internal import CYAML

/// Reads one YAML document into a tree of nodes.
///
/// What is read is YAML as libyaml understands it, without what makes a document mean something
/// else than it seems to: no tags, no merge keys, no second document, no key twice in one mapping.
/// Anchors and aliases are there. No document takes more than `YAMLLimits`, and none can crash.
public enum YAMLReader {
  /// Reads the document in some bytes.
  public static func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(YAMLError) -> YAMLNode {
    try TextCheck.check(bytes)
    // The parser holds pointers into itself, so it must not move.
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    precondition(yaml_parser_initialize(parser) == 1, "no memory for a YAML parser")
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = UnsafeBufferPointer(rebasing: bytes[(hasMark ? 3 : 0)...])
    yaml_parser_set_input_string(parser, text.baseAddress ?? nothing, text.count)
    var composer = Composer()
    while true {
      var event = yaml_event_t()
      guard yaml_parser_parse(parser, &event) == 1 else {
        throw ParserFault(parser.pointee).error(in: text)
      }
      defer { yaml_event_delete(&event) }
      if event.type == YAML_STREAM_END_EVENT { break }
      try composer.take(event)
    }
    guard let root = composer.root else {
      throw YAMLError("there is no document in this file", at: Mark(line: 1, column: 1))
    }
    return root
  }

  /// Reads the document in some bytes.
  public static func read(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode {
    try bytes.withUnsafeBufferPointer { buffer throws(YAMLError) in try read(buffer) }
  }

  /// Reads the document in a text.
  public static func read(_ text: String) throws(YAMLError) -> YAMLNode {
    try read(Array(text.utf8))
  }

  /// Somewhere to point at when there is no text; never read.
  private static var nothing: UnsafePointer<UInt8> { ("" as StaticString).utf8Start }
}
