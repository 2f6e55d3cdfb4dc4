import JSON
import Lifecycle

/// One line of input: a sequence of events, and what they happen to.
public struct ReduceSequence: Sendable {
  /// What the line is called.
  public internal(set) var id = ""
  /// The record that the session begins with; absent for a session that nobody knows.
  public internal(set) var initial: LifecycleRecord?
  /// The rules to fold by.
  public internal(set) var rules = Rules()
  /// What happens.
  public internal(set) var events: [Event] = []

  /// An empty sequence, to be filled from a text.
  public init() {}

  /// The sequence that a text holds.
  public init(_ text: UnsafeBufferPointer<UInt8>) throws(JSONError) {
    var decoder = SequenceDecoder()
    self = try decoder.decode(text)
  }

  /// The state that the session begins with.
  public var state: LifecycleState {
    initial.map { LifecycleState(record: $0) } ?? LifecycleState()
  }
}
