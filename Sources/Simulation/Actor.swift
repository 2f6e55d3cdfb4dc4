import Operations
import SimulatedWorld

/// What is known of a machine that runs in a simulated process; the machines themselves are kept
/// beside, so that looking at an actor copies nothing that is counted.
struct Actor: Sendable {
  /// What it is called; restarts keep the name.
  var name: Text
  /// The number of its program.
  var program: Int
  /// The argument that it is started with, each time.
  var argument: Text
  /// The process that it runs in.
  var process = ProcessIndex.none
  /// Rises with each start: events of an earlier life are not heard.
  var life: UInt32 = 0
  /// How much longer its next start takes, by a fault.
  var bootDelay = Interval.zero
  /// What it does.
  var state = ActorState.gone
  /// The first and last event that is held back while it is stopped or has not begun.
  var firstHeld: Int32 = -1
  var lastHeld: Int32 = -1
  /// The first of its timers that have not fired.
  var firstTimer: Int32 = -1
  /// Whether another program started it, so that its place is free when it is gone.
  var isChild = false
  /// How many operations of its are on their way or open.
  var waiting: Int32 = 0
  /// How many operations it has asked for, over all its lives.
  var performed: Int32 = 0
  /// How many numbers it has drawn for itself, in a timeless universe.
  var drawn: UInt32 = 0
  /// The number of the event with which it last had a turn.
  var lastTurn: Int64 = 0
  /// The number of the last look at which something of its was overdue.
  var lastOverdue: Int64 = -1
  /// The number of the event since which something of its has been overdue at every look.
  var overdueSince: Int64 = 0
}

/// What an actor does.
public enum ActorState: UInt8, Hashable, Sendable {
  /// Its process is gone, or it has none yet.
  case gone
  /// Its process is there and its program is being loaded.
  case booting
  /// It takes its turns.
  case running
  /// It was stopped by a signal.
  case stopped
}

extension Actor: Foldable {
  func fold(into digest: inout Digest) {
    digest.fold(name)
    digest.fold(UInt32(state.rawValue), UInt32(bitPattern: waiting))
    digest.fold(life > 0 ? 1 : 0, (isChild ? 1 : 0) | drawn << 1)
    digest.fold(argument)
    process.fold(into: &digest)
  }
}
