extension LifecycleRecord {
  /// What in this record cannot be true together, in words; `nil` for a record that the reducer,
  /// with all its corrections, could have written.
  public var contradiction: String? { contradiction(under: .all) }

  /// What in this record cannot be true together; `nil` for one that the reducer could have written
  /// under some of its corrections.
  ///
  /// Without C1 a stuck session has forgotten its quarantine, without C2 one that was merged or
  /// closed has it still.
  public func contradiction(under corrections: Corrections) -> String? {
    let mayForget = session.state == .stuck && !corrections.contains(.c1)
    if session.isInDoubt && quarantine == nil && !mayForget {
      return "the session is in doubt (\(session.state.text)) but has no quarantine"
    }
    if !session.isInDoubt && quarantine != nil && corrections.contains(.c2) {
      return "the session is not in doubt (\(session.state.text)) but has a quarantine"
    }
    if session.state == .detecting && !session.reason.isLiveness {
      return "a detecting session needs a reason that was read from its runtime"
    }
    if let quarantine, quarantine.attempts < 1 {
      return "a quarantine begins with attempts 1"
    }
    if (activity.state == .unknown) != (activity.lastActivityAt == nil)
      || (activity.state == .unknown) != (activity.source == .unknown)
    {
      return "activity needs its state, its source and its time together, or none of them"
    }
    if !pullRequest.reason.fits(pullRequest.state) {
      return "a pull request cannot be \(pullRequest.state.text) and \(pullRequest.reason.text)"
    }
    return nil
  }
}
