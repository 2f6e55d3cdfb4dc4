import JSON
import Operations

/// What a worker says at the end of an iteration, in `iter-signal.json`.
public struct WorkerSignal: Hashable, Sendable {
  /// What it wants to follow.
  public var status: Status
  /// The iteration that it means, if it says so.
  public var iteration: Int?
  /// Whether it names anything that is to be verified, for `verify_partial`.
  public var hasVerifiable: Bool
  /// Why, for `blocked`.
  public var summary: String

  /// The words of a signal.
  public enum Status: UInt8, Hashable, Sendable {
    /// Another iteration.
    case `continue`
    /// All of it is done and can be verified.
    case verify
    /// Some of it can be verified.
    case verifyPartial
    /// It cannot go on.
    case blocked
    /// A whole record with another word.
    case unknown
  }

  /// Reads a signal; nil while it is not whole.
  public init?(_ record: Text, _ texts: borrowing Texts) {
    var status: Status?
    var iteration: Int?
    var hasVerifiable = false
    var summary = ""
    let isWhole = RecordReader.read(record, texts) { (key, scanner) throws(JSONError) in
      if key.equals("status") {
        let word = try scanner.string()
        status =
          if word.equals("continue") {
            .continue
          } else if word.equals("verify") {
            .verify
          } else if word.equals("verify_partial") {
            .verifyPartial
          } else if word.equals("blocked") {
            .blocked
          } else {
            .unknown
          }
      } else if key.equals("iteration") {
        iteration = try scanner.integer()
      } else if key.equals("summary") {
        summary = try scanner.string().text
      } else if key.equals("verified_acs") {
        try scanner.beginArray()
        var isFirst = true
        while try scanner.nextElement(isFirst: &isFirst) {
          hasVerifiable = true
          try scanner.skipValue()
        }
      } else {
        try scanner.skipValue()
      }
    }
    guard isWhole else { return nil }
    self.status = status ?? .unknown
    self.iteration = iteration
    self.hasVerifiable = hasVerifiable
    self.summary = summary
  }
}
