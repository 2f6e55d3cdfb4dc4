import Operations

/// A socket file and the server that listens at it, or once did.
struct TmuxSocket: Hashable, Sendable, Foldable {
  var path: Text
  var server: Int32

  func fold(into digest: inout Digest) {
    digest.fold(path)
    digest.fold(UInt64(UInt32(bitPattern: server)))
  }
}

/// A terminal that is attached to a session.
struct TmuxClient: Hashable, Sendable, Foldable {
  var server: Int32
  var session: Int32
  var process: ProcessIndex

  func fold(into digest: inout Digest) {
    digest.fold(UInt32(bitPattern: server), UInt32(bitPattern: session))
    process.fold(into: &digest)
  }
}

/// A call that waits for a server that is stopped.
struct TmuxWaitingCall: Hashable, Sendable, Foldable {
  var server: Int32
  var command: TmuxCommand
  var caller: ProcessIndex
  var call: CallID

  func fold(into digest: inout Digest) {
    digest.fold(UInt64(UInt32(bitPattern: server)))
    command.fold(into: &digest)
    caller.fold(into: &digest)
  }
}
