import Lifecycle
import Supervision

extension Part.Kind {
  /// A number that a scenario may set, and what it is set to.
  public struct SettingFacts: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// What it wants: a number, a duration, 0 or 1.
    public var wants: String
    /// Whether it wants a duration, and how great a number can be where it wants one.
    private let isInterval: Bool
    private let most: Int

    init<Policy>(_ knob: Knob<Policy>) {
      name = "\(knob.name)"
      wants = "\(knob.wants)"
      switch knob.field {
      case .count, .count64: (isInterval, most) = (false, Int.max)
      case .count32: (isInterval, most) = (false, Int(Int32.max))
      case .interval: (isInterval, most) = (true, 0)
      case .flag: (isInterval, most) = (false, 1)
      }
    }

    /// Whether it can be set so.
    public func takes(_ value: Variant.Value) -> Bool {
      switch value {
      case .count(let number): !isInterval && number <= most
      case .interval: isInterval
      }
    }
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
    case .lock: Self.facts(LockPolicy.knobs)
    case .migration: Self.facts(MigrationPolicy.knobs)
    case .person: []
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
    let system = variant.system.flatMap { systems.contains($0) ? $0 : nil }
    return Variant(
      system: system,
      policy: variant.policy.filter { setting in
        settings.contains { $0.name == setting.name }
      },
      rules: rules.isEmpty ? [] : variant.rules,
      without: variant.without.filter { !corrections.contains($0) },
      flaws: system == nil ? nil : variant.flaws)
  }

  private static func facts<Policy>(_ knobs: [Knob<Policy>]) -> [SettingFacts] {
    knobs.map { SettingFacts($0) }
  }
}
