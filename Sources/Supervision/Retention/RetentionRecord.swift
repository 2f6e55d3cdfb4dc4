import JSON
import Operations

/// What a session's record keeps of a runtime that has done its work: since when and until when it
/// is kept, where its text was saved, and whether it is closed.
///
/// It belongs to one runtime: a restore drops it with the runtime that it was about. Times are
/// milliseconds of the clock that goes on while the machine sleeps; no tmux session outlives a boot.
public struct RetentionRecord: Hashable, Sendable {
  /// When it was seen that the work is complete.
  public var completedAt: Int
  /// Until when the tmux session is kept.
  public var retainUntil: Int
  /// The file that the text of its panes was saved to; empty before that.
  public var log: Text
  /// The process that is closing it.
  ///
  /// When that process is proven to be gone, another may go on.
  public var closing: ProcessIdentity?
  /// When it was confirmed that nothing of the runtime is left.
  public var closedAt: Int?

  /// A runtime that is kept from now on.
  public init(completedAt: Int, retainUntil: Int) {
    self.completedAt = completedAt
    self.retainUntil = retainUntil
    log = .empty
  }
}

extension JSONWriter {
  /// Writes the retention as a further member of an object.
  mutating func retention(_ retention: RetentionRecord, _ texts: borrowing Texts) {
    raw(",\"retention\":{\"completed\":")
    integer(retention.completedAt)
    raw(",\"until\":")
    integer(retention.retainUntil)
    if !retention.log.isEmpty {
      raw(",\"log\":")
      text(retention.log, texts)
    }
    identity("closing", retention.closing)
    if let closed = retention.closedAt {
      raw(",\"closed\":")
      integer(closed)
    }
    raw("}")
  }
}

extension JSONScanner {
  /// Takes a retention, and its log beside it, because texts are put into the table later.
  mutating func retention() throws(JSONError) -> (RetentionRecord, log: String) {
    var completed: Int?
    var until: Int?
    var log = ""
    var closing: ProcessIdentity?
    var closed: Int?
    try object { (key, scanner) throws(JSONError) in
      switch key {
      case "completed": completed = try scanner.integer()
      case "until": until = try scanner.integer()
      case "log": log = try scanner.string().text
      case "closing": closing = try scanner.identity()
      case "closed": closed = try scanner.integer()
      default: throw .shape("unknown key '\(key)'", at: scanner.offset)
      }
    }
    guard let completed, let until else { throw .shape("half a retention", at: offset) }
    var retention = RetentionRecord(completedAt: completed, retainUntil: until)
    retention.closing = closing
    retention.closedAt = closed
    return (retention, log)
  }
}
