import Operations
import Supervision

// The pane lifecycle monitor of rlp-desk 0.11.1 (R12; the same code to 0.14.0).
//
// Contract as it was meant: within five seconds it is known whether session and panes live.
//
// What it does: `has-session -t NAME`, then `display-message -p -t %N '#{pane_dead}'` for leader,
// worker and verifier, until one of them fails; alive when all say `0`. Five such probes, a second
// between two of them.
//
// Flaws, each of which can be seen in a universe:
// - no call has a limit: behind a stopped server it waits for ever;
// - the name is a bare one: a session whose name begins so keeps a dead one alive, and two such
//   sessions make a call fail that should not;
// - panes are looked up by id alone, on whatever server listens: after a restart under the same
//   name strangers pass;
// - a pane lives while its shell does, whatever became of the agent in it;
// - a call that fails is a death like any other;
// - five probes with four pauses are four seconds and not five.

/// One check after the other, as the script has it.
public struct RlpDeskMonitor: Sendable, Foldable {
  enum Step: UInt32, Hashable, Sendable {
    case idle, session, leader, worker, verifier, sleeping, dumping
  }

  private let socket: Text
  private(set) var step = Step.idle
  private var asking: Asking
  private var name = Text.empty
  private var ids: [Int32] = []
  private var attempts = 0

  /// `(( _attempts >= 5 ))`.
  static let attemptsMax = 5

  /// Makes a monitor; the tags from the base on, 4096 of them, are its own.
  public init(socket: Text, base: UInt32) {
    self.socket = socket
    asking = Asking(base: base)
  }

  /// Whether the tag is one of its questions.
  public func owns(_ tag: Tag) -> Bool { asking.owns(tag) }

  /// Begins a check of a session by its name and of leader, worker and verifier by their ids.
  public mutating func begin(name: Text, panes: [Int32], _ emit: inout Emitter) {
    precondition(panes.count == 3, "\(panes) are not leader, worker and verifier")
    self.name = name
    ids = panes
    attempts = 0
    probe(&emit)
  }

  /// Takes an answer; true for alive and false for dead when the check has ended.
  public mutating func handle(_ tag: Tag, _ outcome: Outcome, _ emit: inout Emitter) -> Bool? {
    guard asking.takes(tag) else { return nil }
    switch step {
    case .session:
      guard case .tmux(.done) = outcome else { return miss(&emit) }
      return display(.leader, 0, &emit)
    case .leader:
      guard isZero(outcome) else { return miss(&emit) }
      return display(.worker, 1, &emit)
    case .worker:
      guard isZero(outcome) else { return miss(&emit) }
      return display(.verifier, 2, &emit)
    case .verifier:
      guard isZero(outcome) else { return miss(&emit) }
      step = .idle
      return true
    case .sleeping:
      probe(&emit)
      return nil
    case .dumping:
      step = .idle
      return false
    case .idle:
      preconditionFailure("an answer to no question: \(outcome), \(self)")
    }
  }

  private mutating func probe(_ emit: inout Emitter) {
    ask(.session, .tmux(.hasSession(.bare(name)), socket: socket), &emit)
  }

  private mutating func display(_ next: Step, _ place: Int, _ emit: inout Emitter) -> Bool? {
    ask(next, .tmux(.display(.pane(ids[place]), .paneDead), socket: socket), &emit)
    return nil
  }

  /// The exit status is ignored; a missing pane gives an empty line.
  private func isZero(_ outcome: Outcome) -> Bool {
    outcome == .tmux(.text(Text("0")))
  }

  private mutating func miss(_ emit: inout Emitter) -> Bool? {
    attempts += 1
    if attempts >= Self.attemptsMax {
      // For the debug log.
      ask(.dumping, .tmux(.listAllPanes, socket: socket), &emit)
    } else {
      ask(.sleeping, .timer(.seconds(1)), &emit)
    }
    return nil
  }

  private mutating func ask(_ next: Step, _ operation: Operation, _ emit: inout Emitter) {
    step = next
    asking.ask(operation, &emit)
  }

  /// Folds where it stands.
  public func fold(into digest: inout Digest) {
    digest.fold(step.rawValue, UInt32(attempts))
    asking.fold(into: &digest)
    digest.fold(name)
    for id in ids { digest.fold(UInt64(UInt32(bitPattern: id))) }
  }
}
