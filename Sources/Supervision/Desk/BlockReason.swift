import Operations

/// Why a run cannot go on without a person or another mission.
public struct BlockReason: Hashable, Sendable, Foldable {
  /// The kind.
  public var category: Category
  /// What happened, in words.
  public var detail: Text

  /// Makes a reason.
  public init(_ category: Category, _ detail: Text) {
    self.category = category
    self.detail = detail
  }

  /// The kinds, each of which says what to do.
  public enum Category: UInt8, Hashable, Sendable, CaseIterable {
    /// The work does not reach its measure.
    case metricFailure
    /// Something else has to be done first.
    case crossDependency
    /// Session, panes or agents are gone.
    case infrastructureFailure
    /// Nothing new is learned any more.
    case contextLimit
    /// It fails in the same way again and again.
    case repeatAxis
    /// The mission makes no sense as it is.
    case missionAbort

    /// The word in the record.
    public var word: StaticString {
      switch self {
      case .metricFailure: "metric_failure"
      case .crossDependency: "cross_us_dep"
      case .infrastructureFailure: "infra_failure"
      case .contextLimit: "context_limit"
      case .repeatAxis: "repeat_axis"
      case .missionAbort: "mission_abort"
      }
    }

    /// Whether the same run can go on once it is seen to.
    public var isRecoverable: Bool {
      switch self {
      case .metricFailure, .crossDependency, .infrastructureFailure: true
      case .contextLimit, .repeatAxis, .missionAbort: false
      }
    }

    /// What to do.
    public var action: StaticString {
      switch self {
      case .metricFailure, .crossDependency: "retry_after_fix"
      case .infrastructureFailure: "restart"
      case .contextLimit, .repeatAxis: "next_mission_chain"
      case .missionAbort: "terminal_alert"
      }
    }
  }

  /// Folds both.
  public func fold(into digest: inout Digest) {
    digest.fold(UInt64(category.rawValue))
    digest.fold(detail)
  }
}
