import Operations

/// What somebody wants of retention, as it is typed: `status`, `sweep` or `close ID`, and
/// `--dry-run` before or after any of them.
///
/// An id may hold spaces.
public struct RetentionCommand: Hashable, Sendable, Foldable {
  /// What is wanted.
  public var verb: Verb
  /// The session, for `close`.
  public var id: Text
  /// Whether nothing is to be touched.
  public var isDry: Bool

  /// What can be wanted.
  public enum Verb: UInt8, Hashable, Sendable {
    /// Every session is classified and shown.
    case status
    /// Complete sessions are marked, and those whose time is over are closed.
    case sweep
    /// One session is closed.
    case close
  }

  /// Makes a command.
  public init(_ verb: Verb, id: Text = .empty, isDry: Bool = false) {
    self.verb = verb
    self.id = id
    self.isDry = isDry
  }

  /// Reads a command; nil when it is none.
  public init?(_ argument: Text, _ emit: inout Emitter) {
    let (dry, close) = ("--dry-run", "close ")
    var words = emit.texts.string(argument)[...]
    isDry = true
    if words.hasPrefix(dry + " ") {
      words = words.dropFirst(dry.count + 1)
    } else if words.hasSuffix(" " + dry) {
      words = words.dropLast(dry.count + 1)
    } else {
      isDry = false
    }
    id = .empty
    switch words {
    case "status": verb = .status
    case "sweep": verb = .sweep
    default:
      guard words.hasPrefix(close), words.count > close.count else { return nil }
      verb = .close
      id = emit.texts.text(String(words.dropFirst(close.count)))
    }
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(verb.rawValue), isDry ? 1 : 0)
    digest.fold(id)
  }
}
