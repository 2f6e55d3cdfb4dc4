import JSON
import Operations

/// What a verifier says, in `verify-verdict.json`.
public enum DeskVerdict: UInt8, Hashable, Sendable {
  /// All of it is as it should be.
  case complete
  /// What was verified is; there is more to do.
  case pass
  /// It is not.
  case fail
  /// It has to know more.
  case requestInfo
  /// It cannot go on.
  case blocked
  /// A whole record with another word.
  case unknown

  /// Reads a verdict; nil while it is not whole.
  public init?(_ record: Text, _ texts: borrowing Texts) {
    var found: DeskVerdict?
    var isComplete = false
    let isWhole = RecordReader.read(record, texts) { (key, scanner) throws(JSONError) in
      if key.equals("verdict") {
        let word = try scanner.string()
        found =
          if word.equals("pass") {
            .pass
          } else if word.equals("fail") {
            .fail
          } else if word.equals("request_info") {
            .requestInfo
          } else if word.equals("blocked") {
            .blocked
          } else {
            .unknown
          }
      } else if key.equals("recommended_state_transition") {
        isComplete = try scanner.string().equals("complete")
      } else {
        try scanner.skipValue()
      }
    }
    guard isWhole else { return nil }
    self = found == .pass && isComplete ? .complete : found ?? .unknown
  }
}
