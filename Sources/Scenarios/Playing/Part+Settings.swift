import Lifecycle
import Supervision

extension Part.Kind {
  /// A number that a scenario may set, and what it is set to.
  public struct SettingFacts: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// What it wants: a number, a duration, 0 or 1.
    public var wants: String
  }

  /// The numbers of its policy that a scenario may set.
  public var settings: [SettingFacts] {
    switch self {
    case .command: Self.facts(SessionPolicy.knobs)
    case .supervisor: Self.facts(SupervisorPolicy.knobs) + Self.facts(SessionPolicy.knobs)
    case .retention, .clock:
      Self.facts(RetentionPolicy.knobs) + Self.facts(SessionPolicy.knobs)
    case .desk: Self.facts(DeskPolicy.knobs)
    case .forge: Self.facts(ForgePolicy.knobs)
    case .lock, .migration, .person: []
    }
  }

  /// The numbers of the lifecycle's rules that a scenario may set.
  public var rules: [SettingFacts] {
    switch self {
    case .command, .supervisor, .retention, .clock: Self.facts(Rules.knobs)
    case .desk, .lock, .forge, .migration, .person: []
    }
  }

  /// What of a variant that is meant for everybody this kind can do.
  func able(of variant: Variant) -> Variant {
    let corrections = rules.isEmpty ? Correction.allCases.map(\.text) : []
    return Variant(
      system: variant.system.flatMap { systems.contains($0) ? $0 : nil },
      policy: variant.policy.filter { setting in
        settings.contains { $0.name == setting.name }
      },
      rules: rules.isEmpty ? [] : variant.rules,
      without: variant.without.filter { !corrections.contains($0) })
  }

  private static func facts<Policy>(_ knobs: [Knob<Policy>]) -> [SettingFacts] {
    knobs.map { SettingFacts(name: "\($0.name)", wants: "\($0.wants)") }
  }
}
