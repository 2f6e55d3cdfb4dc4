import Lifecycle
import Operations

/// A number of a policy that a scenario may set, by its name.
struct Knob<Policy>: Sendable {
  let name: StaticString
  let field: Field

  /// Where the number is.
  enum Field: Sendable {
    case count(any WritableKeyPath<Policy, Int> & Sendable)
    case count64(any WritableKeyPath<Policy, Int64> & Sendable)
    case count32(any WritableKeyPath<Policy, Int32> & Sendable)
    case interval(any WritableKeyPath<Policy, Interval> & Sendable)
    case flag(any WritableKeyPath<Policy, Bool> & Sendable)
  }

  init(_ name: StaticString, _ path: any WritableKeyPath<Policy, Int> & Sendable) {
    self.name = name
    field = .count(path)
  }

  init(_ name: StaticString, _ path: any WritableKeyPath<Policy, Int32> & Sendable) {
    self.name = name
    field = .count32(path)
  }

  init(_ name: StaticString, _ path: any WritableKeyPath<Policy, Int64> & Sendable) {
    self.name = name
    field = .count64(path)
  }

  init(_ name: StaticString, _ path: any WritableKeyPath<Policy, Interval> & Sendable) {
    self.name = name
    field = .interval(path)
  }

  init(_ name: StaticString, _ path: any WritableKeyPath<Policy, Bool> & Sendable) {
    self.name = name
    field = .flag(path)
  }

  /// Sets the number; false when the value is of another kind.
  func set(_ value: Variant.Value, in policy: inout Policy) -> Bool {
    switch (field, value) {
    case (.count(let path), .count(let number)): policy[keyPath: path] = number
    case (.count64(let path), .count(let number)): policy[keyPath: path] = Int64(number)
    case (.count32(let path), .count(let number)):
      policy[keyPath: path] = Int32(clamping: number)
    case (.interval(let path), .interval(let interval)): policy[keyPath: path] = interval
    case (.flag(let path), .count(let number)) where number < 2:
      policy[keyPath: path] = number == 1
    default: return false
    }
    return true
  }

  /// What it wants, in words.
  var wants: StaticString {
    switch field {
    case .count, .count64, .count32: "a number"
    case .interval: "a duration such as 5s"
    case .flag: "0 or 1"
    }
  }
}

/// Why a scenario cannot be played as it is.
public enum StagingError: Error, Hashable, Sendable {
  /// The part has no number of that name.
  case unknownSetting(player: String, name: String, known: [String])
  /// The number is of another kind.
  case wrongSetting(player: String, name: String, wants: String)
  /// The part cannot be done by that system.
  case wrongSystem(player: String, kind: Part.Kind, System)
  /// There is no safeguard of that name.
  case unknownSafeguard(player: String, name: String, known: [String])
  /// The system has no flaw of that name to choose.
  case unknownFlaw(player: String, name: String, known: [String])
  /// The system does not know what the part asks for.
  case unableTo(player: String, System, String)

  /// The player that it is about.
  public var player: String {
    switch self {
    case .unknownSetting(let player, _, _), .wrongSetting(let player, _, _),
      .wrongSystem(let player, _, _), .unknownSafeguard(let player, _, _),
      .unknownFlaw(let player, _, _), .unableTo(let player, _, _):
      player
    }
  }

  /// The name that was not known, and those that are.
  public var name: String {
    switch self {
    case .unknownSetting(_, let name, _), .unknownSafeguard(_, let name, _),
      .unknownFlaw(_, let name, _):
      name
    case .wrongSetting, .wrongSystem, .unableTo: ""
    }
  }

  /// The names that are known where one was not.
  public var known: [String] {
    switch self {
    case .unknownSetting(_, _, let known), .unknownSafeguard(_, _, let known),
      .unknownFlaw(_, _, let known):
      known
    case .wrongSystem(_, let kind, _): kind.systems.map(\.text)
    case .wrongSetting, .unableTo: []
    }
  }

  /// One line: what is wrong, and what would be right.
  public var message: String {
    switch self {
    case .unknownSetting(let player, let name, _):
      "\(player) has no setting '\(name)'"
    case .wrongSetting(let player, let name, let wants):
      "the setting '\(name)' of \(player) wants \(wants)"
    case .wrongSystem(let player, let kind, let system):
      "\(player) is a \(kind.word), which \(system.word) is not"
    case .unknownSafeguard(let player, let name, _):
      "\(player) has no safeguard '\(name)'"
    case .unknownFlaw(let player, let name, _):
      "\(player) has no flaw '\(name)' to choose"
    case .unableTo(let player, let system, let what):
      "\(player): \(system.word) has no '\(what)'"
    }
  }
}

extension Array {
  /// Sets what a variant says, or says what cannot be set.
  func apply<Policy>(
    _ settings: [Variant.Setting], to policy: inout Policy, of player: String
  ) throws(StagingError) where Element == Knob<Policy> {
    for setting in settings {
      guard let knob = first(where: { "\($0.name)" == setting.name }) else {
        throw .unknownSetting(player: player, name: setting.name, known: map { "\($0.name)" })
      }
      guard knob.set(setting.value, in: &policy) else {
        throw .wrongSetting(player: player, name: setting.name, wants: "\(knob.wants)")
      }
    }
  }
}
