import Operations
import SimulatedWorld
import Simulation

// How things are said in violations.

extension World {
  /// A text for people to read.
  func say(_ text: Text) -> String {
    guard !text.isEmpty else { return "(none)" }
    let string = moment.texts.string(text)
    // Its bytes were never put into the table: better its fingerprint than nothing.
    return string.isEmpty ? "#" + String(text.fingerprint, radix: 16) : string
  }
}

extension Account {
  /// An actor's name for people to read.
  func say(_ actor: ActorID, _ world: borrowing World) -> String {
    guard actor != .none else { return "nobody" }
    return facts(of: actor).map { world.say($0.name) } ?? "actor \(actor.rawValue)"
  }

  /// Whose turn or operation the event was; `none` for the world's.
  var mover: ActorID { entries.first { $0.actor != .none }?.actor ?? .none }

  /// Whether the event is, or holds, something that went wrong on purpose.
  var isFault: Bool {
    entries.contains {
      switch $0.kind {
      case .fault, .interference: true
      default: false
      }
    }
  }
}

extension Interval {
  /// The length for people to read.
  var words: String { "\(nanoseconds / 1_000_000) ms" }
}

extension Instant {
  /// The instant for people to read.
  var words: String { "\(nanoseconds / 1_000_000) ms" }
}

extension SessionFacts.Life {
  /// The word for it.
  var words: String {
    switch self {
    case .starting: "starting"
    case .running: "running"
    case .doubtful: "in doubt"
    case .ended(let end): "ended (\(end))"
    }
  }
}

extension SessionFacts {
  /// A line about the record for people to read.
  func line(_ world: borrowing World) -> Violation.StateLine {
    .init(
      "record \(world.say(key))",
      "id \(world.say(id)), run \(world.say(run)), \(life.words), generation \(generation)")
  }

  /// Whether somebody means it by a name: its run, its id or its key.
  public func isMeant(by stance: Stance) -> Bool {
    for name in [stance.run, stance.session] where !name.isEmpty {
      if name == run || name == id || name == key { return true }
    }
    return false
  }
}

extension AgentFacts {
  /// A line about the agent for people to read.
  func line(_ world: borrowing World) -> Violation.StateLine {
    let end = ended.map { "ended at \($0.words)" } ?? "lives"
    return .init(
      "agent of \(world.say(run))", "pid \(identity.pid), began at \(began.words), \(end)")
  }
}
