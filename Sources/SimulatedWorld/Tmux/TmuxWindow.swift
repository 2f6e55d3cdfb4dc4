import Operations

/// One window of a session.
struct TmuxWindow: Hashable, Sendable, Foldable {
  /// The server's number.
  var server: Int32
  /// Its session's id.
  var session: Int32
  /// `@N`.
  var id: Int32
  /// Its place in the session.
  var index: Int32
  /// Its name: the program that it was made with, also once that is dead or another.
  var name: Text
  /// The id of the pane that keys go to.
  var activePane: Int32
  /// How many panes it has.
  var paneCount: Int32 = 0

  func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: server), UInt32(bitPattern: session))
    digest.fold(UInt32(bitPattern: id), UInt32(bitPattern: index))
    digest.fold(name)
    digest.fold(UInt64(UInt32(bitPattern: activePane)))
  }
}
