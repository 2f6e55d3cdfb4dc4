import JSON
import YAML

/// What a part of a document looks like, declared once and used in three directions: a node is
/// read to a value, a value is written to a node, and a JSON Schema tells editors what can stand
/// there.
///
/// Forms are put together from smaller ones: `.text`, `.name`, `.integer(in:)`, `.boolean`,
/// `.duration`, `.word(of:)` and `.scalar` for single values, `.list(of:)`, `.map(to:)`,
/// `.record`, `.tagged`, `.choice` and `.oneOf` for what is made of others.
///
/// The schema sees a document through the types that YAML 1.2 gives to plain scalars. It takes
/// what the form takes. What the form refuses it refuses as well, except where the difference is
/// lost in those types (`0x10` and `1e1` are numbers to it, `True` is a boolean), where a duration
/// is too long, and where the form was given a condition that no schema can state.
public struct Form<Value: Sendable>: Sendable {
  /// What was expected, as it stands in an error: "a duration such as 5s".
  public let expectation: String
  /// The shapes that it can have.
  public let shapes: Shapes
  let readNode: @Sendable (YAMLNode, inout Diagnostics) -> Value?
  let writeValue: @Sendable (Value) -> YAMLNode
  let describe: @Sendable (inout Definitions) -> SchemaValue

  init(
    _ expectation: String, _ shapes: Shapes,
    read: @escaping @Sendable (YAMLNode, inout Diagnostics) -> Value?,
    write: @escaping @Sendable (Value) -> YAMLNode,
    schema: @escaping @Sendable (inout Definitions) -> SchemaValue
  ) {
    self.expectation = expectation
    self.shapes = shapes
    self.readNode = read
    self.writeValue = write
    self.describe = schema
  }

  // MARK: The three directions

  /// Reads a node; nil if anything was wrong with it, which was then added.
  public func read(_ node: YAMLNode, _ diagnostics: inout Diagnostics) -> Value? {
    guard shapes.contains(node.shape) else {
      diagnostics.add("expected \(expectation), found \(node.words)", at: node.start)
      return nil
    }
    return readNode(node, &diagnostics)
  }

  /// Reads a document.
  public func load(_ bytes: [UInt8], file: String) throws(Diagnostics) -> Value {
    var diagnostics = Diagnostics(file: file, source: bytes)
    do {
      let root = try YAMLReader.read(bytes)
      if let value = read(root, &diagnostics), diagnostics.isEmpty { return value }
    } catch {
      diagnostics.add(error.sentence, at: error.mark)
    }
    precondition(
      !diagnostics.isEmpty, "\(file): no value was read, and nothing was said against it")
    throw diagnostics
  }

  /// The node of a value.
  ///
  /// A value that no document can hold is a mistake of the programmer.
  public func node(of value: Value) -> YAMLNode { writeValue(value) }

  /// The document of a value.
  public func text(of value: Value) -> String { YAMLWriter.text(of: writeValue(value)) }

  /// The JSON Schema (draft 2020-12), the same bytes every time.
  public func schema(title: String) -> String {
    var definitions = Definitions()
    let root = describe(&definitions)
    var document = SchemaValue.object([
      "$schema": .string("https://json-schema.org/draft/2020-12/schema"), "title": .string(title),
    ])
    if case .members(let own) = document, case .members(let added) = root {
      document = .members(own + added)
    }
    if let parts = definitions.value { document = document.adding(["$defs": parts]) }
    var json = JSONWriter()
    document.write(to: &json)
    json.raw("\n")
    return json.withBytes { String(decoding: $0, as: UTF8.self) }
  }
}
