import Lifecycle

extension Word {
  /// The case with this name; a dash is the empty one.
  ///
  /// A name that does not exist ends the test run.
  package static func named(_ name: String) -> Self {
    guard let word = allCases.first(where: { $0.text == (name == "-" ? "" : name) }) else {
      preconditionFailure("\(Self.self) has no '\(name)'")
    }
    return word
  }
}
