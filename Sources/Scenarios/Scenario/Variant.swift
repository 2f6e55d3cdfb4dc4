import Lifecycle
import Operations

/// By which system a player does its part, and how that differs from what it should be.
public struct Variant: Hashable, Sendable {
  /// The system; nil for the real one.
  public var system: System?
  /// Numbers of its policy, by their names.
  public var policy: [Setting]
  /// Numbers and corrections of the lifecycle's rules, by their names.
  public var rules: [Setting]
  /// Safeguards that are taken away, by their names.
  public var without: [String]
  /// The flaws of an older system, by their names; nil for those that it was shipped with.
  public var flaws: [String]?

  /// The real one, as it should be.
  public init(
    system: System? = nil, policy: [Setting] = [], rules: [Setting] = [], without: [String] = [],
    flaws: [String]? = nil
  ) {
    self.system = system
    self.policy = policy
    self.rules = rules
    self.without = without
    self.flaws = flaws
  }

  /// This variant, changed by another.
  public func changed(by other: Variant) -> Variant {
    Variant(
      system: other.system ?? system, policy: policy + other.policy, rules: rules + other.rules,
      without: without + other.without, flaws: other.flaws ?? flaws)
  }

  /// Whether it is the real one, as it should be.
  public var isPlain: Bool { self == Variant() }

  /// A number by its name.
  public struct Setting: Hashable, Sendable {
    /// The name.
    public var name: String
    /// What it is set to.
    public var value: Value

    /// Makes a setting.
    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// What something can be set to.
  public enum Value: Hashable, Sendable {
    /// A number.
    case count(Int)
    /// A stretch of time.
    case interval(Interval)
  }
}

/// The systems under test.
public enum System: UInt8, Word {
  case rehearsal
  case genieV1, genieRC19, genieRC20, genieRC21, genieRC23, genieRC29
  case claudeSquad, naiveReaper
  case rlpDesk, generations, carelessLock
  case naiveForge, shippedMigration
  case reference

  /// The word for it in files.
  public var word: StaticString {
    switch self {
    case .rehearsal: "rehearsal"
    case .genieV1: "genie-v1"
    case .genieRC19: "genie-rc19"
    case .genieRC20: "genie-rc20"
    case .genieRC21: "genie-rc21"
    case .genieRC23: "genie-rc23"
    case .genieRC29: "genie-rc29"
    case .claudeSquad: "claude-squad"
    case .naiveReaper: "naive-reaper"
    case .rlpDesk: "rlp-desk-0.11.1"
    case .generations: "generation-lock"
    case .carelessLock: "careless-lock"
    case .naiveForge: "naive-forge"
    case .shippedMigration: "shipped-migration"
    case .reference: "reference-rules"
    }
  }
}
