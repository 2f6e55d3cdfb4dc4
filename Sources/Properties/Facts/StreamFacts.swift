import Operations
import Simulation

/// What somebody who reads a log or a diff was shown of it, against what was produced.
///
/// The bookkeeper makes one when a reader opens a source and keeps it up to date at every entry. A
/// new reader of the same source is a new one; a connection that is opened again is not.
public struct StreamFacts: Hashable, Sendable {
  /// Who reads.
  public var reader: ActorID
  /// What is read: the path, or the id of the log.
  public var source: Text
  /// How many entries there are at the source.
  public var producedCount = 0
  /// How many the reader was shown.
  public var shownCount = 0
  /// How many it can not be shown any more: a later one was, or it was told that there are no more.
  public var lostCount = 0
  /// How many it was shown a second time.
  public var repeatedCount = 0
  /// How many it was shown after a later one.
  public var reorderedCount = 0
  /// The longest that an entry was there and not shown while a connection was open.
  public var lagMax = Interval.zero

  /// A stream that was just opened.
  public init(reader: ActorID, source: Text) {
    self.reader = reader
    self.source = source
  }
}
