extension PropertyName {
  /// The property of this name.
  public var type: any Property.Type {
    switch self {
    case .oneSessionPerRun: OneSessionPerRun.self
    case .noFalseTimeout: NoFalseTimeout.self
    case .creationWithin: CreationWithin.self
    case .identityIsOne: IdentityIsOne.self
    case .noLostUpdate: NoLostUpdate.self
    case .failedProbeIsNotDeath: FailedProbeIsNotDeath.self
    case .oneAuthorityForDeath: OneAuthorityForDeath.self
    case .terminalStaysTerminal: TerminalStaysTerminal.self
    case .statusIsDerived: StatusIsDerived.self
    case .reactionsAreCurrent: ReactionsAreCurrent.self
    case .noFlapping: NoFlapping.self
    case .workIsKept: WorkIsKept.self
    case .isolatedWorktrees: IsolatedWorktrees.self
    case .resumeKeepsContext: ResumeKeepsContext.self
    case .stopIsConfirmed: StopIsConfirmed.self
    case .streamsAreComplete: StreamsAreComplete.self
    case .migrationIsLossless: MigrationIsLossless.self
    case .retentionIsReadable: RetentionIsReadable.self
    case .closeIsSafe: CloseIsSafe.self
    case .deathIsNoticed: DeathIsNoticed.self
    case .backgroundSurvives: BackgroundSurvives.self
    case .namesAreSettled: NamesAreSettled.self
    case .oneRunnerPerRoot: OneRunnerPerRoot.self
    case .lockIsRecovered: LockIsRecovered.self
    case .neverTheWrongTarget: NeverTheWrongTarget.self
    case .noOrphans: NoOrphans.self
    case .restartsAreBounded: RestartsAreBounded.self
    case .converges: Converges.self
    case .deterministic: Deterministic.self
    }
  }

  /// What must hold, in one sentence.
  public var sentence: String { type.sentence }

  /// Which limits a file may set for it.
  public var takes: PropertyLimits.Names { type.takes }

  /// Makes the property, with the limits that a file sets; those that it does not take are to be
  /// refused before.
  public func make(limits: PropertyLimits = PropertyLimits()) -> any Property {
    precondition(
      takes.isSuperset(of: limits.names),
      "\(word) does not take \(limits.names.subtracting(takes).words)")
    var property = type.init()
    property.take(limits)
    return property
  }
}
