import JSON
import Operations

/// What a record says of a run that cannot go on, as others read it.
public struct BlockedRecord: Hashable, Sendable {
  /// The kind of reason, in the words of the record.
  public var category: String
  /// What happened.
  public var detail: String
  /// Whether the run can go on once it is seen to.
  public var isRecoverable: Bool
  /// What to do.
  public var action: String

  /// Reads a record; nil unless it is whole and says all of it.
  public init?(_ record: Text, _ texts: borrowing Texts) {
    var category: String?
    var detail: String?
    var isRecoverable: Bool?
    var action: String?
    let isWhole = RecordReader.read(record, texts) { (key, scanner) throws(JSONError) in
      if key.equals("reason_category") {
        category = try scanner.string().text
      } else if key.equals("reason_detail") {
        detail = try scanner.string().text
      } else if key.equals("recoverable") {
        isRecoverable = try scanner.boolean()
      } else if key.equals("suggested_action") {
        action = try scanner.string().text
      } else {
        try scanner.skipValue()
      }
    }
    guard isWhole, let category, let detail, let isRecoverable, let action else { return nil }
    self.category = category
    self.detail = detail
    self.isRecoverable = isRecoverable
    self.action = action
  }

  /// Whether it tells of a pane or session that has died.
  public var tellsOfDeath: Bool { detail.hasPrefix("tmux session/pane dead during ") }
}
