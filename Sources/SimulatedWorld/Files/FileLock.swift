import Operations

/// A descriptor through which a process has a file locked.
struct FileLock: Hashable, Sendable {
  /// The open file description: a child that inherited the descriptor has the same one.
  var description: UInt64
  /// The place of what is locked, whatever name it has by now.
  var inode: Int32
  /// The path that it was opened by, as `unlock` names it.
  var path: Text
  var holder: ProcessIndex
  var mode: LockMode
}

/// A write whose file was emptied and whose bytes have not arrived.
struct PendingWrite: Hashable, Sendable {
  var inode: Int32
  var number: UInt64
  var path: Text
  var writer: ProcessIndex
  var call: CallID
}

/// What goes wrong at one path.
struct PathFault: Hashable, Sendable {
  var path: Text
  var kind: Kind
  /// Whether it is gone once it has happened.
  var isOnce: Bool

  enum Kind: Hashable, Sendable {
    /// Every operation fails so and does nothing.
    case fails(Errno)
    /// Of a write only the first bytes arrive, and it is called done.
    case tears(keep: Int)
    /// Of a write only the first bytes arrive, and it fails.
    case shortens(keep: Int, Errno)
  }
}

/// A process that does not run as the usual user.
struct UserOfProcess: Hashable, Sendable {
  var process: ProcessIndex
  var user: UInt32
}
