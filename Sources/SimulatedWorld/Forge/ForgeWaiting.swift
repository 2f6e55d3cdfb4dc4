import Operations

/// A request on its way to the backend, and how much of the outcome comes back.
struct ForgeWaiting: Hashable, Sendable, Foldable {
  /// The call that waits for it.
  var call: CallID
  /// The client's tag of the call.
  var tag: Tag
  /// The client.
  var client: ProcessIndex
  /// What is asked for.
  var request: ForgeRequest
  /// What the client gets to hear.
  var reply = ForgeReply.outcome

  /// Folds all of it.
  func fold(into digest: inout Digest) {
    call.fold(into: &digest)
    digest.fold(tag.rawValue, 0)
    client.fold(into: &digest)
    request.fold(into: &digest)
    reply.fold(into: &digest)
  }
}
