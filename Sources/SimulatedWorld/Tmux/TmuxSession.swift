import Operations

/// One session of a server.
struct TmuxSession: Hashable, Sendable, Foldable {
  /// The server's number.
  var server: Int32
  /// `$N`.
  var id: Int32
  /// Its name, without `.` and `:`.
  var name: Text
  /// When it was made, in wall-clock seconds.
  var created: Int64
  /// How many clients it has.
  var attached: Int32 = 0
  /// Larger than that of every session that was made or attached to before.
  var activity: Int64
  /// The id of the window that it shows.
  var currentWindow: Int32
  /// How many windows it has.
  var windowCount: Int32 = 0

  func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: server), UInt32(bitPattern: id))
    digest.fold(name)
    digest.fold(created)
    digest.fold(UInt32(bitPattern: attached), UInt32(bitPattern: currentWindow))
    digest.fold(activity)
  }
}
