/// Something that a person has to agree to; it never passes by itself.
public struct Approval: Hashable, Sendable {
  /// The name that it is approved by.
  public var name: String
  /// What is agreed to.
  public var title: String

  /// Makes an approval.
  public init(_ name: String, _ title: String) {
    self.name = name
    self.title = title
  }
}
