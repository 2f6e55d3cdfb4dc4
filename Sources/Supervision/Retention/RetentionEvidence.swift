import Lifecycle
import Operations

/// Everything that a session is classified by.
public struct RetentionEvidence: Hashable, Sendable {
  /// The record.
  public var record: Record
  /// The first look at the tmux server.
  public var first = Sighting.failed
  /// The second one, some time later.
  public var second = Sighting.failed
  /// The process of the agent.
  public var agent = Life.unread
  /// The process of the runner.
  public var runner = Life.unread
  /// The process of the tmux server.
  public var server = Life.unread
  /// The time, in milliseconds of the clock that retention is told by.
  public var now: Int?

  /// What there is of a record.
  public enum Record: Hashable, Sendable {
    /// None.
    case none
    /// One that cannot be read.
    case unreadable
    /// One.
    case known(RetentionFacts)
  }

  /// What is known of a process.
  public enum Life: UInt8, Hashable, Sendable, CaseIterable {
    /// It could not be looked at.
    case unread
    /// There never was one, as far as the record says.
    case none
    /// It is there.
    case alive
    /// It is proven to be gone.
    case dead

    /// What a comparison with a full identity came to.
    init(_ outcome: Outcome, _ safeguards: Safeguards) {
      switch outcome.proof(safeguards) {
      case .lives: self = .alive
      case .ended: self = .dead
      case .nothing, .foreign: self = .unread
      }
    }
  }

  /// Begins with a record.
  public init(_ record: Record) {
    self.record = record
  }
}

/// What a record says that a session is classified by.
public struct RetentionFacts: Hashable, Sendable {
  /// How far the work is.
  public var work: RetainedWork
  /// Whether the agent was last seen at work.
  public var isAgentActive: Bool
  /// Whether somebody has begun something with the session.
  public var isBusy: Bool
  /// Where it is.
  public var place: PaneReference?
  /// The name of the tmux session.
  public var name: Text
  /// What `@owner` has to be.
  public var owner: Text
  /// What `@generation` has to be.
  public var generation: Text
  /// How the runner has said that the agent has ended.
  public var ending: Ending?
  /// Since when it is kept, and until when.
  public var retention: RetentionRecord?

  /// Reads a record.
  public init(_ document: SessionDocument) {
    work = RetainedWork(document)
    isAgentActive = document.lifecycle.record?.activity.state == .active
    isBusy = document.intent != nil
    // Without its process a server cannot be told from a later one.
    place = document.runtime.server == nil ? nil : document.runtime.pane
    name = document.runtime.name
    ending = document.runtime.ending
    retention = document.retention
    var builder = TextBuilder()
    builder.add(hexadecimal: document.runtime.nonce)
    owner = builder.bytes.withUnsafeBufferPointer { Text(bytes: $0) }
    builder.clear()
    builder.add(document.lifecycle.generation)
    generation = builder.bytes.withUnsafeBufferPointer { Text(bytes: $0) }
  }
}
