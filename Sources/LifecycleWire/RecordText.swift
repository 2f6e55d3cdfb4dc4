import JSON
import Lifecycle

extension JSONWriter {
  /// Writes a session's record as it is kept; the evidence of its quarantine is not part of it.
  public mutating func lifecycle(_ record: borrowing LifecycleRecord) {
    self.record(record)
  }
}

extension LifecycleRecord {
  /// Reads a session's record as it is kept; one that no session can have is refused.
  ///
  /// It may have been written by a reducer without its corrections, such as an older program.
  public init(from scanner: inout JSONScanner) throws(JSONError) {
    self = try RecordDecoder.record(&scanner, under: [])
  }
}
