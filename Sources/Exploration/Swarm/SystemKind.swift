import Lifecycle
import Properties
import Scenarios

/// The kinds of systems that scenarios play with; an earlier system is of the kind of the real one
/// that it is the twin of.
public enum SystemKind: UInt8, Word {
  /// Launchers, runners, agents, supervisors.
  case sessions
  /// What closes completed sessions, and the clockworks that start it.
  case retention
  /// Runners of desks.
  case desk
  /// Those who claim a root and do nothing else.
  case lock
  /// Orders to Forge.
  case forge
  /// Moves of old sessions.
  case migration

  /// The kind of a part; nil for people, who are no system.
  public init?(_ part: Part.Kind) {
    switch part {
    case .command, .supervisor: self = .sessions
    case .retention, .clock: self = .retention
    case .desk: self = .desk
    case .lock: self = .lock
    case .forge: self = .forge
    case .migration: self = .migration
    case .person: return nil
    }
  }

  /// The kinds that play in a scenario, in their own order.
  public static func all(in scenario: Scenario) -> [SystemKind] {
    let found = scenario.actors.compactMap { SystemKind($0.part.kind) }
    return allCases.filter { found.contains($0) }
  }

  /// The word for it.
  public var word: StaticString {
    switch self {
    case .sessions: "sessions"
    case .retention: "retention"
    case .desk: "desk"
    case .lock: "lock"
    case .forge: "forge"
    case .migration: "migration"
    }
  }

  /// Which properties are about it.
  public var properties: PropertySystems {
    switch self {
    case .sessions: [.launch, .lifecycle]
    case .retention: .retention
    case .desk, .lock: .desk
    case .forge: [.launch, .forge]
    case .migration: .forge
    }
  }
}
