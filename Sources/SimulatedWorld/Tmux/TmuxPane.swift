import Operations

/// One pane of a window.
struct TmuxPane: Hashable, Sendable, Foldable {
  /// The server's number.
  var server: Int32
  /// Its session's id.
  var session: Int32
  /// Its window's id.
  var window: Int32
  /// `%N`.
  var id: Int32
  /// Its process, or the last that it had.
  var process: ProcessIndex
  /// The pid of that process, which stays when the process is gone.
  var pid: Int32
  /// The program of that process, which stays likewise.
  var program: Text
  /// Its rows; they limit how often it can be split.
  var height: Int32
  /// How far its end has come.
  var life = Life.running
  /// How its process ended, known to the server or not.
  var ending = Ending.exited(0)
  /// Whether an end was due while the server was stopped.
  var isDue = false
  /// When the server saw that it was dead.
  var died = WallTime(milliseconds: 0)
  /// The file that its output is appended to.
  var pipe = Text.empty
  /// What was typed into it and printed in it last: its screen, as far as anybody reads it.
  var typed = TypedLines()

  /// How far the end of a pane has come.
  enum Life: UInt8, Hashable, Sendable {
    /// Its process runs.
    case running
    /// Its process has ended and the server has not seen it.
    case ending
    /// The server has seen the end of the output and does not know the status yet.
    case deadUnknown
    /// The server knows how it ended.
    case dead
  }

  /// Whether `#{pane_dead}` is 1.
  var isDead: Bool { life == .dead || life == .deadUnknown }

  /// What it is to its process.
  var link: PaneLink { PaneLink(server: server, pane: id) }

  func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: server), UInt32(bitPattern: session))
    digest.fold(UInt32(bitPattern: window), UInt32(bitPattern: id))
    process.fold(into: &digest)
    digest.fold(UInt32(bitPattern: pid), UInt32(bitPattern: height))
    digest.fold(program)
    digest.fold(UInt32(life.rawValue), isDue ? 1 : 0)
    if life != .running { ending.fold(into: &digest) }
    if isDead { digest.fold(died.milliseconds) }
    digest.fold(pipe)
    typed.fold(into: &digest)
  }
}
