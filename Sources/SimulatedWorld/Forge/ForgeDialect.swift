/// Which backend a Forge is: the one that was written about, or the one that runs.
public enum ForgeDialect: UInt8, Hashable, Sendable {
  /// As the documents claim: creation is atomic and answers the attempt, which has a status, a
  /// follow-up reaches the process that is there, a stop is over when it is answered.
  case documented
  /// As the source does it, step by step.
  case actual
}
