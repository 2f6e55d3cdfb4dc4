import Operations

/// A system whose next step can be chosen: all that a driver needs to know of it.
///
/// It is a value: a copy goes its own way. What happens is a function of the steps that were taken
/// and of nothing else, so that a list of steps replays.
public protocol Model: Sendable {
  /// Something that can happen next. It names itself in the same way in every state in which it is
  /// possible, so that a list of steps still means something after one was taken out.
  associatedtype Step: Hashable, Sendable

  /// Appends the steps that can be taken now, each once, in an order that depends on the state
  /// alone.
  func enabled(into steps: inout [Step])

  /// Takes a step that is enabled.
  mutating func take(_ step: Step)

  /// What is wrong in this state: the class of the failure, in words; nil when nothing is.
  var violation: String? { get }

  /// Folds the state, and nothing of the way that led to it, into a fingerprint.
  func fold(into digest: inout Digest)

  /// Whether actors of one kind are interchangeable, and `foldClass` makes use of it.
  static var isSymmetric: Bool { get }

  /// Folds the state such that two states in which only the names of interchangeable actors are
  /// exchanged may come to the same; two that differ in more must not.
  func foldClass(into digest: inout Digest)

  /// Whose step it is: a small number from 0, for priorities and fairness; nil for nobody's, as a
  /// crash.
  func actor(of step: Step) -> Int?

  /// Whether it makes no difference to anybody else, and to what is judged, when the step is taken.
  ///
  /// It may change neither the violation nor the promise. It is the only step of its actor. Nothing
  /// that another does can change what it does, now or later; where another prevents it, as a crash
  /// does, the same state comes about as if it had been taken before.
  func isLocal(_ step: Step) -> Bool

  /// Whether two steps, both enabled in this state, lead to the same state in either order, and
  /// neither prevents the other.
  func areIndependent(_ first: Step, _ second: Step) -> Bool

  /// Whether what is promised to come about, has; models without a promise are always there.
  ///
  /// It has to be so again and again, or at the end. What is promised to happen once is kept in the
  /// state.
  var isPromiseKept: Bool { get }

  /// How many bytes a copy of this state takes, all in all: for the account of a search.
  var byteCount: Int { get }
}

extension Model {
  /// Nobody is interchangeable.
  public static var isSymmetric: Bool { false }

  /// The state itself.
  public func foldClass(into digest: inout Digest) { fold(into: &digest) }

  /// Nobody's.
  public func actor(of step: Step) -> Int? { nil }

  /// All are seen.
  public func isLocal(_ step: Step) -> Bool { false }

  /// The order always matters.
  public func areIndependent(_ first: Step, _ second: Step) -> Bool { false }

  /// Nothing is promised.
  public var isPromiseKept: Bool { true }

  /// What the value itself takes; what it refers to is not counted.
  public var byteCount: Int { MemoryLayout<Self>.stride }
}
