/// A program under test: a value that takes one input and answers with operations.
///
/// It does no I/O, reads no clock and draws no random bits but by operations. It is total: every
/// input in every state is answered or refused by name. A crash loses it and nothing else; a
/// restart begins again with the machine as it was first given, which then learns from the world.
public protocol Machine: Sendable, Foldable {
  /// Takes one input and asks for whatever follows from it.
  mutating func handle(_ input: Input, _ emit: inout Emitter)
}

/// What happens to a machine.
public enum Input: Hashable, Sendable {
  /// Its process runs, for the first time or again.
  case started(Start)
  /// An operation was answered.
  case outcome(Tag, Outcome)
  /// Somebody told it something; the name is the sender's actor name, empty for the world.
  case message(Message, from: Text)
  /// A signal that it catches, rather than one that ends it.
  case signal(Signal)
}

/// What a program finds when it starts.
public struct Start: Hashable, Sendable, Foldable {
  /// Who it is.
  public var identity: ProcessIdentity
  /// The argument that it was started with.
  public var argument: Text
  /// The pane that it runs in, and its server's socket; none outside tmux.
  public var pane: Int32?
  /// Whether the same actor ran before, in this universe.
  public var isRestart: Bool

  /// Makes the facts of a start.
  public init(
    identity: ProcessIdentity, argument: Text = .empty, pane: Int32? = nil, isRestart: Bool = false
  ) {
    self.identity = identity
    self.argument = argument
    self.pane = pane
    self.isRestart = isRestart
  }

  /// Folds all of it.
  public func fold(into digest: inout Digest) {
    identity.fold(into: &digest)
    digest.fold(argument)
    digest.fold(UInt32(bitPattern: pane ?? -1), isRestart ? 1 : 0)
  }
}
