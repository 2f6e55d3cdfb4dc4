import YAML

/// One of the shapes in which a value can be written.
public struct Alternative<Value: Sendable>: Sendable {
  let expectation: String
  let shapes: Shapes
  let read: @Sendable (YAMLNode, inout Diagnostics) -> Value?
  let write: @Sendable (Value) -> YAMLNode?
  let describe: @Sendable (inout Definitions) -> SchemaValue

  /// A shape with its form; `part` is nil for a value that is written in another shape.
  public static func shape<Part>(
    _ form: Form<Part>, make: @escaping @Sendable (Part) -> Value,
    part: @escaping @Sendable (Value) -> Part?
  ) -> Alternative {
    Alternative(
      expectation: form.expectation, shapes: form.shapes,
      read: { node, diagnostics in form.read(node, &diagnostics).map(make) },
      write: { value in part(value).map(form.writeValue) }, describe: form.describe)
  }
}
