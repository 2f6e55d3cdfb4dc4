/// A file of the evidence.
public struct Link: Hashable, Sendable {
  /// What is in it.
  public var label: String
  /// Where it lies, relative to the page.
  public var path: String

  /// Makes a link.
  public init(_ label: String, path: String) {
    self.label = label
    self.path = path
  }
}
