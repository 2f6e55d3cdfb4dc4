/// What a Forge backend answered.
public enum ForgeOutcome: Hashable, Sendable {
  /// 200 without a body that matters.
  case done
  /// 202: it will be done later.
  case accepted
  /// A task.
  ///
  /// `createAndStart` gives the task as it really is, without the attempt's id.
  case task(ForgeTask)
  /// An attempt.
  case attempt(ForgeAttempt)
  /// An execution process.
  case process(ForgeProcess)
  /// Rows.
  case listing(Listing)
  /// A text: a pull request's URL, a draft.
  case text(Text)
  /// One entry of a stream, by its index since this connection was opened.
  case entry(index: Int32, Text)
  /// The stream is finished; it does not say with what success.
  case finished
  /// The stream was cut without a word: it may have more.
  case cut
  /// It failed.
  case failed(ForgeFailure)
}

/// Why a request to Forge failed.
public enum ForgeFailure: Hashable, Sendable {
  /// An HTTP status other than 2xx.
  case status(Int16)
  /// 200 with `success: false`.
  case unsuccessful
  /// Nobody listens at the address: nothing was done.
  case connectionRefused
  /// The connection was reset: it may have been done, or not.
  case connectionReset
}
