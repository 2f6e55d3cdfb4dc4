internal import CYAML

/// What libyaml has to say against a text, said so that a person knows what to do.
struct ParserFault {
  private let problem: String
  private let mark: Mark
  /// Where the thing begins that could not be read to its end.
  private let context: Mark

  init(_ parser: yaml_parser_t) {
    problem = parser.problem.map { String(cString: $0) } ?? "the parser gave no reason"
    // Whatever the reader of bytes could object to was found before.
    mark = Mark(parser.problem_mark)
    context = parser.context == nil ? mark : Mark(parser.context_mark)
  }

  func error(in text: UnsafeBufferPointer<UInt8>) -> YAMLError {
    let line = Self.line(mark.line, of: text)
    let indentation = line.prefix { $0 == " " || $0 == "\t" }
    if let tab = indentation.firstIndex(of: "\t"), tab < mark.column || tab < indentation.count {
      return YAMLError(
        "a tab indents this line; indent with spaces", at: Mark(line: mark.line, column: tab + 1))
    }
    let found = line.indices.contains(mark.column - 1) ? line[mark.column - 1] : nil
    return YAMLError(sentence(found), at: mark)
  }

  private func sentence(_ found: Unicode.Scalar?) -> String {
    let since = "the one that begins at line \(context.line), column \(context.column)"
    switch problem {
    case "could not find expected ':'":
      return "a ':' is missing behind a key; see \(since)"
    case "mapping values are not allowed in this context":
      return "a ':' cannot stand here; quote a text that has one in it, or look at the indentation"
    case "did not find expected key":
      return "expected a key here, indented like the others of its mapping; see \(since)"
    case "did not find expected '-' indicator":
      return "expected '- ' here, indented like the others of its list; see \(since)"
    case "block sequence entries are not allowed in this context":
      return "a list item cannot begin here; begin the list on a line of its own"
    case "block mapping keys are not allowed in this context",
      "mapping keys are not allowed in this context":
      return "a key cannot begin here; begin the mapping on a line of its own"
    case "did not find expected ',' or ']'":
      return "expected ',' or ']' in a list in brackets; see \(since)"
    case "did not find expected ',' or '}'":
      return "expected ',' or '}' in a mapping in braces; see \(since)"
    case "found unexpected end of stream":
      return "a quoted text is not closed; see \(since)"
    case "found unexpected document indicator":
      return "a quoted text is not closed before this line; see \(since)"
    case "found unknown escape character":
      return "an escape that YAML does not know; write '\\\\' for a backslash, or use single quotes"
    case "found character that cannot start any token":
      if found == "\t" { return "a tab cannot stand here; use spaces" }
      return "a value cannot begin with \(found.map { "'\($0)'" } ?? "this"); put it in quotes"
    case "did not find expected <document start>", "did not find expected node content":
      return "expected a value here; what stands above is complete"
    case "did not find expected alphabetic or numeric character":
      return "the name of an anchor or alias is missing or has a character that it cannot have; "
        + "put a text that begins with '&' or '*' in quotes"
    case "found undefined tag handle":
      return "tags are not supported; the type follows from the key"
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return "a tab cannot stand here; indent with spaces"
    default:
      return "this is not YAML: \(problem)"
    }
  }

  /// The scalars of a line, counted from 1.
  private static func line(_ wanted: Int, of text: UnsafeBufferPointer<UInt8>) -> [Unicode.Scalar] {
    var number = 1
    var start = 0
    while number < wanted, start < text.count {
      if text[start] == 0x0A || (text[start] == 0x0D && !text.isLineFeed(at: start + 1)) {
        number += 1
      }
      start += 1
    }
    let rest = text[start...].prefix { $0 != 0x0A && $0 != 0x0D }
    return Array(String(decoding: rest, as: UTF8.self).unicodeScalars)
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func isLineFeed(at index: Int) -> Bool { index < count && self[index] == 0x0A }
}
