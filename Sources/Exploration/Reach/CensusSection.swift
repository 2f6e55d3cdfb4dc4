import Lifecycle

/// The kinds of things that a census counts.
enum CensusSection: UInt8, Word {
  case systems, exercises, violations, situations, drawn, struck

  /// The word for it.
  var word: StaticString {
    switch self {
    case .systems: "systems"
    case .exercises: "exercises"
    case .violations: "violations"
    case .situations: "situations"
    case .drawn: "drawn"
    case .struck: "struck"
    }
  }
}
