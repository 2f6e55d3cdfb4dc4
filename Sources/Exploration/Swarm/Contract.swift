import Operations
import Scenarios

/// What a kind of system claims to survive, and how much of it.
///
/// Nothing else is ever drawn for it: a failure that nobody has promised to survive is not worth
/// reading. What all share, such as a server, is only struck by what all that share it claim.
public struct Contract: Hashable, Sendable {
  /// The classes of faults that it claims to survive.
  public var classes: [FaultClass]
  /// How long its processes may stand still.
  public var stallMax = Interval.seconds(40)
  /// How much later an operation may take effect or be answered.
  public var lateMax = Interval.seconds(20)
  /// How long the tmux server may stand still.
  public var serverStallMax = Interval.seconds(60)
  /// Which operations may be late, and never answered; all when there are none.
  public var silentCalls: [Verb] = []
  /// Which operations may take effect twice.
  public var doubleCalls: [Verb] = []
  /// Which operations may fail, and how.
  public var failingCalls: [FailingCall] = []
  /// At which operations things are worth happening.
  public var calls: [Verb]

  /// An operation that fails.
  public struct FailingCall: Hashable, Sendable {
    /// The kind.
    public var verb: Verb
    /// The way.
    public var failure: Action.Interfering.Failure
  }

  /// Claims some classes.
  public init(_ classes: [FaultClass], calls: [Verb]) {
    self.classes = classes
    self.calls = calls
  }

  /// What a kind of system claims.
  public static func of(_ kind: SystemKind) -> Contract {
    switch kind {
    case .sessions: sessions
    case .retention: retention
    case .desk: desk
    case .lock: lock
    case .forge: forge
    case .migration: migration
    }
  }

  /// The classes that may be drawn when some kinds play together.
  public static func classes(for kinds: [SystemKind]) -> [FaultClass] {
    FaultClass.allCases.filter { fault in
      fault.strikesOne
        ? kinds.contains { of($0).classes.contains(fault) }
        : !kinds.isEmpty && kinds.allSatisfy { of($0).classes.contains(fault) }
    }
  }
}
