/// How a list or mapping is laid out in a text.
public enum YAMLLayout: Sendable {
  /// As the writer sees fit: on one line what is small and flat, else one entry a line.
  case automatic
  /// One entry a line.
  case block
  /// On one line, in brackets or braces, if there is room.
  case flow
}
