import Operations
import Simulation

/// The lock of a root, as it is on the disk and in the kernel.
///
/// The bookkeeper keeps one for each root, by its one name, from the first moment at which something
/// of a lock is there, also when it lay there before anybody came.
public struct LockFacts: Hashable, Sendable {
  /// The root, by its one name.
  public var root: Text
  /// Whether it keeps others out.
  public var isHeld = false
  /// The process that it names, or that has it in the kernel; 0 when that is nobody.
  public var holderPid: Int32 = 0
  /// The actor that has it; `none` for one who is nobody here.
  public var holder = ActorID.none
  /// Whether that very process lives: not another with its number, and no zombie.
  public var holderLives = false
  /// Who took it in this event from a holder who lived and had not given it back; `none` when
  /// nobody did.
  public var robber = ActorID.none
  /// Who in this event freed or removed it while its holder lived and was somebody else; `none`
  /// when nobody did.
  public var liberator = ActorID.none

  /// A lock that nobody holds.
  public init(root: Text) { self.root = root }
}
