/// An enumeration whose cases can be written in a document as words.
public protocol Spelled: CaseIterable, Equatable, Sendable {
  /// How it is written.
  var spelling: String { get }
}

extension Spelled where Self: RawRepresentable, RawValue == String {
  /// The name of the case, unless the type says otherwise.
  public var spelling: String { rawValue }
}
