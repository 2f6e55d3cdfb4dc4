/// What a probe of the runtime, or of the agent's process, came back with.
public enum Reading: UInt8, Word {
  /// It is there.
  case alive
  /// It is certainly not there.
  case dead
  /// The probe worked and could not tell.
  case indeterminate
  /// The probe itself did not work.
  case failed

  /// The name of this reading.
  public var word: StaticString {
    switch self {
    case .alive: "alive"
    case .dead: "dead"
    case .indeterminate: "indeterminate"
    case .failed: "failed"
    }
  }
}
