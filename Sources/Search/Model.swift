import Operations

/// A system whose next step can be chosen: all that a driver needs to know of it.
///
/// It is a value: a copy goes its own way. What happens is a function of the steps that were taken
/// and of nothing else, so that a list of steps replays.
public protocol Model: Sendable {
  /// Something that can happen next. It names itself in the same way in every state in which it is
  /// possible, so that a list of steps still means something after one was taken out.
  associatedtype Step: Hashable, Sendable

  /// Appends the steps that can be taken now, in an order that depends on the state alone.
  func enabled(into steps: inout [Step])

  /// Takes a step that is enabled.
  mutating func take(_ step: Step)

  /// What is wrong in this state: the class of the failure, in words; nil when nothing is.
  var violation: String? { get }

  /// Folds the state, and nothing of the way that led to it, into a fingerprint.
  ///
  /// Actors of one kind are interchangeable: a model that has such folds them so that two states
  /// that differ only in who is who have one fingerprint.
  func fold(into digest: inout Digest)

  /// Whose step it is: a small number, for priorities and fairness; nil for nobody's, as a crash.
  func actor(of step: Step) -> Int?

  /// Whether nobody but its own actor can see that the step was taken, and nothing that another
  /// does can change or prevent it, now or later: such a step is taken at once, alone.
  func isLocal(_ step: Step) -> Bool

  /// Whether two enabled steps lead to the same state in either order, and neither prevents the
  /// other.
  func areIndependent(_ first: Step, _ second: Step) -> Bool

  /// Whether what is promised to come about, has; models without a promise are always there.
  var isPromiseKept: Bool { get }
}

extension Model {
  /// Nobody's.
  public func actor(of step: Step) -> Int? { nil }

  /// All are seen.
  public func isLocal(_ step: Step) -> Bool { false }

  /// The order always matters.
  public func areIndependent(_ first: Step, _ second: Step) -> Bool { false }

  /// Nothing is promised.
  public var isPromiseKept: Bool { true }
}
