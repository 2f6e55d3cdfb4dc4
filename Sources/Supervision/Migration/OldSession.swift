import Operations

/// One entry of an old session file, whatever its version.
struct OldSession: Hashable, Sendable, Foldable {
  /// The name of the entry within its object: an agent, an id, a name or an attempt.
  var member: Text
  /// Its session id; empty when it has none.
  var id = Text.empty
  /// Its agent.
  var agent = Text.empty
  /// Its name; empty when it has none.
  var name = Text.empty
  /// Its status, as it was written.
  var status = Text.empty
  /// The attempt in Forge that it names; empty when it names none.
  var attempt = Text.empty
  /// The processes that it names.
  var pids: [Int32] = []
  /// When it was last used, in milliseconds since 1970; nil when that cannot be read.
  var lastUsed: Int64?
  /// The entry, byte for byte.
  var raw: Text
  /// Whether it is an object, which every session is.
  var isObject = false

  func fold(into digest: inout Digest) {
    for text in [member, id, agent, name, status, attempt, raw] { digest.fold(text) }
    for pid in pids { digest.fold(Int64(pid)) }
    digest.fold(lastUsed ?? -1)
    digest.fold(isObject ? 1 : 0)
  }
}
