import JSON
import Operations

/// What is known of a worker from the file that it writes while it works.
///
/// Whether it is stale is counted in looks at which it has not changed, so that neither a clock that
/// is stepped nor a machine that sleeps makes it so. One that was never there says nothing.
struct Heartbeat: Hashable, Sendable, Foldable {
  private(set) var unchanged = 0
  private(set) var hasExited = false
  private var latest = Text.empty

  /// Takes a look at the file; the outcome is that of reading it.
  mutating func see(_ outcome: Outcome, _ texts: borrowing Texts) {
    switch outcome {
    case .file(.content(let record)) where record != latest:
      latest = record
      unchanged = 0
      hasExited = false
      _ = RecordReader.read(record, texts) { (key, scanner) throws(JSONError) in
        if key.equals("status") {
          hasExited = try scanner.string().equals("exited")
        } else {
          try scanner.skipValue()
        }
      }
    default:
      // Unchanged, missing or unreadable: no sign of life, if there ever was one.
      if latest != .empty { unchanged += 1 }
    }
  }

  func fold(into digest: inout Digest) {
    digest.fold(UInt32(unchanged), hasExited ? 1 : 0)
    digest.fold(latest)
  }
}
