import Operations

/// What somebody wants of retention, as it is typed: `status`, `sweep` or `close ID`, and
/// `--dry-run` with any of them.
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
    var words = emit.texts.string(argument).split(separator: " ").map(String.init)
    let count = words.count
    words.removeAll { $0 == "--dry-run" }
    isDry = words.count < count
    id = .empty
    switch words.first {
    case "status" where words.count == 1: verb = .status
    case "sweep" where words.count == 1: verb = .sweep
    case "close" where words.count == 2:
      verb = .close
      id = emit.texts.text(words[1])
    default: return nil
    }
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt32(verb.rawValue), isDry ? 1 : 0)
    digest.fold(id)
  }
}
