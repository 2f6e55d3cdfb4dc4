import Scenarios

/// A way to launch sessions that is measured.
public enum LaunchSystem: String, CaseIterable, Sendable {
  case genieV1 = "genie-v1"
  case genieRC19 = "genie-rc19"
  case genieRC20 = "genie-rc20"
  case genieRC21 = "genie-rc21"
  case genieRC23 = "genie-rc23"
  case genieRC29 = "genie-rc29"
  case naiveForgeDocumented = "forge-naive-documented"
  case naiveForge = "forge-naive"
  case forgeDocumented = "forge-documented"
  case forge = "forge"
  case rehearsal = "rehearsal"

  /// Whether it is one that is meant to be used, not one that is kept for its flaws.
  public var isOurs: Bool {
    switch self {
    case .forgeDocumented, .forge, .rehearsal: true
    default: false
    }
  }

  /// Whether its sessions are tasks of a Forge backend.
  public var usesForge: Bool {
    switch self {
    case .naiveForgeDocumented, .naiveForge, .forgeDocumented, .forge: true
    default: false
    }
  }

  /// Whether the backend answers as its documents say, rather than as it does.
  var isDocumented: Bool { self == .naiveForgeDocumented || self == .forgeDocumented }

  /// What plays it in a scenario; nil for the real one.
  var system: Scenarios.System? {
    switch self {
    case .genieV1: .genieV1
    case .genieRC19: .genieRC19
    case .genieRC20: .genieRC20
    case .genieRC21: .genieRC21
    case .genieRC23: .genieRC23
    case .genieRC29: .genieRC29
    case .naiveForgeDocumented, .naiveForge: .naiveForge
    case .forgeDocumented, .forge, .rehearsal: nil
    }
  }
}
