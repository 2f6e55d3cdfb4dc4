import JSON
import Operations

/// What `session-config.json` says of a desk's session, as others read it.
public struct SessionRecord: Hashable, Sendable {
  /// The name of the tmux session.
  public var name: String

  /// Reads a record; nil unless it is whole and names a session.
  public init?(_ record: Text, _ texts: borrowing Texts) {
    var name: String?
    let isWhole = RecordReader.read(record, texts) { (key, scanner) throws(JSONError) in
      if key.equals("session_name") {
        name = try scanner.string().text
      } else {
        try scanner.skipValue()
      }
    }
    guard isWhole, let name else { return nil }
    self.name = name
  }
}
