/// Kinds of systems that properties are about.
public struct PropertySystems: OptionSet, Hashable, Sendable {
  /// The kinds as bits.
  public let rawValue: UInt8

  /// Makes a set of bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// What starts sessions.
  public static let launch = PropertySystems(rawValue: 1)
  /// What watches, ends and brings back sessions.
  public static let lifecycle = PropertySystems(rawValue: 2)
  /// Forge.
  public static let forge = PropertySystems(rawValue: 4)
  /// Desks and their locks.
  public static let desk = PropertySystems(rawValue: 8)
  /// What closes completed sessions.
  public static let retention = PropertySystems(rawValue: 16)
  /// Whoever runs a scenario.
  public static let harness = PropertySystems(rawValue: 32)
  /// All systems under test.
  public static let all: PropertySystems = [.launch, .lifecycle, .forge, .desk, .retention]

  /// Each kind, with what the doc comments call it.
  public static let words: [(systems: PropertySystems, word: StaticString)] = [
    (.all, "all"), (.launch, "launch"), (.lifecycle, "lifecycle"), (.forge, "Forge"),
    (.desk, "desk"), (.retention, "retention"), (.harness, "harness"),
  ]
}
