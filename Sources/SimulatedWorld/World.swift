import Operations

/// The simulated machine: everything that operations act on.
public struct World: Sendable {
  /// What is at hand at this moment: clocks, texts, random streams, and what follows.
  public var moment: Moment
  /// The processes.
  public var processes: Processes

  /// Boots a machine.
  public init(seed: UInt64) {
    moment = Moment(seed: seed)
    processes = Processes(&moment)
  }

  /// Performs one operation for the caller.
  ///
  /// Nil when a part of the world keeps the call open and answers later.
  public mutating func perform(_ operation: Operation, by caller: ProcessIndex) -> Outcome? {
    switch operation {
    case .process(let operation):
      return .process(processes.perform(operation, by: caller, &moment))
    default:
      return .limitPassed
    }
  }

  /// Lets something happen that was planned.
  public mutating func happen(_ event: WorldEvent) {
    switch event {
    case .programEnds(let process, let ending): processes.end(process, ending, &moment)
    case .orphanReaped(let process): processes.reapOrphan(process)
    default: break
    }
  }

  /// Tells every part of the processes that have ended since it was last called.
  public mutating func settle() {
  }

  /// Traps if any part is not as it must be.
  public func checkInvariants() {
    processes.checkInvariants()
  }
}

extension World: Foldable {
  /// Folds the state of every part; clocks, texts and random streams are no part of it.
  public func fold(into digest: inout Digest) {
    processes.fold(into: &digest)
  }
}
