import Operations

/// One option that was set, of a server, a session, a window or a pane.
struct TmuxSetting: Hashable, Sendable, Foldable {
  /// Where it stands among the settings.
  var key: Key
  /// What it was set to.
  var value: Text

  /// What an option belongs to.
  enum Owner: UInt8, Hashable, Sendable {
    case server
    case globalSession
    case globalWindow
    case session
    case window
    case pane
  }

  /// Orders settings so that those of one name on one server stand together.
  struct Key: Hashable, Comparable, Sendable {
    var server: Int32
    var name: Text
    var owner: Owner
    /// The id of the session, window or pane; 0 for the others.
    var id: Int32

    static func < (left: Key, right: Key) -> Bool {
      if left.server != right.server { return left.server < right.server }
      if left.name != right.name { return left.name.fingerprint < right.name.fingerprint }
      if left.owner != right.owner { return left.owner.rawValue < right.owner.rawValue }
      return left.id < right.id
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: key.server), UInt32(key.owner.rawValue))
    digest.fold(key.name)
    digest.fold(UInt64(UInt32(bitPattern: key.id)))
    digest.fold(value)
  }
}

/// The names of options that mean something to the server or to a listing.
enum TmuxOptionName {
  static let remainOnExit = Text("remain-on-exit")
  static let destroyUnattached = Text("destroy-unattached")
  static let exitEmpty = Text("exit-empty")
  static let owner = Text("@owner")
  static let generation = Text("@generation")
  static let state = Text("@state")
}
