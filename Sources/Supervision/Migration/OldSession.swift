import Operations

/// One entry of an old session file, whatever its version.
public struct OldSession: Hashable, Sendable, Foldable {
  /// The name of the entry within its object: an agent, an id, a name or an attempt.
  public internal(set) var member: Text
  /// Its session id; empty when it has none.
  public internal(set) var id = Text.empty
  /// Its agent.
  public internal(set) var agent = Text.empty
  /// Its name; empty when it has none.
  public internal(set) var name = Text.empty
  /// Its status, as it was written.
  public internal(set) var status = Text.empty
  /// The attempt in Forge that it names; empty when it names none.
  public internal(set) var attempt = Text.empty
  /// The processes that it names.
  public internal(set) var pids: [Int32] = []
  /// When it was last used, in milliseconds since 1970; nil when that cannot be read.
  public internal(set) var lastUsed: Int64?
  /// The entry, byte for byte.
  public internal(set) var raw: Text
  /// Whether it is an object, which every session is.
  public internal(set) var isObject = false

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    for text in [member, id, agent, name, status, attempt, raw] { digest.fold(text) }
    for pid in pids { digest.fold(Int64(pid)) }
    digest.fold(lastUsed ?? -1)
    digest.fold(isObject ? 1 : 0)
  }
}
