import Operations

/// One server: the process behind a socket that has the sessions.
struct TmuxServer: Hashable, Sendable, Foldable {
  /// Its number in the simulated world, which no other server ever has.
  var number: Int32
  /// Its process.
  var process: ProcessIndex
  /// Its process id.
  var pid: Int32
  /// When it started, in wall-clock seconds.
  var started: Int64
  /// The id of the next session: ids begin at 0 and none comes back.
  var nextSession: Int32 = 0
  /// The id of the next window.
  var nextWindow: Int32 = 0
  /// The id of the next pane.
  var nextPane: Int32 = 0
  /// Counts what makes a session the most recent one.
  var activity: Int64 = 0
  /// Whether it ends with its last session (`exit-empty`).
  var exitsEmpty = true

  func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: number), UInt32(bitPattern: pid))
    process.fold(into: &digest)
    digest.fold(started)
    digest.fold(UInt32(bitPattern: nextSession), UInt32(bitPattern: nextWindow))
    digest.fold(UInt32(bitPattern: nextPane), exitsEmpty ? 1 : 0)
  }
}
