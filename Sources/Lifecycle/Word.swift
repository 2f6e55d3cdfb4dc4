/// An enumeration whose cases have a fixed name outside the program: on the wire, in a store, in a
/// report.
///
/// The raw values are small and gapless, so that the logic compares bytes; the names are static
/// strings, so that reading and writing them allocates nothing.
public protocol Word: RawRepresentable<UInt8>, CaseIterable, Hashable, Sendable {
  /// The name of this case.
  var word: StaticString { get }
}

extension Word {
  /// The name of this case, as an ordinary string.
  public var text: String { "\(word)" }
}
