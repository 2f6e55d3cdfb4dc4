extension PropertyName {
  /// The systems that it is about, as its doc comment says.
  public var systems: PropertySystems {
    switch self {
    case .oneSessionPerRun, .noFalseTimeout, .creationWithin, .identityIsOne, .noLostUpdate:
      [.launch, .forge]
    case .failedProbeIsNotDeath, .oneAuthorityForDeath, .terminalStaysTerminal, .statusIsDerived,
      .reactionsAreCurrent, .noFlapping:
      .lifecycle
    case .workIsKept: [.lifecycle, .forge]
    case .isolatedWorktrees, .resumeKeepsContext, .stopIsConfirmed, .streamsAreComplete,
      .migrationIsLossless:
      .forge
    case .retentionIsReadable, .closeIsSafe: .retention
    case .deathIsNoticed, .backgroundSurvives, .namesAreSettled, .oneRunnerPerRoot,
      .lockIsRecovered:
      .desk
    case .neverTheWrongTarget, .noOrphans, .restartsAreBounded, .converges: .all
    case .deterministic: .harness
    }
  }
}
